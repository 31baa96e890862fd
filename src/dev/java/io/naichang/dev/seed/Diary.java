package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Premises.Machine;
import io.naichang.dev.seed.Premises.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Four weeks of visits as the dispatcher planned them.
final class Diary {
    private static final LocalTime BEGIN = LocalTime.of(8, 30);
    private static final LocalTime END = LocalTime.of(17, 30);
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final LocalTime ONE = LocalTime.of(13, 0);
    /// So many neighbours of a day's first site are asked for the others, so that a day's way is short.
    private static final int NEIGHBOURS = 25;

    private final Company company;
    private final Premises premises;
    private final Calendar calendar;
    private final JsonNode jobs = Facts.json("jobs");
    private final JsonNode talk = Facts.json("talk");
    private final List<Planned> visits = new ArrayList<>();

    Diary(Company company, Premises premises, Calendar calendar) {
        this.company = company;
        this.premises = premises;
        this.calendar = calendar;
        for (LocalDate day : calendar.workingDays()) {
            company.technicians().forEach(each -> plan(day, each));
        }
        visits.sort(Comparator.comparing(Planned::start));
        for (int at = 0; at < company.facts().path("unscheduled").asInt(); at++) {
            leaveOpen(at);
        }
    }

    /// A visit; without a technician nobody has planned it yet.
    record Planned(
            UUID id,
            @Nullable Technician technician,
            Site site,
            Machine machine,
            JsonNode job,
            String priority,
            Instant start,
            Duration duration) {
        Instant end() {
            return start.plus(duration);
        }

        Chance chance(String about) {
            return Chance.of(about + "/" + id);
        }

        /// Called off by the office before anybody went.
        boolean isCancelled() {
            return technician != null && chance("cancelled").percent(3);
        }
    }

    /// The visits of one technician in the order of time.
    List<Planned> of(Technician technician) {
        return visits.stream()
                .filter(each -> technician.equals(each.technician()))
                .toList();
    }

    int size() {
        return visits.size();
    }

    /// Makes all of them: taken up, planned, and sent out as far as their day has come.
    void write() {
        Lanes.each(visits, this::write);
    }

    private void write(Planned visit) {
        company.as("agent").create("/visits", form(visit));
        if (visit.technician() == null) {
            return;
        }
        String path = "/visits/" + visit.id();
        Session dispatcher = company.as("dispatcher");
        dispatcher.step(path + "/schedule", schedule(visit, visit.technician()));
        boolean due = visit.start().isBefore(calendar.at(calendar.today().plusDays(1), LocalTime.MIDNIGHT));
        if (visit.isCancelled()) {
            String reason = visit.chance("reason").text(talk.path("cancelled"));
            dispatcher.step(path + "/cancel", Facts.object().put("reason", reason));
        } else if (due) {
            dispatcher.step(path + "/dispatch", Facts.object());
        }
    }

    /// Plans a visit at its time for somebody, and tells the customer a window of two hours.
    static ObjectNode schedule(Planned visit, Technician technician) {
        long half = Duration.ofMinutes(30).toSeconds();
        Instant window = Instant.ofEpochSecond((visit.start().getEpochSecond() / half - 1) * half);
        return Facts.object()
                .put("technicianId", technician.id().toString())
                .put("plannedStart", visit.start().toString())
                .put("plannedEnd", visit.end().toString())
                .put("windowStart", window.toString())
                .put("windowEnd", window.plus(Duration.ofHours(2)).toString());
    }

    private ObjectNode form(Planned visit) {
        Chance chance = visit.chance("form");
        JsonNode job = visit.job();
        ObjectNode form = Facts.object()
                .put("id", visit.id().toString())
                .put("customerId", visit.site().customer().toString())
                .put("siteId", visit.site().id().toString())
                .put("kind", job.path("kind").asText())
                .put("priority", visit.priority())
                .put("title", chance.text(job.path("titles")))
                .put("duration", "PT" + visit.duration().toMinutes() + "M");
        form.putArray("assetIds").add(visit.machine().id().toString());
        form.set("requiredSkills", job.path("skills"));
        if (chance.percent(70)) {
            form.put("instructions", chance.text(job.path("instructions")));
        }
        if (job.has("template") && chance.percent(88)) {
            form.putArray("checklistTemplateIds")
                    .add(company.id("template/" + job.path("template").asText()).toString());
        }
        return form;
    }

