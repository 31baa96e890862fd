package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A phone that speaks the protocol as its page says: it queues, pushes before it pulls, believes receipts only after
/// it
/// has verified them, keeps its cursor with its rows, and is never talked out of its queue.
final class Phone {
    private static final int MOST_TRIES = 40;

    private final String name;
    private final Person owner;
    private final Scene scene;
    private final Chance chance;
    private final Air air;
    private final PhoneClock clock;
    private final Files files;
    private Rows rows = new Rows();
    private Queue queue = new Queue();
    private String install;
    private String device = "";
    private String epoch = "";
    private int schema = OldApp.NEWEST;
    /// Whether the server was told of this version of the app.
    private boolean registered;
    /// Up to here a verified backup has everything, so that an app may forget it.
    private long durable;
    private long lostBefore;

    Phone(String name, Person owner, Scene scene, Chance chance) {
        this.name = name;
        this.owner = owner;
        this.scene = scene;
        this.chance = chance;
        air = new Air(chance);
        clock = new PhoneClock(scene.calendar());
        files = new Files(owner, chance);
        install = chance.id();
    }

    /// Another handset with the image of this one.
    Phone cloned(String other, Chance luck) {
        Phone clone = new Phone(other, owner, scene, luck);
        clone.rows = rows.copy();
        clone.queue = queue.copy();
        clone.install = install;
        clone.device = device;
        clone.epoch = epoch;
        clone.schema = schema;
        clone.registered = registered;
        clone.durable = durable;
        return clone;
    }

    String name() {
        return name;
    }

    String device() {
        return device;
    }

    void turn(int step) {
        chance.turn(step);
    }

    int schema() {
        return schema;
    }

    void speak(int version) {
        schema = version;
    }

    /// Whether the server gives no rows to such an app any more.
    boolean isTooOld() {
        return schema < scene.oldestSchema();
    }

    /// Whether it is still to be told what came of a deed. Pulls tell what came of what was held, so an app that is too
    /// old for them is content with that word.
    boolean awaits(Deed deed) {
        return isTooOld() ? deed.result().isMissingNode() : deed.end().isMissingNode();
    }

    Rows rows() {
        return rows;
    }

    Queue queue() {
        return queue;
    }

    PhoneClock clock() {
        return clock;
    }

    Files files() {
        return files;
    }

    Air air() {
        return air;
    }

    /// Something that its owner does; `mutation` says all but when and under which number.
    Deed does(ObjectNode mutation, Set<String> refusals, boolean poison) {
        clock.stamp(mutation);
        Deed deed = queue.add(device, mutation, refusals, poison, schema);
        scene.journal().tell(name, "does " + mutation, deed.row());
        return deed;
    }

    /// The first morning. An app that is too old now has its rows from the days when it was not.
    void firstSync() {
        boolean done = sync();
        if (isTooOld()) {
            int spoken = schema;
            schema = OldApp.NEWEST;
            done = sync();
            schema = spoken;
            rows.rewrite(OldApp::older);
        }
        scene.journal().tell(name, "speaks schema " + schema + (done ? "" : " and has not all its rows yet"));
    }

    /// The app is updated. It rewrites its rows after the table of the contract, or pulls them anew; what is in its
    /// queue goes out as it was made.
    void update(boolean rewrites) {
        if (schema == OldApp.NEWEST) {
            return;
        }
        scene.journal().tell(name, "is updated and " + (rewrites ? "rewrites its rows" : "pulls anew"));
        schema = OldApp.NEWEST;
        registered = false;
        if (rewrites) {
            rows.rewrite(OldApp::newer);
        } else {
            rows.beginAnew();
        }
    }

    /// Finds a signal: pushes, sends files, pulls. Tells whether it came to the end of it.
    boolean sync() {
        try {
            if (device.isEmpty() || !registered) {
                register();
            }
            push();
            files.send(air, scene);
            pull();
            return true;
        } catch (Lost cut) {
            scene.journal().tell(name, "is cut off: " + cut.getMessage());
            return false;
        }
    }

