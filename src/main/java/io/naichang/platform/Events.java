package io.naichang.platform;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes what happened, in the same transaction: the audit log that nobody can change afterwards.
@ApplicationScoped
public class Events {
    private final Sql sql;
    private final Caller caller;

    Events(Sql sql, Caller caller) {
        this.sql = sql;
        this.caller = caller;
    }

    /// Records a past-tense `kind` (`visit-cancelled`) about a record; `data` must hold no secret.
    public void record(String kind, String collection, @Nullable UUID id, @Nullable JsonNode data) {
        sql.update(
                "INSERT INTO event (tenant_id, kind, collection, record_id, actor, data) VALUES (?, ?, ?, ?, ?, ?::jsonb)",
                caller.tenant(),
                kind,
                collection,
                id,
                caller.userOrNull(),
                data == null ? null : data.toString());
    }
}
