package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Pulls (§5) for adapters of other client libraries: the same pages, filled up, and behind them a cursor that never
/// refuses. One that is of an older epoch, too old or not ours at all reads as none.
@ApplicationScoped
public class Feed {
    private static final DeviceClock.Reading NO_CLOCK = DeviceClock.Reading.of(Json.object());
    private static final Set<String> UNUSABLE = Set.of("malformed", "cursor-expired", "epoch-changed");

    private final Pull pull;
    private final Epochs epochs;
    private final Caller caller;
    private final SyncCollections collections;
    private final Sql sql;
    private final Clock clock;

    Feed(Pull pull, Epochs epochs, Caller caller, SyncCollections collections, Sql sql, Clock clock) {
        this.collections = collections;
        this.pull = pull;
        this.epochs = epochs;
        this.caller = caller;
        this.sql = sql;
        this.clock = clock;
    }

    /// A row as this caller may see it now.
    ///
    /// @param doc null if he may not, or if there is none
    public record Row(
            String collection,
            UUID id,
            int version,
            @Nullable ObjectNode doc) {}

    /// What a device is told.
    ///
    /// @param cursor for the next time
    /// @param anew true if the cursor that was given could not be used, and this is the beginning
    /// @param daysOld how long ago that cursor was made
    /// @param late rows of which something was held and is refused by now
    public record Page(List<Row> rows, String cursor, boolean anew, long daysOld, Set<Late> late) {
        public Page {
            rows = List.copyOf(rows);
            late = Set.copyOf(late);
        }

        /// This page and what was read with its cursor.
        public Page and(Page rest) {
            List<Row> all = new ArrayList<>(rows);
            all.addAll(rest.rows);
            Set<Late> both = new LinkedHashSet<>(late);
            both.addAll(rest.late);
            return new Page(all, rest.cursor, anew || rest.anew, daysOld, both);
        }
    }

    /// Names a row.
    public record Late(String collection, UUID id) {}

