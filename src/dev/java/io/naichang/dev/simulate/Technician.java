package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Somebody with a phone, who does on it what technicians do, and now and then what an app with a bug would.
final class Technician {
    private static final Set<String> NOBODYS = Set.of("not-assigned");
    private static final List<String> STEPS = List.of("accept", "depart", "start", "pause", "resume", "complete");

    private final Company.Staff staff;
    private final Company company;
    private final Scene scene;
    private final Chance chance;
    private final Phone phone;
    private final Office office;
    private final List<Deed> mine = new ArrayList<>();
    private int shots;

    Technician(Company.Staff staff, Company company, Scene scene, Chance chance, Phone phone, Office office) {
        this.staff = staff;
        this.company = company;
        this.scene = scene;
        this.chance = chance;
        this.phone = phone;
        this.office = office;
    }

    Phone phone() {
        return phone;
    }

    Company.Staff staff() {
        return staff;
    }

    /// A step of the script begins.
    void turn(int step) {
        chance.turn(step);
        phone.turn(step);
    }

    Chance chance() {
        return chance;
    }

    /// One thing that he does, with or without a signal.
    void act() {
        Map<String, Rows.Row> visits = phone.rows().of("visits");
        visits.values().removeIf(each -> !isMine(each.doc()));
        if (visits.isEmpty()) {
            poison();
            return;
        }
        String visit = chance.row(List.copyOf(visits.keySet()));
        int luck = chance.between(1, 100);
        if (luck <= 20) {
            patchVisit(visit);
        } else if (luck <= 36) {
            command(visit, step(visits.get(visit).doc().path("status").asText()));
        } else if (luck <= 46) {
            note(visit);
        } else if (luck <= 54) {
            photo(visit);
        } else if (luck <= 64) {
            move(visit);
        } else if (luck <= 70) {
            time(visit);
        } else if (luck <= 77) {
            answer();
        } else if (luck <= 81) {
            patchSite(visits.get(visit).doc().path("siteId").asText());
        } else if (luck <= 85) {
            patchAsset();
        } else if (luck <= 89) {
            takeBack();
        } else if (luck <= 92) {
            readNotice();
        } else if (luck <= 96) {
            report(visit);
        } else if (luck <= 98) {
            ahead();
        } else {
            poison();
        }
    }

    private boolean isOld() {
        return phone.schema() == OldApp.SCHEMA;
    }

    private boolean isMine(JsonNode visit) {
        boolean crew = false;
        for (JsonNode each : visit.path("crewIds")) {
            crew |= each.asText().equals(staff.user());
        }
        return crew || visit.path("technicianId").asText().equals(staff.user());
    }

    private ObjectNode mutation(String op, String collection, String id) {
        return Http.object().put("collection", collection).put("id", id).put("op", op);
    }

    private ObjectNode create(String collection) {
        return mutation("create", collection, chance.id());
    }

    /// A change of what he sees: the version on his screen goes with it.
    private ObjectNode change(String op, String collection, String id) {
        return mutation(op, collection, id).put("base", phone.rows().version(collection + "/" + id));
    }

    private Deed does(ObjectNode mutation, Set<String> refusals) {
        Deed deed = phone.does(mutation, refusals, false);
        mine.add(deed);
        return deed;
    }

    private void patchVisit(String visit) {
        does(visitPatch(visit), Set.of());
    }

    private ObjectNode visitPatch(String visit) {
        ObjectNode mutation = change("patch", "visits", visit);
        ObjectNode set = mutation.putObject("set");
        if (chance.percent(50)) {
            set.put("diagnosis", words("คอมเพรสเซอร์ไหม้"));
        }
        if (chance.percent(30)) {
            set.put("workSummary", words("เปลี่ยนคอมเพรสเซอร์"));
        }
        if (chance.percent(25)) {
            set.put("meterReading", chance.between(1, 99_999) / 10.0);
        }
        if (chance.percent(25) || set.isEmpty()) {
            String before = text(visit, "remarks");
            set.put(
                    "remarks",
                    chance.percent(70) && !before.isEmpty() ? before + "\n" + words("เพิ่ม") : words("ใหม่"));
        }
        if (chance.percent(5)) {
            set.put("title", "not his to write").put("colour", "no such field");
        }
        return mutation;
    }

    private String text(String visit, String field) {
        return phone.rows()
                .find("visits/" + visit)
                .map(each -> each.doc().path(field).asText(""))
                .orElse("");
    }