    /// The app was removed and installed again: all that it held is gone, but for what the server has.
    void reinstall() {
        scene.journal()
                .tell(name, "is installed anew, with " + queue.uncovered().size() + " deeds unsent");
        rows = new Rows();
        queue.forget();
        files.forget();
        install = chance.id();
        device = "";
        schema = OldApp.NEWEST;
        clock.restart();
    }

    private void register() {
        ObjectNode body = Http.object()
                .put("installId", install)
                .put("platform", "android")
                .put("appVersion", "simulated")
                .put("schema", schema);
        Answer answer = air.send(() -> owner.post("/sync/devices", body), heard -> {});
        transport(answer);
        registered = true;
        scene.oldestSchema(answer.body().at("/schema/oldest").asInt());
        String before = epoch;
        String given = answer.body().path("deviceId").asText();
        if (!given.equals(device)) {
            epoch = answer.body().path("epoch").asText();
            boolean other = !epoch.equals(before) && !before.isEmpty();
            device = given;
            durable = 0;
            if (other) {
                queue.offerAll(given);
                files.offerAgain();
            } else {
                queue.renumber(given);
            }
            rows.beginAnew();
        }
        scene.journal().tell(name, "is device " + device + " of epoch " + epoch);
    }

    private void push() {
        for (int tries = 0; !queue.uncovered().isEmpty(); tries++) {
            if (tries > MOST_TRIES + queue.all().size()) {
                throw new Broken(Promise.P11, name + " pushes in vain: " + queue.uncovered());
            }
            long from = queue.uncovered().getFirst().seq();
            long begin = chance.percent(15) ? queue.before(from, chance.between(1, 5)) : from;
            List<Deed> batch = queue.batch(begin, chance.between(1, 40) + (int) (from - begin));
            ObjectNode json = batch(batch);
            Body body = files.isWaiting() && chance.percent(60) ? files.with(json) : Body.of(json, chance.percent(30));
            scene.journal()
                    .tell(
                            name,
                            "pushes " + begin + " to " + batch.getLast().seq() + body.words(),
                            batch.stream().map(Deed::row).distinct().toArray(String[]::new));
            received(batch, air.send(() -> post(body), answer -> hear(json, answer)));
        }
    }

    private Answer post(Body body) {
        return owner.call("POST", "/sync/push", body.headers(), body.bytes());
    }

    private void hear(ObjectNode sent, Answer answer) {
        if (answer.status() == 200) {
            scene.told().hear(sent.path("deviceId").asText(), answer.body());
        }
    }

    private ObjectNode batch(List<Deed> deeds) {
        ObjectNode batch = Http.object()
                .put("deviceId", device)
                .put("epoch", epoch)
                .put("schema", deeds.getFirst().schema());
        if (lostBefore > 0) {
            batch.put("lostBefore", lostBefore);
        }
        batch.set("clock", clock.reading());
        ArrayNode mutations = batch.putArray("mutations");
        deeds.forEach(each -> mutations.add(each.mutation().deepCopy()));
        return batch;
    }

    private void received(List<Deed> batch, Answer answer) {
        switch (answer.code()) {
            case "epoch-changed" -> {
                long expected = answer.body().path("expectedSeq").asLong();
                epoch = answer.body().path("epoch").asText();
                scene.journal().tell(name, "meets epoch " + epoch + ", which expects " + expected);
                queue.offerFrom(expected, durable);
                lostBefore = expected <= durable ? durable + 1 : 0;
                durable = Math.min(durable, expected - 1);
                files.offerAgain();
                rows.beginAnew();
            }
            case "mutation-reused" -> {
                scene.journal().tell(name, "learns that it was cloned: " + answer.body());
                install = chance.id();
                register();
            }
            case "device-unknown" -> {
                scene.journal().tell(name, "is unknown to the server");
                register();
            }
            default -> {
                transport(answer);
                results(batch, answer.body());
            }
        }
    }