    /// A cursor as adapters keep it: with the day on which it was made.
    private record Given(LocalDate day, String cursor) {
        static @Nullable Given parse(@Nullable String text) {
            String[] parts = text == null ? new String[0] : text.split("\\.", 2);
            try {
                return parts.length < 2 ? null : new Given(LocalDate.parse(parts[0]), parts[1]);
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        public String toString() {
            return day + "." + cursor;
        }
    }

    /// What changed since the cursor, at most `limit` rows; fewer only if that is all, unless `limit` is 0, which is
    /// all.
    ///
    /// @param collection only rows of this one; null for all
    /// @param lease of the answer of which it becomes a part
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked`, 503 `busy`
    public Page read(UUID device, @Nullable String cursor, @Nullable String collection, int limit, Lease lease) {
        Given given = Given.parse(cursor);
        if (given != null) {
            try {
                return rounds(device, given, collection, limit, lease);
            } catch (Problem problem) {
                if (!UNUSABLE.contains(problem.code())) {
                    throw problem;
                }
            }
        }
        // A cursor from a future that was rolled back has ended the epoch by now.
        Page page = rounds(device, null, collection, limit, lease);
        return new Page(page.rows(), page.cursor(), cursor != null, 0, page.late());
    }

    /// Round after round, until nothing is left or the page is full: what changes while somebody reads a long run of
    /// pages comes with its last one.
    private Page rounds(UUID device, @Nullable Given given, @Nullable String collection, int limit, Lease lease) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Row> rows = new ArrayList<>();
        Set<Late> late = new LinkedHashSet<>();
        String cursor = given == null ? null : given.cursor();
        boolean more = true;
        while (more && (limit == 0 || rows.size() < limit)) {
            int wanted = limit == 0 ? Pull.MAX_LIMIT : Math.min(Pull.MAX_LIMIT, limit - rows.size());
            JsonNode page = Json.parse(new String(
                    pull.read(
                            new Pull.Request(device, epochs.current(), cursor, wanted, collection),
                            NO_CLOCK,
                            // In the schema with which it is registered: of a newer collection it is told nothing.
                            new PageWriter(false, null),
                            lease),
                    StandardCharsets.UTF_8));
            page.path("changes").forEach(each -> rows.add(row(each)));
            late.addAll(refused(page.path("outcomes")));
            cursor = page.path("cursor").asText();
            more = page.path("more").asBoolean();
        }
        String next = new Given(today, String.valueOf(cursor)).toString();
        long days = given == null ? 0 : today.toEpochDay() - given.day().toEpochDay();
        return new Page(rows, next, false, days, late);
    }

    private static Row row(JsonNode change) {
        return new Row(
                change.path("collection").asText(),
                UUID.fromString(change.path("id").asText()),
                change.path("version").asInt(),
                change.path("doc") instanceof ObjectNode doc ? doc : null);
    }

    /// A refusal has its entry in the ledger, which knows the row.
    private List<Late> refused(JsonNode outcomes) {
        List<UUID> entries = new ArrayList<>();
        outcomes.forEach(each -> {
            if (each.has("entry")) {
                entries.add(UUID.fromString(each.get("entry").asText()));
            }
        });
        return entries.isEmpty()
                ? List.of()
                : QuarkusTransaction.requiringNew()
                        .call(() -> sql.list(
                                "SELECT collection, record_id FROM conflict WHERE id = ANY (?)",
                                row -> new Late(row.getString(1), row.getObject(2, UUID.class)),
                                entries));
    }

    /// Rows of which something that this device sent waits for another row: it must not be told yet what became of
    /// it.
    @Transactional
    public Set<Late> waiting(UUID device) {
        return Set.copyOf(sql.list(
                "SELECT DISTINCT collection, record_id FROM sync_held WHERE device_id = ?",
                row -> new Late(row.getString(1), row.getObject(2, UUID.class)),
                device));
    }

    /// The version of a row that a device has seen which has pulled up to this cursor: the present one if it has not
    /// changed since, else 0, since nobody can tell.
    public int seen(UUID device, @Nullable String cursor, String collection, UUID id) {
        Given given = Given.parse(cursor);
        Optional<Cursor> known = given == null ? Optional.empty() : pull.cursor(device, given.cursor());
        Snapshot since = known.map(Cursor::since).orElse(null);
        if (known.isEmpty() || since == null) {
            return 0;
        }
        return sql.first("""
                        SELECT d.version FROM sync_document d
                        WHERE d.tenant_id = current_tenant() AND d.collection = ? AND d.id = ? AND sync_epoch() = ?
                          AND NOT EXISTS (
                            SELECT 1 FROM sync_member m
                            WHERE m.tenant_id = d.tenant_id AND m.bucket = ANY (d.buckets) AND m.collection = d.collection
                              AND m.id = d.id AND NOT pg_visible_in_snapshot(m.xid, ?::pg_snapshot))
                        """, row -> row.getInt(1), collection, id, known.get().epoch(), since.toString())
                .orElse(0);
    }

    /// These rows as the caller may see them now; of what he may not see, version and document are missing.
    @Transactional
    public List<Row> current(String collection, Collection<UUID> ids) {
        if (ids.isEmpty() || collections.find(collection).isEmpty()) {
            return ids.stream().map(id -> new Row(collection, id, 0, null)).toList();
        }
        return sql.list(
                """
                SELECT i, d.version, d.doc::text
                FROM unnest(?) i LEFT JOIN sync_document d
                  ON d.tenant_id = current_tenant() AND d.collection = ? AND d.id = i AND NOT d.deleted
                 AND d.buckets && ARRAY(SELECT s.bucket FROM sync_subscription s
                                        WHERE s.tenant_id = current_tenant() AND s.reader = ? AND s.op = 'P')
                """,
                row -> new Row(
                        collection,
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getString(3) == null ? null : Json.object(row.getString(3))),
                ids,
                collection,
                Subscriptions.own(caller.user()));
    }
}
