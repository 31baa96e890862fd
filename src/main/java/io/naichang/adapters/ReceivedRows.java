package io.naichang.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import io.naichang.sync.NumberedPush;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The rows that were received, so that a repeat has no effect and a row that is sent once more, with further
/// changes but on the same revision, has only that of the further changes.
@ApplicationScoped
class ReceivedRows {
    private static final Logger LOG = Logger.getLogger(ReceivedRows.class);
    private static final Duration KEPT = Duration.ofDays(90);
    /// Whatever a client sends can be kept: half a surrogate pair is no character, but its escape is six.
    private static final ObjectWriter ASCII = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final Pattern NAMEABLE = Pattern.compile("[!-~]{1,100}");

    private final Sql sql;
    private final Caller caller;
    private final Clock clock;

    ReceivedRows(Sql sql, Caller caller, Clock clock) {
        this.sql = sql;
        this.caller = caller;
        this.clock = clock;
    }

    /// Takes a row in; false if it was received before.
    boolean add(UUID device, SentRow row) {
        return sql.update(
                        "INSERT INTO adapter_row (device_id, row_key, base, digest, collection, record_id, state, received_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        device,
                        key(row),
                        row.base(),
                        NumberedPush.digest(content(row)),
                        nameable(row) ? row.collection() : null,
                        nameable(row) ? row.id().textValue() : null,
                        text(row.after()),
                        clock.instant())
                == 1;
    }

    /// The row as the device sent it last on this revision.
    Optional<ObjectNode> last(UUID device, SentRow row) {
        return sql.first(
                "SELECT state FROM adapter_row WHERE device_id = ? AND row_key = ? AND base = ? ORDER BY nr DESC LIMIT 1",
                found -> Json.object(found.getString(1)),
                device,
                key(row),
                row.base());
    }

    /// Forgets at night what is so old that nobody sends it again.
    @Scheduled(cron = "0 10 4 * * ?", identity = "adapter-rows")
    @ActivateRequestContext
    void night() {
        List<String> tenants = QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
        for (String tenant : tenants) {
            caller.actAs(tenant, null);
            try {
                QuarkusTransaction.requiringNew().run(this::forget);
            } catch (RuntimeException e) {
                LOG.warnf(e, "old rows of %s's adapters go tomorrow", tenant);
            }
        }
    }

    void forget() {
        sql.update(
                "DELETE FROM adapter_row WHERE tenant_id = current_tenant() AND received_at < ?",
                clock.instant().minus(KEPT));
    }

    /// A row whose fate the device must be told with its next pull.
    record Untold(String collection, String id) {}

    /// What the device has not been told yet.
    ///
    /// @param upTo the last of them
    record AllUntold(List<Untold> rows, long upTo) {}

    /// What a device was not told up to the pull that it knows of.
    AllUntold untold(UUID device, @Nullable Long knows) {
        List<Long> last = new ArrayList<>();
        List<Untold> rows = sql.list(
                "SELECT collection, record_id, max(nr) FROM adapter_row WHERE device_id = ? AND record_id IS NOT NULL"
                        + " AND (told IS NULL OR told > ?) GROUP BY 1, 2",
                row -> {
                    last.add(row.getLong(3));
                    return new Untold(row.getString(1), row.getString(2));
                },
                device,
                knows == null ? 0L : knows);
        return new AllUntold(rows, last.stream().max(Long::compare).orElse(0L));
    }

    /// The pull of this stamp tells of them; what waits is told later.
    void tell(UUID device, @Nullable Long knows, long stamp, AllUntold told, List<String> waiting) {
        sql.update(
                "UPDATE adapter_row SET told = ? WHERE device_id = ? AND nr <= ? AND (told IS NULL OR told > ?)"
                        + " AND record_id IS NOT NULL AND record_id <> ALL (?::text[])",
                stamp,
                device,
                told.upTo(),
                knows == null ? 0L : knows,
                waiting);
    }

    private static boolean nameable(SentRow row) {
        return NAMEABLE.matcher(row.collection()).matches()
                && row.id().isTextual()
                && NAMEABLE.matcher(row.id().textValue()).matches();
    }

    private static String key(SentRow row) {
        ObjectNode named = Json.object().put("collection", row.collection());
        named.set("id", row.id());
        return NumberedPush.digest(named);
    }

    private static ObjectNode content(SentRow row) {
        ObjectNode content = Json.object().put("deleted", row.deleted());
        content.set("after", row.after());
        return content;
    }

    private static String text(ObjectNode state) {
        try {
            return ASCII.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