    /// What may befall a call without anybody's fault is waited for; anything else breaks P11.
    private void transport(Answer answer) {
        boolean later = answer.status() == 503 || answer.status() == 429;
        if (later || (answer.status() >= 500 && scene.isShaken())) {
            throw new Lost("the server is busy: " + answer);
        }
        if (!answer.good()) {
            Promise promise = answer.code().equals("client-too-old") ? Promise.P8 : Promise.P11;
            throw new Broken(promise, name + " was answered " + answer);
        }
    }

    private void results(List<Deed> batch, JsonNode answer) {
        String fault = Receipt.fault(answer, scene.keys(), device);
        if (!fault.isEmpty()) {
            throw new Broken(Promise.P3, "The receipt for " + name + " cannot be relied on: " + fault);
        }
        lostBefore = 0;
        durable = Math.max(durable, answer.path("durableSeq").asLong());
        JsonNode results = answer.path("results");
        for (int i = 0; i < batch.size(); i++) {
            Deed deed = batch.get(i);
            if (results.path(i).path("seq").asLong() != deed.seq()) {
                throw new Broken(Promise.P11, name + " got no result for " + deed + " but " + results, deed.row());
            }
            if (!Deed.status(results.get(i)).equals("known")) {
                deed.told(results.get(i));
            }
            deed.cover();
            scene.journal().tell(name, "is told of " + deed.seq() + ": " + results.get(i), deed.row());
        }
        files.hear(answer.path("files"));
        rows.settle(queue::owes);
    }

    private void pull() {
        int limit = chance.of(7, 40, 300, 2000);
        boolean more = true;
        while (more) {
            Answer answer = air.send(() -> owner.post("/sync/pull", request(rows.cursor(), limit)), heard -> {});
            if (answer.code().equals("epoch-changed")) {
                received(List.of(), answer);
                push();
                continue;
            }
            if (answer.code().equals("device-unknown")) {
                register();
                push();
                continue;
            }
            if (answer.code().equals("cursor-expired")) {
                rows.beginAnew();
                continue;
            }
            if (isTooOld() && answer.code().equals("client-too-old")) {
                scene.journal().tell(name, "is told that it is too old: " + answer);
                return;
            }
            transport(answer);
            if (isTooOld()) {
                throw new Broken(Promise.P8, name + " is too old and was given rows");
            }
            more = takes(answer.body());
        }
    }

    private ObjectNode request(@Nullable String cursor, int limit) {
        ObjectNode request = Http.object()
                .put("deviceId", device)
                .put("epoch", epoch)
                .put("cursor", cursor)
                .put("limit", limit)
                .put("schema", schema);
        request.set("clock", clock.reading());
        return request;
    }

    private boolean takes(JsonNode page) {
        rows.take(page, queue::owes);
        for (JsonNode each : page.path("changes")) {
            String key =
                    each.path("collection").asText() + "/" + each.path("id").asText();
            scene.journal().tell(name, "gets " + each, key);
        }
        for (JsonNode each : page.path("outcomes")) {
            if (each.path("seq").asLong() <= queue.last()) {
                Deed deed = queue.find(each.path("seq").asLong());
                deed.cameTo(each);
                scene.journal().tell(name, "learns what came of " + each, deed.row());
            }
        }
        boolean more = page.path("more").asBoolean();
        if (!more) {
            long last = page.path("lastSeq").asLong();
            queue.own().stream()
                    .filter(each -> each.seq() <= last && !each.end().isMissingNode())
                    .forEach(Deed::drop);
            List<String> orphans = rows.orphans();
            if (!orphans.isEmpty()) {
                throw new Broken(
                        Promise.P4,
                        name + " ends a round with " + orphans,
                        orphans.getFirst().split(" ")[0]);
            }
        }
        return more;
    }

    /// A body as it goes over the wire.
    record Body(Map<String, String> headers, byte[] bytes, String words) {
        static Body of(ObjectNode json, boolean zipped) {
            byte[] plain = Http.bytes(json);
            if (!zipped) {
                return new Body(Map.of("Content-Type", "application/json"), plain, "");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(plain);
            } catch (IOException e) {
                throw new IllegalStateException("memory can always be written", e);
            }
            return new Body(
                    Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                    out.toByteArray(),
                    ", zipped");
        }
    }
}
