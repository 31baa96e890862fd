package io.naichang.parts;

import io.naichang.testing.Person;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A technician's phone as far as tests about parts need one: it numbers what it pushes, and keeps what it pulled.
final class Phone {
    private final Person user;
    private final String device;
    private final String epoch;
    private final Map<String, Map<String, Object>> held = new TreeMap<>();
    private long seq;
    private @Nullable String cursor;

    Phone(Person user) {
        this.user = user;
        var answer = user.request()
                .body(Map.of(
                        "installId",
                        UUID.randomUUID().toString(),
                        "platform",
                        "android",
                        "appVersion",
                        "1",
                        "schema",
                        1))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract();
        device = answer.path("deviceId");
        epoch = answer.path("epoch");
    }

    /// A mutation of stock_movements, not pushed yet.
    Map<String, Object> create(String id, Map<String, ?> set) {
        Map<String, Object> mutation = mutation("create", id);
        mutation.put("set", set);
        return mutation;
    }

    Map<String, Object> delete(String id) {
        Map<String, Object> mutation = mutation("delete", id);
        mutation.put("base", 1);
        return mutation;
    }

    private Map<String, Object> mutation(String op, String id) {
        Map<String, Object> mutation = new LinkedHashMap<>();
        mutation.put("seq", ++seq);
        mutation.put("collection", "stock_movements");
        mutation.put("id", id);
        mutation.put("op", op);
        return mutation;
    }

    ValidatableResponse push(Map<String, ?> mutation) {
        return push(List.of(mutation));
    }

    ValidatableResponse push(List<? extends Map<String, ?>> mutations) {
        return user.request()
                .body(Map.of("deviceId", device, "epoch", epoch, "mutations", mutations))
                .post("/sync/push")
                .then()
                .statusCode(200);
    }

    /// Pulls until there is no more; answers the documents of a collection that the phone holds now.
    List<Map<String, Object>> pull(String collection) {
        boolean more = true;
        while (more) {
            Map<String, Object> body = new LinkedHashMap<>(Map.of("deviceId", device, "epoch", epoch));
            body.put("cursor", cursor);
            body.put("limit", 1000);
            var page = user.request()
                    .body(body)
                    .post("/sync/pull")
                    .then()
                    .statusCode(200)
                    .extract();
            page.<List<Map<String, Object>>>path("changes").forEach(this::keep);
            cursor = page.path("cursor");
            more = page.path("more");
        }
        List<Map<String, Object>> found = new ArrayList<>();
        held.forEach((key, doc) -> {
            if (key.startsWith(collection + "/")) {
                found.add(doc);
            }
        });
        return found;
    }

    @SuppressWarnings("unchecked") // a put has a document
    private void keep(Map<String, Object> change) {
        String key = change.get("collection") + "/" + change.get("id");
        if ("put".equals(change.get("op"))) {
            held.put(key, (Map<String, Object>) change.get("doc"));
        } else {
            held.remove(key);
        }
    }
}
