package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The files on a phone, and how they get to the server (§4 "With photos", §8).
final class Files {
    private static final String BOUNDARY = "naichang-simulated-boundary";

    private final Person owner;
    private final Chance chance;
    private final List<Photo> photos = new ArrayList<>();
    private boolean calm;

    Files(Person owner, Chance chance) {
        this.owner = owner;
        this.chance = chance;
    }

    void take(Photo photo) {
        photos.add(photo);
    }

    List<Photo> all() {
        return List.copyOf(photos);
    }

    void forget() {
        photos.clear();
    }

    /// A new history may not know of bytes that an earlier one had.
    void offerAgain() {
        photos.forEach(Photo::offerAgain);
    }

    /// From now on everything that goes at all goes well.
    void calm() {
        calm = true;
        photos.stream().filter(each -> each.way() != Photo.Way.NEVER).forEach(each -> each.go(Photo.Way.TO_STORE));
    }

    private List<Photo> waiting(Photo.Way... ways) {
        return photos.stream()
                .filter(each -> !each.isDelivered() && List.of(ways).contains(each.way()))
                .toList();
    }

    boolean isWaiting() {
        return !waiting(Photo.Way.WITH_PUSH, Photo.Way.SPOILT).isEmpty();
    }

    /// Whether something that is to come has not come yet.
    boolean isOpen() {
        return !waiting(Photo.Way.WITH_PUSH, Photo.Way.SPOILT, Photo.Way.TO_STORE)
                .isEmpty();
    }

    /// The batch with files behind it; now and then the connection breaks inside of one.
    Phone.Body with(ObjectNode batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, "batch", "application/json", Http.bytes(batch));
        List<Photo> some = waiting(Photo.Way.WITH_PUSH, Photo.Way.SPOILT);
        for (Photo each : some) {
            boolean spoilt = each.way() == Photo.Way.SPOILT;
            part(out, each.sha256(), "image/jpeg", spoilt ? each.spoilt() : each.bytes());
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Phone.Body(
                Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY),
                out.toByteArray(),
                " with " + some.size() + " files");
    }

    private static void part(ByteArrayOutputStream out, String name, String type, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// What a push said of its files.
    void hear(JsonNode files) {
        for (JsonNode each : files) {
            String status = each.path("status").asText();
            find(each.path("sha256").asText()).forEach(photo -> {
                boolean spoilt = photo.way() == Photo.Way.SPOILT;
                if (spoilt && status.equals("stored")) {
                    throw new Broken(
                            Promise.P12,
                            "Bytes that do not hash to their name were stored",
                            "attachments/" + photo.attachment());
                }
                if (status.equals("stored") || status.equals("exists")) {
                    photo.delivered();
                } else if (!spoilt) {
                    throw new Broken(
                            Promise.P12, "A good file was answered " + each, "attachments/" + photo.attachment());
                }
            });
        }
    }

    private List<Photo> find(String sha256) {
        return photos.stream().filter(each -> each.sha256().equals(sha256)).toList();
    }

    /// Sends files straight to the object store.
    void send(Air air, Scene scene) {
        List<Photo> some = waiting(Photo.Way.TO_STORE);
        if (some.isEmpty() || (!calm && chance.percent(30))) {
            return;
        }
        var wanted = Http.JSON.createArrayNode();
        some.forEach(each -> wanted.addObject()
                .put("sha256", each.sha256())
                .put("size", each.bytes().length)
                .put("contentType", "image/jpeg"));
        Answer plan = air.send(() -> owner.post("/sync/blobs/plan", wanted), heard -> {});
        good(plan, scene);
        for (JsonNode step : plan.body()) {
            Photo photo = find(step.path("sha256").asText()).getFirst();
            if (step.path("action").asText().equals("put")) {
                put(photo, step, air, scene);
            } else if (step.path("action").asText().equals("have")) {
                photo.delivered();
            }
        }
    }

    private void put(Photo photo, JsonNode step, Air air, Scene scene) {
        byte[] bytes = photo.bytes();
        boolean cut = !calm && chance.percent(15);
        Http.put(
                step.path("url").asText(),
                step.path("headers"),
                cut ? Arrays.copyOf(bytes, bytes.length * 6 / 10) : bytes);
        Answer done =
                air.send(() -> owner.post("/sync/blobs/" + photo.sha256() + "/complete", Http.object()), heard -> {});
        if (done.status() == 409 && done.code().equals("not-uploaded")) {
            return;
        }
        good(done, scene);
        boolean verified = done.body().path("state").asText().equals("verified");
        if (verified) {
            photo.delivered();
        } else if (!cut) {
            throw new Broken(Promise.P12, "Whole bytes were found " + done.body(), "attachments/" + photo.attachment());
        }
    }

    private static void good(Answer answer, Scene scene) {
        if (answer.status() == 503 || (answer.status() >= 500 && scene.isShaken())) {
            throw new Lost("the store is busy: " + answer);
        }
        if (!answer.good()) {
            throw new Broken(Promise.P12, "A file was answered " + answer);
        }
    }
}
