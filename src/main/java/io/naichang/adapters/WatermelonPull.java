package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.CallingDevices;
import io.naichang.sync.Feed;
import io.naichang.sync.FieldType;
import io.naichang.sync.Lease;
import io.naichang.sync.LongPages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that changed, in one answer, for WatermelonDB's `pullChanges`; and what became of the rows that the
/// device has pushed, since it takes every row for done that was not rejected, and sends again for ever what was.
@ApplicationScoped
class WatermelonPull {
    static final String PLATFORM = "watermelon";
    private static final int AT_ONCE = 8;
    /// Rows of an answer that needs no room.
    private static final int SMALL = 1_000;

    private final Semaphore room = new Semaphore(AT_ONCE);

    private final CallingDevices devices;
    private final WatermelonColumns columns;
    private final WatermelonStamps stamps;
    private final Feed feed;
    private final LongPages longPages;

    WatermelonPull(
            CallingDevices devices,
            WatermelonColumns columns,
            WatermelonStamps stamps,
            Feed feed,
            LongPages longPages) {
        this.devices = devices;
        this.columns = columns;
        this.stamps = stamps;
        this.feed = feed;
        this.longPages = longPages;
    }

    /// For tests: the room that long answers need.
    Semaphore room() {
        return room;
    }

    /// The rows of one answer; a later word on a row replaces the earlier.
    private final class Told {
        private final Map<String, Map<String, @Nullable ObjectNode>> tables = new LinkedHashMap<>();

        private void add(Feed.Row row) {
            ObjectNode doc = row.doc();
            put(row.collection(), row.id().toString(), doc == null ? null : columns.row(row, doc));
        }

        private void put(String table, String id, @Nullable ObjectNode row) {
            tables.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(id, row);
        }

        private ObjectNode json() {
            ObjectNode changes = Json.object();
            tables.forEach((table, rows) -> {
                ObjectNode of = changes.putObject(table);
                of.putArray("created");
                ArrayNode updated = of.putArray("updated");
                ArrayNode deleted = of.putArray("deleted");
                rows.forEach((id, row) -> {
                    if (row == null) {
                        deleted.add(id);
                    } else {
                        updated.add(row);
                    }
                });
            });
            return changes;
        }
    }

    /// @param lease of the answer
    /// @throws Problem 400 `malformed`, 409 `reset-required` for a number that is unknown or too old
    ObjectNode read(JsonNode body, Lease lease) {
        UUID device = RxdbPull.device(body);
        Long knows = stamp(body);
        Set<String> anew = migrated(body.path("migration"));
        Set<String> tables = columns.tables(devices.check(device, PLATFORM));
        anew.retainAll(tables);
        Feed.Page first = null;
        if (knows != null && anew.isEmpty()) {
            String cursor = stamps.cursor(device, knows).orElseThrow(WatermelonPull::reset);
            first = feed.read(device, cursor, null, SMALL, lease);
            if (first.rows().size() < SMALL) {
                return answer(device, knows, tables, anew, first, lease);
            }
        }
        // A library without pages gets all at once: only so many of such answers are in memory together, until they are
        // fetched. News find room always. A device waits for its own place before it takes of the room.
        longPages.placed(device, lease);
        if (!room.tryAcquire()) {
            throw Problem.of(503, "busy", "Many apps begin at once; try again.").header("Retry-After", "5");
        }
        lease.hold(room::release);
        return answer(device, knows, tables, anew, all(device, knows, first, lease), lease);
    }

    /// Everything, from the beginning or from a first page on.
    private Feed.Page all(UUID device, @Nullable Long knows, Feed.@Nullable Page first, Lease lease) {
        if (first == null) {
            String cursor = knows == null ? null : stamps.cursor(device, knows).orElseThrow(WatermelonPull::reset);
            return feed.read(device, cursor, null, 0, lease);
        }
        return first.anew() ? first : first.and(feed.read(device, first.cursor(), null, 0, lease));
    }

    private ObjectNode answer(
            UUID device, @Nullable Long knows, Set<String> tables, Set<String> anew, Feed.Page page, Lease lease) {
        ReceivedRows.AllUntold untold = stamps.untold(device, knows);
        if (page.anew()) {
            throw reset();
        }
        Told told = new Told();
        if (knows == null) {
            // A table that is empty here must be emptied there.
            tables.forEach(table -> told.tables.put(table, new LinkedHashMap<>()));
        }
        page.rows().forEach(told::add);
        for (String table : anew) {
            feed.read(device, null, table, 0, lease).rows().forEach(told::add);
        }
        List<String> waiting = tell(device, told, untold, page.late());
        long stamp = stamps.next(device, knows, page.cursor(), untold, waiting);
        ObjectNode answer = Json.object();
        answer.set("changes", told.json());
        return answer.put("timestamp", stamp);
    }

    /// Adds what became of pushed rows; answers the ids of those that still wait.
    private List<String> tell(UUID device, Told told, ReceivedRows.AllUntold untold, Set<Feed.Late> late) {
        Map<String, Set<UUID>> rows = new LinkedHashMap<>();
        late.forEach(each ->
                rows.computeIfAbsent(each.collection(), name -> new TreeSet<>()).add(each.id()));
        for (ReceivedRows.Untold each : untold.rows()) {
            UUID id = FieldType.id(Json.MAPPER.getNodeFactory().textNode(each.id()));
            if (id == null) {
                told.put(each.collection(), each.id(), null);
            } else {
                rows.computeIfAbsent(each.collection(), name -> new TreeSet<>()).add(id);
            }
        }
        Set<Feed.Late> waiting = feed.waiting(device);
        rows.forEach((table, ids) -> {
            ids.removeIf(id -> waiting.contains(new Feed.Late(table, id)));
            feed.current(table, ids).forEach(told::add);
        });
        return waiting.stream().map(each -> each.id().toString()).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Problem reset() {
        return Problem.conflict(
                "reset-required",
                "This lastPulledAt is not known: push first, then pull with null and replace everything.");
    }

    /// Null before the first pull.
    static @Nullable Long stamp(JsonNode body) {
        JsonNode stamp = body.path("lastPulledAt");
        if (stamp.isMissingNode() || stamp.isNull()) {
            return null;
        }
        if (!stamp.isIntegralNumber() || !stamp.canConvertToLong() || stamp.longValue() < 1) {
            throw Problem.invalid("malformed", "lastPulledAt", "It must be a timestamp of ours, or null.");
        }
        return stamp.longValue();
    }

    /// The tables that a new version of the app says that it has, or has new columns of: all of their rows are sent.
    private static Set<String> migrated(JsonNode migration) {
        boolean none = migration.isMissingNode() || migration.isNull();
        if (!none && !migration.isObject()) {
            throw Problem.invalid("malformed", "migration", "It must be what WatermelonDB says, or null.");
        }
        Set<String> tables = new TreeSet<>();
        migration.path("tables").forEach(each -> tables.add(each.asText()));
        migration.path("columns").forEach(each -> tables.add(each.path("table").asText()));
        return tables;
    }
}
