package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The desk: a dispatcher and a storekeeper who change under the phones whatever can be changed.
final class Office {
    private static final String NAME = "office";

    /// A visit that the office knows.
    ///
    /// @param announced true while only a telephone call has told of it
    private record Job(String id, Company.Place place, boolean announced) {}

    private final Scene scene;
    private final Company company;
    private final Chance chance;
    private final Stock stock;
    /// Technicians ask for it while the desk writes.
    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<String> spare = new ArrayList<>();
    private int planned;

    Office(Scene scene, Company company, Chance chance, Stock stock) {
        this.scene = scene;
        this.company = company;
        this.chance = chance;
        this.stock = stock;
    }

    /// What the desk knew when a backup was taken.
    record Memory(List<Object> jobs, int written, List<String> spare, int moved) {
        Memory {
            jobs = List.copyOf(jobs);
            spare = List.copyOf(spare);
        }
    }

    Memory remember() {
        return new Memory(List.copyOf(jobs), written.size(), spare, stock.size());
    }

    /// The server has gone back to that time. What the desk did since is gone, since nobody keeps it; visits that were
    /// made
    /// since are entered anew, sooner or later.
    void goBack(Memory memory) {
        List<Job> later = new ArrayList<>(jobs);
        jobs.clear();
        memory.jobs().forEach(each -> jobs.add((Job) each));
        later.stream()
                .filter(each -> jobs.stream().noneMatch(known -> known.id().equals(each.id())))
                .forEach(each -> jobs.add(new Job(each.id(), each.place(), true)));
        written.subList(memory.written(), written.size()).clear();
        spare.clear();
        spare.addAll(memory.spare());
        stock.shrink(memory.moved());
    }

    List<Written> written() {
        return List.copyOf(written);
    }

    /// Visits of which technicians have only heard: their rows come later.
    List<String> announced() {
        return jobs.stream().filter(Job::announced).map(Job::id).toList();
    }

    /// A step of the script.
    void take(Step step) {
        chance.turn(step.number());
        switch (step.kind()) {
            case VISIT ->
                plan(
                        newJob(chance.id()),
                        company.technicians().get(step.about()).user());
            case STOCK -> stockUp(step.about());
            default -> act();
        }
    }

    /// The first morning: parts for a van or for the depot.
    private void stockUp(int about) {
        String van = about < 0 ? "" : company.technicians().get(about).van();
        company.parts()
                .forEach(part -> move(
                        van.isEmpty() ? receipt(part, company.depot(), 40) : receipt(part, van, chance.between(1, 6))));
    }

    /// One thing that somebody at a desk does.
    private void act() {
        if (jobs.stream().allMatch(Job::announced)) {
            newVisit();
            return;
        }
        Runnable deed = chance.of(
                this::amendVisit,
                this::amendVisit,
                this::amendVisit,
                this::reassign,
                this::reassign,
                this::cancelOrReopen,
                this::newVisit,
                this::newVisit,
                this::announce,
                this::arrive,
                this::amendSite,
                this::amendAsset,
                this::amendCustomer,
                this::amendPart,
                this::noteOn,
                this::moveStock,
                this::moveStock,
                this::spareAsset,
                this::sparePart,
                this::approve,
                this::settle);
        deed.run();
    }

    /// Before the end all visits come that were announced, so that nothing is held for ever.
    void end(int step) {
        chance.turn(step);
        while (jobs.stream().anyMatch(Job::announced)) {
            arrive();
        }
        if (scene.hasGoneBack()) {
            jobs.forEach(this::giveToSomebody);
        }
    }

    /// A visit that lost its plan with a history is planned again, since work for it waits.
    private void giveToSomebody(Job job) {
        JsonNode visit = desk().read("/visits/" + job.id());
        if (!visit.hasNonNull("technicianId") && visit.path("status").asText().equals("unscheduled")) {
            trouble(job);
            plan(job.id(), anybody().user());
        }
    }

    /// Whether something that one of the devices sent still waits for its parent.
    boolean holds(Set<String> devices) {
        return desk().list("/devices").stream()
                .anyMatch(each -> each.path("heldMutations").asInt() > 0
                        && devices.contains(each.path("id").asText()));
    }

    private Person desk() {
        return company.dispatcher();
    }

    private Company.Staff anybody() {
        return chance.one(company.technicians());
    }

    private void newVisit() {
        String visit = newJob(chance.id());
        String user = anybody().user();
        if (chance.percent(85)) {
            plan(visit, user);
        }
    }

    private void announce() {
        Job job = new Job(chance.id(), chance.one(company.places()), true);
        jobs.add(job);
        scene.journal().tell(NAME, "telephones about visit " + job.id(), "visits/" + job.id());
    }

