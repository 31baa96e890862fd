package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.Pause;
import java.util.Map;
import java.util.TreeSet;

/// P9: a first sync that is cut at any page and goes on from what was stored ends as one that was not, and both end
/// where
/// a phone is that has followed from the beginning.
final class FirstSync {
    private static final int WHOLE = 5000;
    private static final int MOST_PAGES = 10_000;

    private final Person owner;
    private final Scene scene;
    private final Chance chance;

    FirstSync(Person owner, Scene scene, Chance chance) {
        this.owner = owner;
        this.scene = scene;
        this.chance = chance;
    }

    void check(Phone longLiving) {
        Rows whole = pulled(WHOLE, false, longLiving.schema());
        Rows cut = pulled(chance.between(3, 25), true, longLiving.schema());
        compare(Promise.P9, "a first sync that was cut", cut, "one that was not", whole);
        compare(Promise.P2, longLiving.name(), longLiving.rows(), "a new phone", whole);
    }

    private static void compare(Promise promise, String one, Rows left, String other, Rows right) {
        Map<String, Rows.Row> mine = left.all();
        Map<String, Rows.Row> theirs = right.all();
        TreeSet<String> keys = new TreeSet<>(mine.keySet());
        keys.addAll(theirs.keySet());
        for (String key : keys) {
            Rows.Row here = mine.get(key);
            Rows.Row there = theirs.get(key);
            if (here == null || !here.equals(there)) {
                Promise broken = promise == Promise.P2 && here == null ? Promise.P4 : promise;
                throw new Broken(broken, "Of " + key + " " + one + " has " + here + " and " + other + " " + there, key);
            }
        }
    }

    private Rows pulled(int limit, boolean cut, int schema) {
        JsonNode device = answered(
                "/sync/devices",
                Http.object()
                        .put("installId", chance.id())
                        .put("platform", "android")
                        .put("appVersion", "simulated")
                        .put("schema", schema));
        Rows rows = new Rows();
        boolean more = true;
        for (int pages = 0; more; pages++) {
            if (pages > MOST_PAGES) {
                throw new Broken(Promise.P9, "A first sync does not end");
            }
            JsonNode page = page(device, rows, limit, schema);
            if (cut && chance.percent(20)) {
                // The answer was lost, or the app was killed before it was stored: the same is asked again.
                page = page(device, rows, chance.percent(50) ? limit : limit + chance.between(1, 9), schema);
            }
            rows.take(page, row -> false);
            more = page.path("more").asBoolean();
        }
        return rows;
    }

    private JsonNode page(JsonNode device, Rows rows, int limit, int schema) {
        ObjectNode request = Http.object()
                .put("deviceId", device.path("deviceId").asText())
                .put("epoch", device.path("epoch").asText())
                .put("cursor", rows.cursor())
                .put("limit", limit)
                .put("schema", schema);
        return answered("/sync/pull", request);
    }

    /// The answer, however often one must ask for it.
    private JsonNode answered(String path, ObjectNode body) {
        while (true) {
            try {
                Answer answer = owner.post(path, body);
                if (answer.good()) {
                    return answer.body();
                }
                if (!scene.isShaken() && !answer.isBusy()) {
                    throw new Broken(Promise.P9, "A first sync was answered " + answer);
                }
            } catch (Lost cut) {
                // It is asked again.
            }
            Pause.shortly();
        }
    }
}