    private String step(String status) {
        return switch (status) {
            case "scheduled" -> chance.of("accept", "depart", "start", "decline");
            case "dispatched" -> chance.of("accept", "depart", "depart", "start");
            case "en-route" -> chance.of("start", "start", "pause");
            case "in-progress" -> chance.of("pause", "complete", "complete");
            case "waiting" -> chance.of("resume", "complete");
            default -> chance.one(STEPS);
        };
    }

    private void command(String visit, String command) {
        does(commandOf(visit, command), command.equals("decline") ? Set.of("too-late") : Set.of("already-completed"));
    }

    private ObjectNode commandOf(String visit, String command) {
        ObjectNode mutation = change("command", "visits", visit).put("command", command);
        ObjectNode args = mutation.putObject("args");
        if (command.equals("pause") || command.equals("decline")) {
            args.put("reason", words("รออะไหล่"));
        }
        if (command.equals("complete")) {
            args.put("outcome", chance.of("fixed", "partly-fixed", "not-fixed")).put("workSummary", words("เสร็จ"));
        }
        if (command.equals("decline")) {
            String site = text(visit, "siteId");
            scene.trouble("visits/" + visit, "sites/" + site);
        }
        return mutation;
    }

    private void note(String visit) {
        ObjectNode mutation = create("notes");
        mutation.putObject("set").put("visitId", visit).put("text", words("โน้ต"));
        does(mutation, Set.of());
    }

    private void photo(String visit) {
        ObjectNode mutation = create("attachments");
        String id = mutation.path("id").asText();
        Photo.Way way = chance.of(
                Photo.Way.WITH_PUSH, Photo.Way.WITH_PUSH, Photo.Way.TO_STORE, Photo.Way.SPOILT, Photo.Way.NEVER);
        Photo photo = new Photo(id, phone.name() + "/" + id + "/" + ++shots, way);
        mutation.putObject("set")
                .put("visitId", visit)
                .put("kind", "photo")
                .put("sha256", photo.sha256())
                .put("size", photo.bytes().length)
                .put("contentType", "image/jpeg")
                .put("takenAt", phone.clock().wall().toString())
                .put("caption", words("รูป"));
        phone.files().take(photo);
        does(mutation, Set.of());
    }

    private void move(String visit) {
        ObjectNode mutation = create("stock_movements");
        ObjectNode set = mutation.putObject("set").put("partId", chance.one(company.parts()));
        switch (chance.between(1, 5)) {
            case 1, 2 ->
                set.put("fromLocationId", staff.van())
                        .put("quantity", chance.between(1, 4))
                        .put("reason", "consume")
                        .put("visitId", visit);
            case 3 ->
                set.put("fromLocationId", company.depot())
                        .put("toLocationId", staff.van())
                        .put("quantity", chance.between(1, 9) / 2.0)
                        .put("reason", "transfer");
            case 4 ->
                set.put("toLocationId", staff.van())
                        .put("quantity", chance.between(1, 2))
                        .put("reason", "return");
            default ->
                set.put("toLocationId", staff.van())
                        .put("counted", chance.between(0, 8))
                        .put("expected", chance.between(0, 8))
                        .put("reason", "count");
        }
        does(mutation, Set.of());
    }

    private void time(String visit) {
        Duration length = Duration.ofMinutes(chance.between(1, 300));
        ObjectNode mutation = create("time_entries");
        Instant started = phone.clock().wall().minus(length);
        ObjectNode set = mutation.putObject("set")
                .put("visitId", visit)
                .put("kind", chance.of("travel", "work", "wait", "break"))
                .put("startedAt", started.toString());
        if (isOld()) {
            set.put("endedAt", started.plus(length).toString());
        } else {
            set.put("duration", length.toString());
        }
        does(mutation, Set.of());
    }

    private void answer() {
        List<String> lists = List.copyOf(phone.rows().of("checklists").keySet());
        if (lists.isEmpty()) {
            return;
        }
        ObjectNode mutation = change("patch", "checklists", chance.one(lists));
        ObjectNode set = mutation.putObject("set");
        switch (chance.between(1, 3)) {
            case 1 -> set.putObject("answers.power").put("value", chance.percent(50));
            case 2 -> set.putObject("answers.pressure").put("value", chance.between(60, 150));
            default -> set.putObject("answers.remark").put("value", words("ตอบ"));
        }
        does(mutation, Set.of());
    }

