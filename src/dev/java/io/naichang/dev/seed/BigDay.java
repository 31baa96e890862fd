package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Premises.Site;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One day of one region with more people and more visits than a demo company has: for whoever wants to see or to
/// measure a full board. Can be made again; what is there stays.
public final class BigDay {
    private static final List<String> SKILLS = List.of("pump", "ups", "cctv", "generator", "chiller");
    private static final int PARTS = 24;

    private final Company company;
    private final Calendar calendar;
    private final LocalDate day;
    private final Premises premises;
    private final JsonNode parts = Facts.json("parts");
    private final BigDayTours tours;

    private BigDay(Api api, Calendar calendar, LocalDate day, Wish wish) {
        this.calendar = calendar;
        this.day = day;
        // Ids, and the luck of names, follow from this, so that nothing meets what the demo company has of its own.
        company = new Company(api, "siam-big-day-" + wish.technicians() + "-" + wish.visits(), facts(wish));
        premises = new Premises(company, day);
        tours = new BigDayTours(company, premises.in("chonburi"));
    }

    /// Who makes it, both with the demo's password, and how much of it there shall be.
    public record Wish(String admin, String dispatcher, int technicians, int visits) {}

    /// What was made: for the address of a board, and for questions about some visit.
    ///
    /// @param open a visit that nobody has
    /// @param planned a visit that somebody has
    public record Made(UUID region, Instant from, Instant to, UUID open, UUID planned, UUID technician) {}

    /// Puts the day into a running server.
    public static Made make(URI base, Wish wish, Instant now, LocalDate day) {
        try (Api api = new Api(base)) {
            return new BigDay(api, new Calendar(now), day, wish).make();
        }
    }

    private Made make() {
        company.openRegions();
        company.hireTechnicians();
        openStores();
        premises.takeUp();
        List<BigDayTours.Stop> stops = tours.stops();
        Lanes.each(stops, this::write);
        UUID open = stops.stream()
                .filter(each -> each.technician() == null)
                .findFirst()
                .map(this::id)
                .orElseThrow();
        BigDayTours.Stop planned = stops.stream()
                .filter(each -> each.technician() != null)
                .findFirst()
                .orElseThrow();
        Instant midnight = calendar.at(day, LocalTime.MIDNIGHT);
        return new Made(
                company.id("region/chonburi"),
                midnight,
                calendar.at(day.plusDays(1), LocalTime.MIDNIGHT),
                open,
                id(planned),
                company.technicians().getFirst().id());
    }

    private UUID id(BigDayTours.Stop stop) {
        return company.id("visit/" + day + "/" + stop.site().id());
    }

    private static JsonNode facts(Wish wish) {
        JsonNode words = Facts.json("customers");
        ObjectNode facts = Facts.object().put("admin", wish.admin()).put("assets", wish.visits());
        facts.putObject("sites").put("chonburi", wish.visits());
        facts.putArray("regions")
                .addObject()
                .put("key", "chonburi")
                .put("name", "ชลบุรี วันงานเต็ม %d ช่าง".formatted(wish.technicians()))
                .put("nameEn", "Chon Buri, a full day of %d".formatted(wish.technicians()));
        facts.putArray("office").addObject().put("username", wish.dispatcher()).put("role", "dispatcher");
        for (int at = 0; at < wish.technicians(); at++) {
            Chance chance = Chance.of("big-day/" + at);
            ObjectNode person = facts.withArray("technicians")
                    .addObject()
                    .put("username", "big-%d-%03d".formatted(wish.technicians(), at + 1))
                    .put("name", chance.text(words.path("given")) + " " + chance.text(words.path("surnames")))
                    .put("region", "chonburi");
            ObjectNode skills = person.putObject("skills").put("aircon", 3).put("refrigerant", 3);
            SKILLS.stream().filter(each -> chance.percent(70)).forEach(each -> skills.put(each, chance.between(2, 4)));
        }
        return facts;
    }

    /// Vans and two depots, parts in them, and everybody's home, skills and hours of this day.
    private void openStores() {
        Session admin = company.asAdmin();
        List<ObjectNode> stores = new ArrayList<>();
        stores.add(depot("depot-1", "จุดจ่ายอะไหล่บ้านสวน", 13.347, 100.977));
        stores.add(depot("depot-2", "จุดจ่ายอะไหล่แหลมฉบัง", 13.097, 100.912));
        company.technicians().forEach(each -> stores.add(store(each)));
        Lanes.each(stores, each -> admin.create("/locations", each));
        List<ObjectNode> receipts = new ArrayList<>();
        for (int at = 0; at < PARTS; at++) {
            JsonNode part = parts.get(at);
            admin.create(
                    "/parts",
                    Facts.object()
                            .put("id", part(at).toString())
                            .put(
                                    "sku",
                                    company.tenant() + "-" + part.path("code").asText())
                            .put("name", part.path("th").asText())
                            .put("nameEn", part.path("en").asText())
                            .put("unit", part.path("unit").asText()));
            for (ObjectNode store : stores) {
                Chance chance = Chance.of("big-day/stock/" + at + "/" + store.path("name"));
                boolean van = store.path("kind").asText().equals("van");
                if (!van || chance.percent(60)) {
                    receipts.add(receipt(at, store, van ? chance.between(1, 4) : 500));
                }
            }
        }
        Lanes.each(receipts, each -> company.as("dispatcher").create("/stock-movements", each));
        Lanes.each(company.technicians(), this::settle);
    }

