package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The app on a technician's phone: it holds what it pulled and keeps in a queue what its owner does.
final class PhoneApp {
    private final Api api;
    private final String device;
    private final String epoch;
    private final long booted = System.nanoTime();
    private final String boot = UUID.randomUUID().toString();
    private final Map<String, JsonNode> rows = new TreeMap<>();
    private final ArrayNode queue = Api.JSON.createArrayNode();
    private final List<Photo> photos = new ArrayList<>();
    private long seq;
    private @Nullable String cursor;

    PhoneApp(Api api) {
        this.api = api;
        JsonNode registered = api.post(
                "/sync/devices",
                Map.of(
                        "installId",
                        UUID.randomUUID().toString(),
                        "platform",
                        "android",
                        "appVersion",
                        "demo",
                        "schema",
                        1));
        device = registered.path("deviceId").asText();
        epoch = registered.path("epoch").asText();
    }

    String device() {
        return device;
    }

    /// Pulls until there is no more; answers how many changes came.
    int pull() {
        int changes = 0;
        for (boolean more = true; more; ) {
            ObjectNode request =
                    Api.object().put("deviceId", device).put("epoch", epoch).put("limit", 1000);
            request.set("clock", clock());
            JsonNode page = api.post("/sync/pull", request.put("cursor", cursor));
            for (JsonNode each : page.path("changes")) {
                String key =
                        each.path("collection").asText() + "/" + each.path("id").asText();
                if (each.path("op").asText().equals("remove")) {
                    rows.remove(key);
                } else {
                    rows.put(key, each);
                }
                changes++;
            }
            cursor = page.path("cursor").asText();
            more = page.path("more").asBoolean();
        }
        return changes;
    }

    /// The document of a row that the phone holds; missing if it holds none.
    JsonNode row(String collection, String id) {
        JsonNode change = rows.get(collection + "/" + id);
        return change == null ? Api.JSON.missingNode() : change.path("doc");
    }

    boolean holds(String collection, String id) {
        return rows.containsKey(collection + "/" + id);
    }

    long count(String collection) {
        return rows.keySet().stream()
                .filter(key -> key.startsWith(collection + "/"))
                .count();
    }

    /// Ids of rows of a collection whose field has a value.
    List<String> find(String collection, String field, String value) {
        return rows.entrySet().stream()
                .filter(each -> each.getKey().startsWith(collection + "/"))
                .filter(each -> each.getValue().path("doc").path(field).asText().equals(value))
                .map(each -> each.getValue().path("id").asText())
                .toList();
    }

    /// Does something offline.
    ObjectNode does(String op, String collection, String id, @Nullable Place place) {
        JsonNode known = rows.get(collection + "/" + id);
        ObjectNode mutation = queue.addObject()
                .put("seq", ++seq)
                .put("collection", collection)
                .put("id", id)
                .put("op", op)
                .put("base", known == null ? 0 : known.path("version").asInt())
                .put("at", Instant.now().toString())
                .put("mono", mono())
                .put("boot", boot);
        if (place != null) {
            mutation.putObject("position")
                    .put("lat", place.lat())
                    .put("lon", place.lon())
                    .put("accuracy", 8);
        }
        return mutation;
    }

    void command(String visit, String command, Map<String, ?> args, Place place) {
        does("command", "visits", visit, place).put("command", command).set("args", Api.JSON.valueToTree(args));
    }

    void patch(String collection, String id, Map<String, ?> set) {
        does("patch", collection, id, null).set("set", Api.JSON.valueToTree(set));
    }

    String create(String collection, Map<String, ?> set) {
        String id = UUID.randomUUID().toString();
        does("create", collection, id, null).set("set", Api.JSON.valueToTree(set));
        return id;
    }

    /// Takes a photo (or a signature) into the queue; its bytes go along with the next push.
    String take(Photo photo, String kind, String visit, @Nullable String item) {
        photos.add(photo);
        Map<String, Object> set = new TreeMap<>(Map.of(
                "visitId", visit,
                "kind", kind,
                "sha256", photo.sha256(),
                "size", photo.bytes().length,
                "contentType", photo.contentType(),
                "takenAt", Instant.now().toString(),
                "caption", photo.name()));
        if (item != null) {
            set.put("checklistItemId", item);
        }
        return create("attachments", set);
    }

    int queued() {
        return queue.size();
    }

    List<Photo> photos() {
        return List.copyOf(photos);
    }

    /// Everything in the queue as one multipart batch, ready to be sent any number of times.
    Multipart batch() {
        ObjectNode batch =
                Api.object().put("deviceId", device).put("epoch", epoch).put("schema", 1);
        batch.set("clock", clock());
        batch.set("mutations", queue.deepCopy());
        return Multipart.of(batch.toString(), photos);
    }

    /// Pushes the queue without photos.
    JsonNode push() {
        ObjectNode batch =
                Api.object().put("deviceId", device).put("epoch", epoch).put("schema", 1);
        batch.set("clock", clock());
        batch.set("mutations", queue.deepCopy());
        JsonNode answer = api.post("/sync/push", batch);
        queue.removeAll();
        return answer;
    }

    private ObjectNode clock() {
        return Api.object()
                .put("wall", Instant.now().toString())
                .put("mono", mono())
                .put("boot", boot);
    }

    private long mono() {
        return (System.nanoTime() - booted) / 1_000_000;
    }
}
