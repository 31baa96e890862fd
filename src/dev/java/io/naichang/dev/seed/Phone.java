package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Premises.Site;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// A technician's phone, which was switched on before the demo's first day and never since: with its steady clock the
/// server knows when everything happened, though it hears of it only now.
final class Phone {
    private static final int BATCH = 900;
    private static final Duration ON_BEFORE = Duration.ofDays(Calendar.DAYS_BACK + 6L);

    private final Session owner;
    private final Instant on;
    private final String boot;
    private final UUID device;
    private final String epoch;
    private final Map<String, JsonNode> rows = new LinkedHashMap<>();
    private final List<ObjectNode> queue = new ArrayList<>();
    private JsonNode cursor = Facts.MAPPER.nullNode();
    private long seq;

    Phone(Session owner, String username, Calendar calendar) {
        this.owner = owner;
        on = calendar.at(calendar.today(), java.time.LocalTime.NOON).minus(ON_BEFORE);
        boot = "demo-" + calendar.today();
        JsonNode answer = owner.post(
                "/sync/devices",
                Facts.object()
                        .put("installId", "demo-" + username)
                        .put("platform", "android")
                        .put("appVersion", "1.0.0")
                        .put("schema", 1));
        device = UUID.fromString(answer.path("deviceId").asText());
        epoch = answer.path("epoch").asText();
    }

    /// Pulls until there is no more.
    void pull() {
        JsonNode page;
        do {
            ObjectNode request = Facts.object()
                    .put("deviceId", device.toString())
                    .put("epoch", epoch)
                    .put("limit", 2000)
                    .put("schema", 1);
            request.set("cursor", cursor);
            page = owner.post("/sync/pull", request);
            for (JsonNode change : page.path("changes")) {
                String key = key(
                        change.path("collection").asText(), change.path("id").asText());
                if (change.path("op").asText().equals("put")) {
                    rows.put(key, change);
                } else {
                    rows.remove(key);
                }
            }
            cursor = page.path("cursor");
        } while (page.path("more").asBoolean());
        seq = Math.max(seq, page.path("lastSeq").asLong());
    }

    /// The document that it holds; missing if it holds none.
    JsonNode row(String collection, UUID id) {
        return rows.getOrDefault(key(collection, id.toString()), Facts.MAPPER.missingNode())
                .path("doc");
    }

    /// The checklists of a visit: id → document.
    Map<UUID, JsonNode> checklists(UUID visit) {
        Map<UUID, JsonNode> found = new LinkedHashMap<>();
        rows.values().forEach(change -> {
            boolean its = change.path("collection").asText().equals("checklists")
                    && change.path("doc").path("visitId").asText().equals(visit.toString());
            if (its) {
                found.put(UUID.fromString(change.path("id").asText()), change.path("doc"));
            }
        });
        return found;
    }

    /// Where and when something is done on it.
    record Moment(Instant at, double lat, double lon) {
        static Moment at(Site site, Instant at) {
            Chance chance = Chance.of(site.id() + "/" + at);
            double lat = Math.round((site.lat() + chance.between(-0.0002, 0.0002)) * 1e6) / 1e6;
            double lon = Math.round((site.lon() + chance.between(-0.0002, 0.0002)) * 1e6) / 1e6;
            return new Moment(at, lat, lon);
        }

        ObjectNode position() {
            return Facts.object()
                    .put("lat", lat)
                    .put("lon", lon)
                    .put("accuracy", Chance.of("accuracy/" + at).between(4, 25));
        }
    }

    void creates(String collection, UUID id, String group, Moment moment, ObjectNode set) {
        does("create", collection, id, group, moment, 0).set("set", set);
    }

    void patches(String collection, UUID id, String group, Moment moment, ObjectNode set) {
        does("patch", collection, id, group, moment, version(collection, id)).set("set", set);
    }

    void commands(UUID visit, String command, String group, Moment moment, ObjectNode args) {
        does("command", "visits", visit, group, moment, version("visits", visit))
                .put("command", command)
                .set("args", args);
    }

    private ObjectNode does(String op, String collection, UUID id, String group, Moment moment, int base) {
        ObjectNode mutation = Facts.object()
                .put("seq", ++seq)
                .put("group", group)
                .put("collection", collection)
                .put("id", id.toString())
                .put("op", op)
                .put("base", base)
                .put("at", moment.at().toString())
                .put("mono", Duration.between(on, moment.at()).toMillis())
                .put("boot", boot);
        mutation.set("position", moment.position());
        queue.add(mutation);
        return mutation;
    }

    /// Pushes everything; what is not simply taken is told to `odd`.
    void push(Consumer<JsonNode> odd) {
        while (!queue.isEmpty()) {
            // A group that is cut in two would still apply, but not as one.
            int end = Math.min(BATCH, queue.size());
            while (end < queue.size() && end > 1 && group(end).equals(group(end - 1))) {
                end--;
            }
            List<ObjectNode> part = queue.subList(0, end);
            JsonNode answer = owner.post("/sync/push", batch(part));
            for (JsonNode result : answer.path("results")) {
                String status = result.path("status").asText();
                if (!status.equals("applied") && !status.equals("merged") || result.has("conflicts")) {
                    odd.accept(result);
                }
            }
            part.clear();
        }
    }

    /// Sends files alone, by the multipart form of a push.
    void sendFiles(Map<String, byte[]> files) {
        String boundary = "naichang-demo-files";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(
                out,
                boundary,
                "batch",
                "application/json",
                batch(List.of()).toString().getBytes(StandardCharsets.UTF_8));
        files.forEach((hash, bytes) -> part(out, boundary, hash, "application/octet-stream", bytes));
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        Api.Body body = new Api.Body("multipart/form-data; boundary=" + boundary, out.toByteArray());
        for (JsonNode file : owner.post("/sync/push", body).path("files")) {
            String status = file.path("status").asText();
            if (!status.equals("stored") && !status.equals("exists")) {
                throw new IllegalStateException("The demo data was refused: a picture was answered " + file);
            }
        }
    }

    /// Sends where its owner went since then; the second names the piece, since nobody sets out twice in one.
    void sendTrack(Instant since, ArrayNode points) {
        ObjectNode chunk = Facts.object()
                .put("startedAt", since.toString())
                .put("mono", Duration.between(on, since).toMillis());
        chunk.set("clock", clock());
        chunk.set("points", points);
        owner.put("/sync/tracks/" + device + "/" + boot + "/" + since.getEpochSecond(), chunk);
    }

    private static void part(ByteArrayOutputStream out, String boundary, String name, String type, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: "
                + type + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private ObjectNode batch(List<ObjectNode> mutations) {
        ObjectNode batch = Facts.object()
                .put("deviceId", device.toString())
                .put("epoch", epoch)
                .put("schema", 1);
        batch.set("clock", clock());
        ArrayNode list = batch.putArray("mutations");
        mutations.forEach(list::add);
        return batch;
    }

    private ObjectNode clock() {
        Instant now = Instant.now();
        return Facts.object()
                .put("wall", now.toString())
                .put("mono", Duration.between(on, now).toMillis())
                .put("boot", boot);
    }

    private String group(int at) {
        return queue.get(at).path("group").asText();
    }

    private int version(String collection, UUID id) {
        return rows.getOrDefault(key(collection, id.toString()), Facts.MAPPER.missingNode())
                .path("version")
                .asInt();
    }

    private static String key(String collection, String id) {
        return collection + "/" + id;
    }
}