    private UUID part(int number) {
        return company.id("part/" + number);
    }

    private ObjectNode depot(String key, String name, double lat, double lon) {
        return Facts.object()
                .put("id", company.id("location/" + key).toString())
                .put("kind", "depot")
                .put("name", name)
                .put("regionId", company.id("region/chonburi").toString())
                .put("lat", lat)
                .put("lon", lon);
    }

    private ObjectNode store(Technician technician) {
        return Facts.object()
                .put("id", company.van(technician).toString())
                .put("kind", "van")
                .put("name", "รถบริการ " + technician.username())
                .put("regionId", company.id("region/chonburi").toString())
                .put("technicianId", technician.id().toString());
    }

    private ObjectNode receipt(int part, ObjectNode store, int quantity) {
        String to = store.path("id").asText();
        return Facts.object()
                .put("id", company.id("movement/" + part + "/" + to).toString())
                .put("partId", part(part).toString())
                .put("toLocationId", to)
                .put("quantity", quantity)
                .put("reason", "receive");
    }

    private void settle(Technician technician) {
        Site home = tours.firstOf(technician);
        ObjectNode patch = Facts.object()
                .put("regionId", company.id("region/chonburi").toString())
                .put("vanLocationId", company.van(technician).toString());
        patch.putObject("home").put("lat", home.lat() + 0.01).put("lon", home.lon() - 0.01);
        patch.set("skills", Facts.MAPPER.valueToTree(technician.skills()));
        company.asAdmin().amend("/technicians/" + technician.id(), patch);
        ObjectNode shift = Facts.object()
                .put(
                        "id",
                        company.id("shift/" + day + "/" + technician.username()).toString())
                .put("technicianId", technician.id().toString())
                .put("day", day.toString());
        ObjectNode hours = shift.putObject("hours")
                .put("start", "08:00")
                .put("end", "17:00")
                .put("overtime", "PT2H");
        hours.putObject("pause").put("length", "PT1H").put("earliest", "11:30").put("latest", "13:00");
        company.as("dispatcher").create("/shifts", shift);
    }

    /// Takes a visit up, plans it, and sends it out if the day has come. Every fifth needs a part.
    private void write(BigDayTours.Stop stop) {
        Session dispatcher = company.as("dispatcher");
        Chance chance = Chance.of("big-day/visit/" + stop.site().id());
        JsonNode job = stop.job();
        UUID id = id(stop);
        ObjectNode form = Facts.object()
                .put("id", id.toString())
                .put("customerId", stop.site().customer().toString())
                .put("siteId", stop.site().id().toString())
                .put("kind", job.path("kind").asText())
                .put("priority", chance.one(List.of("low", "normal", "normal", "normal", "high", "emergency")))
                .put("title", chance.text(job.path("titles")))
                .put("duration", "PT" + stop.minutes() + "M");
        form.set("requiredSkills", job.path("skills"));
        dispatcher.create("/visits", form);
        if (chance.percent(20)) {
            ObjectNode needs = Facts.object();
            needs.putArray("parts")
                    .addObject()
                    .put("partId", part(chance.between(0, PARTS - 1)).toString())
                    .put("quantity", 1);
            dispatcher.replace("/visits/" + id + "/needs", needs);
        }
        Technician technician = stop.technician();
        LocalTime start = stop.start();
        if (technician != null && start != null) {
            dispatcher.step("/visits/" + id + "/schedule", schedule(stop, technician, start));
            if (!day.isAfter(calendar.today())) {
                dispatcher.step("/visits/" + id + "/dispatch", Facts.object());
            }
        }
    }

    private ObjectNode schedule(BigDayTours.Stop stop, Technician technician, LocalTime start) {
        Instant begin = calendar.at(day, start);
        Instant told = calendar.at(day, start.withMinute(start.getMinute() / 30 * 30));
        return Facts.object()
                .put("technicianId", technician.id().toString())
                .put("plannedStart", begin.toString())
                .put("plannedEnd", begin.plusSeconds(60L * stop.minutes()).toString())
                .put("windowStart", told.toString())
                .put("windowEnd", told.plusSeconds(7_200).toString());
    }
}
