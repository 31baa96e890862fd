package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Catalogue.Part;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Diary.Planned;
import io.naichang.dev.seed.Phone.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What one technician has done since the demo's first day, told to the server by his phone in few large batches.
final class Fieldwork {
    private static final Set<String> UNDONE = Set.of("scheduled", "dispatched", "en-route", "in-progress", "waiting");
    private static final int LOADED_TOGETHER = 50;

    private final Company company;
    private final Technician technician;
    private final Calendar calendar;
    private final Stock stock;
    private final Pictures pictures;
    private final Phone phone;
    private final Drives drives;
    private final JsonNode talk = Facts.json("talk");

    Fieldwork(Company company, Technician technician, Calendar calendar, Stock stock, Pictures pictures, Phone phone) {
        this.company = company;
        this.technician = technician;
        this.calendar = calendar;
        this.stock = stock;
        this.pictures = pictures;
        this.phone = phone;
        this.drives = new Drives(calendar);
    }

    /// Where he drove, to be told when the visits have been.
    Drives drives() {
        return drives;
    }

    /// Loads the van, then goes from visit to visit until now.
    void work(List<Planned> visits) {
        loadVan();
        Instant free = Instant.MIN;
        for (int at = 0; at < visits.size(); at++) {
            Planned visit = visits.get(at);
            boolean lastOfDay = at + 1 == visits.size()
                    || Duration.between(visit.end(), visits.get(at + 1).start()).compareTo(Duration.ofHours(6)) > 0;
            // Somebody is always late in the evening.
            boolean stillToDo = lastOfDay
                    && calendar.at(calendar.today(), LocalTime.MIDNIGHT).isBefore(visit.start())
                    && visit.chance("late").percent(45);
            String status = phone.row("visits", visit.id()).path("status").asText();
            if (UNDONE.contains(status)
                    && visit.start().isBefore(calendar.now().plus(Duration.ofHours(1)))
                    && !stillToDo) {
                free = visit(visit, free);
            }
        }
    }

    /// Works one visit as far as the time of day allows; answers when the technician is free again.
    Instant visit(Planned visit, Instant free) {
        Chance chance = visit.chance("work");
        Instant departed = later(free, visit.start().minus(Duration.ofMinutes(chance.between(15, 40))));
        Instant started = later(
                departed.plus(Duration.ofMinutes(8)), visit.start().plus(Duration.ofMinutes(chance.between(-6, 18))));
        Instant finished =
                started.plus(Duration.ofSeconds((long) (visit.duration().toSeconds() * chance.between(0.7, 1.12))));
        String group = "visit-" + visit.id();
        command(visit, "accept", departed.minus(Duration.ofMinutes(25)), group);
        command(visit, "depart", departed, group);
        command(visit, "start", started, group);
        spent(visit, "travel", departed, started, group);
        drives.to(visit.site(), departed, started);
        if (finished.isAfter(calendar.now())) {
            return finished;
        }
        if (chance.percent(4)) {
            spent(visit, "wait", started, started.plus(Duration.ofMinutes(15)), group);
            comeInVain(visit, started.plus(Duration.ofMinutes(15)), group, chance);
            return started.plus(Duration.ofMinutes(15));
        }
        spent(visit, "work", started, finished, group);
        boolean again = chance.percent(6);
        answer(visit, finished.minus(Duration.ofMinutes(6)), group);
        boolean used = !again && consume(visit, finished.minus(Duration.ofMinutes(10)), group, chance);
        if (again || chance.percent(35)) {
            note(
                    visit,
                    finished.minus(Duration.ofMinutes(3)),
                    group,
                    chance.text(talk.path(again ? "followUp" : "notes")));
        }
        report(visit, finished, group, again ? "follow-up" : chance.percent(5) ? "partly-fixed" : "fixed", used);
        return finished;
    }

    private void command(Planned visit, String command, Instant at, String group) {
        if (!at.isAfter(calendar.now())) {
            phone.commands(visit.id(), command, group, Moment.at(visit.site(), at), Facts.object());
        }
    }

    private void spent(Planned visit, String kind, Instant start, Instant end, String group) {
        if (!end.isAfter(calendar.now())) {
            phone.creates(
                    "time_entries",
                    company.id("time/" + visit.id() + "/" + kind),
                    group,
                    Moment.at(visit.site(), end),
                    Facts.object()
                            .put("visitId", visit.id().toString())
                            .put("kind", kind)
                            .put("startedAt", start.toString())
                            .put("endedAt", end.toString()));
        }
    }

    private void comeInVain(Planned visit, Instant at, String group, Chance chance) {
        note(visit, at, group, chance.text(talk.path("noAccess")));
        phone.commands(
                visit.id(),
                "complete",
                group,
                Moment.at(visit.site(), at),
                Facts.object().put("outcome", "no-access"));
    }