    private void plan(LocalDate day, Technician technician) {
        String name = company.tenant() + "/" + day + "/" + technician.username();
        Chance chance = Chance.of(name);
        List<Site> sites = premises.in(technician.region());
        Site first = chance.one(sites);
        List<Site> near = sites.stream()
                .sorted(Comparator.comparing(first::distanceTo))
                .limit(NEIGHBOURS)
                .toList();
        LocalTime free = BEGIN;
        if (day.equals(calendar.today()) && chance.percent(45)) {
            nightCall(technician, chance.one(sites));
        }
        int wanted = chance.between(3, 5);
        for (int at = 0, made = 0; made < wanted && at < 4 * wanted; at++) {
            Site site = at == 0 ? first : chance.one(near);
            Job job = job(site, technician, chance);
            if (job == null) {
                continue;
            }
            Duration duration =
                    Duration.ofMinutes(Integer.parseInt(chance.text(job.kind().path("minutes"))));
            LocalTime start = free.isBefore(ONE) && free.isAfter(NOON.minusMinutes(20)) ? ONE : free;
            if (start.plus(duration).isAfter(END)) {
                continue;
            }
            UUID id = company.id("visit/" + day + "/" + technician.username() + "/" + made);
            visits.add(new Planned(
                    id,
                    technician,
                    site,
                    job.machine(),
                    job.kind(),
                    priority(job, chance),
                    calendar.at(day, start),
                    duration));
            made++;
            free = start.plus(duration).plusMinutes(5L * chance.between(3, 9));
        }
    }

    /// Before the day's work has begun somewhere somebody's machine has failed, so that whoever looks in the small
    /// hours sees work as well.
    private void nightCall(Technician technician, Site site) {
        Duration duration = Duration.ofMinutes(40);
        LocalTime start = calendar.time().minusMinutes(100);
        boolean night =
                calendar.time().isAfter(LocalTime.of(1, 45)) && calendar.time().isBefore(LocalTime.of(10, 0));
        if (!night || start.isAfter(BEGIN.minus(duration).minusMinutes(10))) {
            return;
        }
        Job job = job(site, technician, Chance.of("night/" + site.id()));
        if (job != null) {
            UUID id = company.id("visit/" + calendar.today() + "/" + technician.username() + "/night");
            LocalTime five = start.minusMinutes(start.getMinute() % 5);
            Instant at = calendar.at(calendar.today(), five);
            visits.add(new Planned(id, technician, site, job.machine(), job.kind(), "emergency", at, duration));
        }
    }

    private void leaveOpen(int at) {
        Chance chance = Chance.of(company.tenant() + "/open/" + calendar.today() + "/" + at);
        Job job = null;
        Site site = null;
        while (job == null) {
            Technician technician = chance.one(company.technicians());
            site = chance.one(premises.in(technician.region()));
            job = job(site, technician, chance);
        }
        String priority = chance.one(List.of("emergency", "high", "normal", "normal", "low"));
        UUID id = company.id("visit/open/" + calendar.today() + "/" + at);
        Duration duration =
                Duration.ofMinutes(Integer.parseInt(chance.text(job.kind().path("minutes"))));
        visits.add(new Planned(id, null, site, job.machine(), job.kind(), priority, Instant.MAX, duration));
    }

    private record Job(JsonNode kind, Machine machine) {}

    /// What this technician could have to do here.
    private @Nullable Job job(Site site, Technician technician, Chance chance) {
        Map<Job, Integer> shares = new LinkedHashMap<>();
        for (JsonNode kind : jobs) {
            boolean able = Facts.texts(kind.path("skills")).stream().allMatch(technician.skills()::containsKey);
            for (Machine machine : site.machines()) {
                if (able && machine.category().equals(kind.path("machine").asText())) {
                    shares.put(new Job(kind, machine), kind.path("share").asInt());
                }
            }
        }
        return shares.isEmpty() ? null : chance.weighted(shares);
    }

    private static String priority(Job job, Chance chance) {
        if (!job.kind().path("kind").asText().equals("repair")) {
            return chance.percent(10) ? "low" : "normal";
        }
        return chance.one(List.of("emergency", "high", "high", "normal", "normal"));
    }
}
