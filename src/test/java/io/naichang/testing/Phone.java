package io.naichang.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A technician's phone as the protocol wants it: it keeps what it pulled and numbers what its owner does, online or
/// not. It checks on the way what holds for every phone.
public final class Phone {
    private static final int CURRENT = 3;

    private final Person owner;
    private final UUID device;
    private final int schema;
    private String epoch;
    private long seq;
    private @Nullable String cursor;
    private ArrayNode queue = Json.MAPPER.createArrayNode();
    private final ArrayNode acknowledged = Json.MAPPER.createArrayNode();
    private final Map<String, JsonNode> rows = new TreeMap<>();
    private int limit = 1000;

    private Phone(Person owner, String installId, int schema) {
        this.owner = owner;
        this.schema = schema;
        JsonNode answer = json(owner.request()
                .body("{\"installId\":\"" + installId + "\",\"platform\":\"android\",\"appVersion\":\"1.0\",\"schema\":"
                        + schema + "}")
                .post("/sync/devices"));
        device = UUID.fromString(answer.path("deviceId").asText());
        epoch = answer.path("epoch").asText();
    }

    /// A new phone of this technician.
    public static Phone of(Person owner) {
        return of(owner, CURRENT);
    }

    /// A new phone of this technician with an app of this schema.
    public static Phone of(Person owner, int schema) {
        return new Phone(owner, UUID.randomUUID().toString(), schema);
    }

    public UUID device() {
        return device;
    }

    public long lastSeq() {
        return seq;
    }

    /// Pulls pages of this size from now on.
    public Phone limit(int rowsAPage) {
        limit = rowsAPage;
        return this;
    }

    /// Does something offline; the mutation can be changed until it is pushed.
    public ObjectNode does(String op, String collection, Object id) {
        return queue.addObject()
                .put("seq", ++seq)
                .put("collection", collection)
                .put("id", id.toString())
                .put("op", op)
                .put("base", version(collection, id))
                .put("at", Instant.now().toString());
    }

    /// Changes one field offline.
    public ObjectNode patches(String collection, Object id, String field, Object value) {
        ObjectNode mutation = does("patch", collection, id);
        mutation.putObject("set").set(field, Json.MAPPER.valueToTree(value));
        return mutation;
    }

    /// Creates a row offline; answers its id.
    public UUID creates(String collection, Map<String, ?> set) {
        UUID id = UUID.randomUUID();
        does("create", collection, id).set("set", Json.MAPPER.valueToTree(set));
        return id;
    }

    /// Gives a command to a visit offline.
    public ObjectNode commands(Object visit, String command, Map<String, ?> args) {
        ObjectNode mutation = does("command", "visits", visit).put("command", command);
        mutation.set("args", Json.MAPPER.valueToTree(args));
        return mutation;
    }

    /// The batch as it would be sent now.
    public ObjectNode batch() {
        ObjectNode batch = Json.object()
                .put("deviceId", device.toString())
                .put("epoch", epoch)
                .put("schema", schema);
        batch.set("mutations", queue.deepCopy());
        return batch;
    }

    /// Sends a batch as it is; for what phones should not do.
    public Response sends(JsonNode batch) {
        return owner.request().body(batch.toString()).post("/sync/push");
    }

    /// Pushes everything and forgets it; answers the results.
    public JsonNode push() {
        JsonNode answer = json(sends(batch()));
        assertThat(answer.path("results")).hasSize(queue.size());
        assertThat(answer.path("lastSeq").asLong()).isGreaterThanOrEqualTo(seq);
        acknowledged.addAll(queue);
        forgetUpTo(answer.path("durableSeq").asLong());
        queue = Json.MAPPER.createArrayNode();
        return answer.path("results");
    }

    private void forgetUpTo(long durableSeq) {
        while (!acknowledged.isEmpty() && acknowledged.get(0).path("seq").asLong() <= durableSeq) {
            acknowledged.remove(0);
        }
    }