    private void arrive() {
        jobs.stream().filter(Job::announced).findFirst().ifPresent(each -> {
            jobs.remove(each);
            // Between its coming and its planning it is nobody's: what waits for it may be refused as nobody's work.
            plan(newJob(each.id()), anybody().user());
        });
    }

    private String newJob(String id) {
        Job job = new Job(id, chance.one(company.places()), false);
        ObjectNode body = Http.object()
                .put("id", id)
                .put("customerId", job.place().customer())
                .put("siteId", job.place().site())
                .put("kind", chance.of("repair", "preventive"))
                .put("title", words("แอร์ไม่เย็น"))
                .put("diagnosis", "ยังไม่ทราบ");
        if (chance.percent(60)) {
            body.putArray("assetIds").add(chance.one(job.place().assets()));
        }
        if (chance.percent(70)) {
            body.putArray("checklistTemplateIds").add(company.template());
        }
        Answer answer = desk().post("/visits", body);
        if (!answer.good()) {
            throw new IllegalStateException("a visit was refused: " + answer);
        }
        jobs.add(job);
        remember("visits", answer, body, "title", "kind", "customerId", "siteId", "diagnosis");
        return id;
    }

    private void plan(String visit, String user) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(planned++ % 400));
        ObjectNode body = Http.object()
                .put("technicianId", user)
                .put("plannedStart", start.toString())
                .put("plannedEnd", start.plus(Duration.ofMinutes(50)).toString())
                .put("doubleBooked", true);
        if (chance.percent(15)) {
            body.putArray("crewIds").add(anybody().user());
        }
        Answer answer = desk().post("/visits/" + visit + "/schedule", body);
        remember("visits", answer, body, "technicianId", "plannedStart", "plannedEnd");
        if (answer.good() && chance.percent(80)) {
            remember("visits", desk().post("/visits/" + visit + "/dispatch", Http.object()), Http.object());
        }
    }

    private Job someJob() {
        List<Job> there = jobs.stream().filter(each -> !each.announced()).toList();
        String id = chance.row(there.stream().map(Job::id).toList());
        return there.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private void trouble(Job job) {
        scene.trouble("visits/" + job.id(), "sites/" + job.place().site());
    }

    private void reassign() {
        Job job = someJob();
        trouble(job);
        plan(job.id(), anybody().user());
    }

    private void cancelOrReopen() {
        Job job = someJob();
        trouble(job);
        String step = chance.percent(60) ? "cancel" : "reopen";
        remember(
                "visits",
                desk().post("/visits/" + job.id() + "/" + step, Http.object().put("reason", "ลูกค้าขอ")),
                Http.object());
    }

    private void approve() {
        Job job = someJob();
        trouble(job);
        remember("visits", desk().post("/visits/" + job.id() + "/approve", Http.object()), Http.object());
    }

    private void amendVisit() {
        ObjectNode body = Http.object();
        switch (chance.between(1, 6)) {
            case 1 -> body.put("title", words("เปลี่ยนหัวเรื่อง"));
            case 2 -> body.put("instructions", words("โทรก่อนเข้า"));
            case 3 -> body.put("diagnosis", words("น้ำยาหมด (โทรคุย)"));
            case 4 -> body.put("remarks", words("จากสำนักงาน"));
            case 5 ->
                body.put("priority", chance.of("emergency", "high", "low")).put("workSummary", words("สรุป"));
            default -> body.put("meterReading", chance.between(1, 9999));
        }
        amend("visits", someJob().id(), body);
    }

    private void amendSite() {
        String site = chance.one(company.places()).site();
        switch (chance.between(1, 4)) {
            case 1, 2 -> amend("sites", site, Http.object().put("accessNotes", words("ที่จอดรถชั้น B2")));
            case 3 -> amend("sites", site, Http.object().put("contactName", words("คุณสมศรี")));
            default -> {
                ObjectNode place = Http.object()
                        .put("lat", chance.between(130, 199) / 10.0)
                        .put("lon", chance.between(980, 1049) / 10.0);
                // Rows and their history have it as one field.
                amend("sites", site, place, Http.object().set("position", place));
            }
        }
    }

    private void amendAsset() {
        ObjectNode body = chance.percent(50)
                ? Http.object().put("condition", chance.of("good", "fair", "poor", "broken"))
                : Http.object().put("serial", words("TH"));
        amend("assets", chance.one(chance.one(company.places()).assets()), body);
    }

    private void amendCustomer() {
        amend(
                "customers",
                chance.one(company.places()).customer(),
                Http.object().put("name", words("บริษัท")));
    }

    private void amendPart() {
        amend("parts", chance.one(company.parts()), Http.object().put("name", words("อะไหล่")));
    }

    /// Reads, and writes what it read the version of; somebody else may have been faster.
    private void amend(String collection, String id, ObjectNode body) {
        amend(collection, id, body, body);
    }

    /// @param fields what the history is to say of it
    private void amend(String collection, String id, ObjectNode body, ObjectNode fields) {
        JsonNode known = desk().read("/" + collection + "/" + id);
        Person who = collection.equals("parts") ? company.admin() : desk();
        Answer answer =
                who.patch("/" + collection + "/" + id, known.path("version").asInt(), body);
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        remember(collection, answer, fields, names.toArray(String[]::new));
    }

    private void noteOn() {
        Job job = someJob();
        ObjectNode body =
                Http.object().put("id", chance.id()).put("visitId", job.id()).put("text", words("โน้ต"));
        remember("notes", desk().post("/notes", body), body, "visitId", "text");
    }

    private ObjectNode receipt(String part, String location, int quantity) {
        return Http.object()
                .put("id", chance.id())
                .put("partId", part)
                .put("toLocationId", location)
                .put("quantity", quantity)
                .put("reason", "receive");
    }

    private void moveStock() {
        String part = chance.one(company.parts());
        String van = anybody().van();
        ObjectNode body = Http.object().put("id", chance.id()).put("partId", part);
        move(
                switch (chance.between(1, 3)) {
                    case 1 -> receipt(part, chance.of(van, company.depot()), chance.between(1, 3));
                    case 2 ->
                        body.put("fromLocationId", company.depot())
                                .put("toLocationId", van)
                                .put("quantity", chance.between(1, 4))
                                .put("reason", "transfer");
                    default ->
                        body.put("toLocationId", chance.of(van, company.depot()))
                                .put("counted", chance.between(0, 9))
                                .put("expected", chance.between(0, 9))
                                .put("reason", "count");
                });
    }

    private void move(ObjectNode movement) {
        Answer answer = company.storekeeper().post("/stock-movements", movement);
        if (answer.good()) {
            stock.posted(movement);
        } else if (!answer.code().equals("not-on-hand")) {
            throw new IllegalStateException("a movement was refused: " + answer);
        }
        scene.journal()
                .tell(
                        NAME,
                        "moves " + movement + ": " + answer.status(),
                        "stock_movements/" + movement.path("id").asText());
    }

    /// A machine that stands there for a while and is then found never to have existed.
    private void spareAsset() {
        if (spare.isEmpty() || chance.percent(50)) {
            Company.Place place = chance.one(company.places());
            ObjectNode body = company.asset(place.customer(), place.site()).put("id", chance.id());
            remember("assets", desk().post("/assets", body), body, "model", "siteId");
            spare.add("assets/" + body.path("id").asText());
        } else {
            remove(spare.removeFirst());
        }
    }

    private void sparePart() {
        ObjectNode body = Http.object()
                .put("id", chance.id())
                .put("sku", company.tag() + "-s" + chance.between(1, 999_999))
                .put("name", "อะไหล่ชั่วคราว");
        remember("parts", company.admin().post("/parts", body), body, "sku");
        spare.add("parts/" + body.path("id").asText());
    }

    private void remove(String row) {
        JsonNode known = company.admin().read("/" + row);
        scene.trouble(row);
        Answer answer = company.admin().delete("/" + row, known.path("version").asInt());
        scene.journal().tell(NAME, "deletes " + row + ": " + answer, row);
    }

    /// Settles a conflict of two values.
    private void settle() {
        List<JsonNode> open = new ArrayList<>();
        desk().read("/conflicts?status=open&class=hard&limit=20").path("items").forEach(open::add);
        open.removeIf(each ->
                !List.of("visits", "sites").contains(each.path("collection").asText()));
        if (!open.isEmpty()) {
            JsonNode entry = chance.one(open);
            ObjectNode body = Http.object().put("keep", chance.of("kept", "other"));
            Answer answer = desk().post("/conflicts/" + entry.path("id").asText() + "/resolve", body);
            scene.journal()
                    .tell(
                            NAME,
                            "settles " + entry.path("id").asText() + " " + body + ": " + answer.status()
                                    + answer.code(),
                            entry.path("collection").asText() + "/"
                                    + entry.path("recordId").asText());
        }
    }

    private void remember(String collection, Answer answer, ObjectNode body, String... fields) {
        String id = answer.body().path("id").asText(body.path("id").asText());
        scene.journal().tell(NAME, "writes " + collection + " " + body + ": " + answer, collection + "/" + id);
        boolean refused = answer.status() == 409 || answer.status() == 412;
        if (!answer.good() && !refused) {
            throw new Broken(Promise.P11, "The desk was answered " + answer + " to " + body, collection + "/" + id);
        }
        if (answer.good()) {
            Map<String, JsonNode> values = new HashMap<>();
            for (String field : fields) {
                values.put(field, body.path(field));
            }
            written.add(new Written(
                    collection + "/" + id, answer.body().path("version").asInt(), values));
        }
    }

    private String words(String about) {
        return about + " " + chance.between(1, 99_999);
    }
}
