package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Ids;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The conflict ledger: every value that lost and everything that could not be applied, so that nothing is ever gone.
@ApplicationScoped
class Ledger {
    private final Sql sql;
    private final Ids ids;

    Ledger(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Where two values of a field met.
    ///
    /// @param kept `yours` (the phone's), `theirs` (the server's) or `both`
    record Clash(
            @Nullable String field,
            @Nullable JsonNode base,
            @Nullable JsonNode theirs,
            @Nullable JsonNode yours,
            String kept) {
        /// Nothing of the mutation was applied.
        static Clash whole() {
            return new Clash(null, null, null, null, "theirs");
        }
    }

    /// Writes an entry: `hard` (two values, one kept), `refused` (not applied) or `mark` (applied, to be looked at).
    UUID write(String entryClass, String rule, @Nullable String reason, Mutation mutation, Clash clash) {
        UUID id = ids.next();
        sql.update(
                """
                INSERT INTO conflict (id, collection, record_id, field, class, rule, reason, base, theirs, yours, kept, mutation,
                                      user_id, device_id, seq, occurred_at, version, their_actor)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?,
                       (SELECT version FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ?),
                       (SELECT actor FROM field_change WHERE tenant_id = current_tenant() AND collection = ? AND id = ? AND field = ? AND device_id IS DISTINCT FROM ?::uuid
                        ORDER BY version DESC LIMIT 1)
                """,
                id,
                mutation.collection(),
                mutation.id(),
                clash.field(),
                entryClass,
                rule,
                reason,
                text(clash.base()),
                text(clash.theirs()),
                text(clash.yours()),
                clash.kept(),
                mutation.raw().toString(),
                mutation.user(),
                mutation.device(),
                mutation.seq(),
                mutation.occurredAt(),
                mutation.collection(),
                mutation.id(),
                mutation.collection(),
                mutation.id(),
                clash.field(),
                mutation.device());
        return id;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }
}