    /// The numbers of what was acknowledged and may yet be asked for again.
    public List<Long> keeps() {
        return acknowledged.valueStream().map(each -> each.path("seq").asLong()).toList();
    }

    /// Learns that the server's history is another: offers again what that has not, and begins to pull anew.
    public JsonNode recovers() {
        Response refused = asksForPage();
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(409);
        JsonNode problem = Json.parse(refused.asString());
        assertThat(problem.path("code").asText()).isEqualTo("epoch-changed");
        assertThat(problem.path("epoch").asText()).isNotEqualTo(epoch);
        epoch = problem.path("epoch").asText();
        cursor = null;
        rows.clear();
        ArrayNode offered = Json.MAPPER.createArrayNode();
        acknowledged.forEach(each -> {
            if (each.path("seq").asLong() >= problem.path("expectedSeq").asLong()) {
                offered.add(each);
            }
        });
        queue = offered.addAll(queue);
        acknowledged.removeAll();
        JsonNode results = push();
        pull();
        return results;
    }

    /// Pulls until there is no more.
    public Phone pull() {
        for (boolean more = true; more; ) {
            more = pullPage().path("more").asBoolean();
        }
        return this;
    }

    /// What the phone would ask for now.
    public ObjectNode asks() {
        return Json.object()
                .put("deviceId", device.toString())
                .put("epoch", epoch)
                .put("limit", limit)
                .put("schema", schema)
                .put("cursor", cursor);
    }

    /// Asks for a page as it is; for what phones should not ask.
    public Response asks(JsonNode request) {
        return owner.request().body(request.toString()).post("/sync/pull");
    }

    /// Pulls one page and applies it.
    public JsonNode pullPage() {
        return applied(json(asksForPage()));
    }

    /// What the phone holds, as it would tell it now.
    public ObjectNode manifest() {
        ObjectNode manifest = Json.object()
                .put("deviceId", device.toString())
                .put("schema", schema)
                .put("limit", limit);
        ObjectNode collections = manifest.putObject("collections");
        versions().forEach((key, version) -> {
            String[] parts = key.split("/", 2);
            collections.withObject("/" + parts[0]).put(parts[1], version);
        });
        return manifest;
    }

    /// Says what it holds and applies what it lacks; answers the first page.
    public JsonNode repair() {
        return applied(json(owner.request().body(manifest().toString()).post("/sync/manifest")));
    }

    private JsonNode applied(JsonNode page) {
        forgetUpTo(page.path("durableSeq").asLong());
        for (JsonNode change : page.path("changes")) {
            String key =
                    change.path("collection").asText() + "/" + change.path("id").asText();
            if (change.path("op").asText().equals("remove")) {
                rows.remove(key);
            } else {
                rows.put(key, change);
            }
        }
        cursor = page.path("cursor").asText();
        return page;
    }

    /// Asks for the next page, for answers that are none.
    public Response asksForPage() {
        return asks(asks());
    }

    /// True if the phone holds the row.
    public boolean holds(String collection, Object id) {
        return rows.containsKey(collection + "/" + id);
    }

    /// The document that the phone holds.
    public JsonNode row(String collection, Object id) {
        JsonNode change = rows.get(collection + "/" + id);
        assertThat(change)
                .as("%s/%s on the phone, which holds %s", collection, id, rows.keySet())
                .isNotNull();
        return Json.parse(String.valueOf(change)).path("doc");
    }

    /// Everything that the phone holds: collection/id → version.
    public Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        rows.forEach((key, change) -> versions.put(key, change.path("version").asInt()));
        return versions;
    }

    /// The version that the phone holds, 0 if none.
    public int version(String collection, Object id) {
        JsonNode change = rows.get(collection + "/" + id);
        return change == null ? 0 : change.path("version").asInt();
    }

    private static JsonNode json(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 201);
        return Json.parse(response.asString());
    }
}