    private void report(Planned visit, Instant at, String group, String outcome, boolean used) {
        Chance chance = visit.chance("report");
        ObjectNode report = Facts.object()
                .put("outcome", outcome)
                .put("diagnosis", chance.text(visit.job().path("found")))
                .put("signedBy", chance.text(talk.path("signers")));
        if (outcome.equals("fixed") || used) {
            report.put("workSummary", chance.text(visit.job().path("done")));
        }
        if (Set.of("pump", "chiller", "generator").contains(visit.machine().category())) {
            report.put("meterReading", Answers.meter(visit));
        }
        phone.commands(visit.id(), "complete", group, Moment.at(visit.site(), at), report);
    }

    void note(Planned visit, Instant at, String group, String text) {
        phone.creates(
                "notes",
                company.id("note/" + visit.id() + "/" + text.hashCode()),
                group,
                Moment.at(visit.site(), at),
                Facts.object().put("visitId", visit.id().toString()).put("text", text));
    }

    private void answer(Planned visit, Instant at, String group) {
        phone.checklists(visit.id()).forEach((id, checklist) -> {
            ObjectNode set = Facts.object();
            Map<String, JsonNode> answers =
                    new Answers(visit, item -> attach(visit, item, at, group).toString()).to(checklist.path("items"));
            answers.forEach((item, value) ->
                    set.putObject("answers." + item).put("at", at.toString()).set("value", value));
            phone.patches("checklists", id, group, Moment.at(visit.site(), at), set);
        });
    }

    private UUID attach(Planned visit, JsonNode item, Instant at, String group) {
        String itemId = item.path("id").asText();
        boolean photo = item.path("kind").asText().equals("photo");
        Chance chance = visit.chance(itemId);
        Pictures.File file = photo ? pictures.photo(chance, visit.machine().category()) : pictures.signatureOf(chance);
        return attach(visit, itemId, photo ? "photo" : "signature", file, at, group);
    }

    UUID attach(Planned visit, String item, String kind, Pictures.File file, Instant at, String group) {
        UUID id = company.id("attachment/" + visit.id() + "/" + item);
        Moment moment = Moment.at(visit.site(), at);
        ObjectNode set = Facts.object()
                .put("visitId", visit.id().toString())
                .put("checklistItemId", item)
                .put("kind", kind)
                .put("sha256", file.sha256())
                .put("size", file.bytes().length)
                .put("contentType", file.contentType())
                .put("takenAt", at.toString());
        set.set("position", moment.position());
        phone.creates("attachments", id, group, moment, set);
        return id;
    }

    private boolean consume(Planned visit, Instant at, String group, Chance chance) {
        if (!chance.percent(visit.job().path("uses").asInt())) {
            return false;
        }
        List<String> families = Facts.texts(visit.job().path("parts"));
        List<Part> fitting = stock.van(technician).entrySet().stream()
                .filter(each ->
                        each.getValue() > 0 && families.contains(each.getKey().family()))
                .map(Map.Entry::getKey)
                .filter(each -> each.model() == null
                        || each.model().equals(visit.machine().model()))
                .toList();
        if (fitting.isEmpty()) {
            return false;
        }
        Part part = chance.one(fitting);
        int left = stock.van(technician).getOrDefault(part, 0);
        int amount = Math.min(left, part.byMeasure() ? chance.between(1, 4) : 1);
        stock.van(technician).put(part, left - amount);
        consume(visit, company.id("consumed/" + visit.id()), part, amount, at, group);
        return true;
    }

    void consume(Planned visit, UUID id, Part part, int amount, Instant at, String group) {
        phone.creates(
                "stock_movements",
                id,
                group,
                Moment.at(visit.site(), at),
                Facts.object()
                        .put("partId", part.id().toString())
                        .put("fromLocationId", company.van(technician).toString())
                        .put("quantity", amount)
                        .put("reason", "consume")
                        .put("visitId", visit.id().toString()));
    }

    /// On the eve of the first day.
    private void loadVan() {
        List<ObjectNode> load = stock.load(technician);
        Instant eve = calendar.at(calendar.today().minusDays(Calendar.DAYS_BACK + 1L), LocalTime.of(15, 0));
        for (int at = 0; at < load.size(); at++) {
            ObjectNode set = load.get(at).deepCopy();
            UUID id = UUID.fromString(set.remove("id").asText());
            JsonNode depot = depot();
            Moment moment = new Moment(
                    eve.plusSeconds(at),
                    depot.path("lat").asDouble(),
                    depot.path("lon").asDouble());
            phone.creates("stock_movements", id, "load-" + at / LOADED_TOGETHER, moment, set);
        }
    }

    private JsonNode depot() {
        for (JsonNode store : company.facts().path("stores")) {
            if (store.path("kind").asText().equals("depot")
                    && store.path("region").asText().equals(technician.region())) {
                return store;
            }
        }
        throw new IllegalStateException(technician.username() + " loads at a depot and has none");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