    private void patchSite(String site) {
        String before = phone.rows()
                .find("sites/" + site)
                .map(each -> each.doc().path("accessNotes").asText(""))
                .orElse("");
        ObjectNode mutation = change("patch", "sites", site);
        ObjectNode set = mutation.putObject("set")
                .put("accessNotes", chance.percent(75) ? before + "\n" + words("ระวังหมา") : words("ประตูหน้า"));
        if (isOld() && chance.percent(20)) {
            // Not his to write, and kept under the name of today.
            set.put("lat", chance.between(60, 199) / 10.0);
        }
        does(mutation, Set.of());
    }

    private void patchAsset() {
        List<String> assets = List.copyOf(phone.rows().of("assets").keySet());
        if (!assets.isEmpty()) {
            ObjectNode mutation = change("patch", "assets", chance.one(assets));
            mutation.putObject("set")
                    .put("condition", chance.of("good", "fair", "poor", "broken"))
                    .put("serialSeen", words("S"));
            does(mutation, Set.of());
        }
    }

    /// Takes back something that he wrote.
    private void takeBack() {
        List<Deed> own = mine.stream()
                .filter(each -> each.op().equals("create") && !each.collection().equals("attachments"))
                .toList();
        if (!own.isEmpty()) {
            Deed deed = chance.one(own);
            // What was refused or waits is not there to be taken back.
            does(
                    change("delete", deed.collection(), deed.id()),
                    Set.of("unknown-record", "not-assigned", "group-rejected"));
        }
    }

    private void readNotice() {
        List<String> notices = List.copyOf(phone.rows().of("notices").keySet());
        if (!notices.isEmpty()) {
            does(change("delete", "notices", chance.one(notices)), Set.of());
        }
    }

    /// A report, the parts and the command that closes the visit, whole or not at all.
    private void report(String visit) {
        String group = phone.queue().nextGroup();
        boolean spoilt = chance.percent(20);
        Set<String> refusals = spoilt ? Set.of("group-rejected") : Set.of("already-completed");
        phone.does(visitPatch(visit).put("group", group), refusals, spoilt);
        ObjectNode movement = create("stock_movements").put("group", group);
        movement.putObject("set")
                .put("partId", spoilt ? chance.id() : chance.one(company.parts()))
                .put("fromLocationId", staff.van())
                .put("quantity", 1)
                .put("reason", "consume")
                .put("visitId", visit);
        phone.does(movement, spoilt ? Set.of("unknown-part") : Set.of(), spoilt);
        phone.does(commandOf(visit, "complete").put("group", group), refusals, spoilt);
    }

    /// Work on a visit of which he was told by telephone and that no desk has entered yet.
    private void ahead() {
        List<String> announced = office.announced();
        if (announced.isEmpty()) {
            return;
        }
        String visit = chance.row(announced);
        ObjectNode mutation = create("notes");
        mutation.putObject("set").put("visitId", visit).put("text", words("ถึงก่อนใบงาน"));
        does(mutation, NOBODYS);
        if (chance.percent(50)) {
            ObjectNode part = create("stock_movements");
            part.putObject("set")
                    .put("partId", chance.one(company.parts()))
                    .put("fromLocationId", staff.van())
                    .put("quantity", 1)
                    .put("reason", "consume")
                    .put("visitId", visit);
            does(part, NOBODYS);
        }
    }

    /// What an app with a bug sends: it must be refused, and hold up nothing.
    private void poison() {
        switch (chance.between(1, 6)) {
            case 1 ->
                refused(create("invoices"), "not-permitted").putObject("set").put("a", 1);
            case 2 -> refused(create("notes"), "malformed").putObject("set").put("text", "of nothing");
            case 3 ->
                refused(mutation("patch", "visits", chance.id()), "unknown-record")
                        .putObject("set")
                        .put("diagnosis", "of nothing");
            case 4 -> refused(mutation("explode", "visits", chance.id()), "malformed");
            case 5 ->
                refused(create("stock_movements"), "malformed").putObject("set").put("reason", "theft");
            default -> phone.does(Http.object().put("op", "void").put("reason", "too-large"), Set.of(), false);
        }
    }

    private ObjectNode refused(ObjectNode mutation, String code) {
        return phone.does(mutation, Set.of(code), true).mutation();
    }

    private String words(String about) {
        return about + " " + chance.between(1, 99_999);
    }
}
