package io.naichang.testing;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A region of Chiang Mai with technicians and visits, made through the API; planned for the day after tomorrow.
public final class Dispatch {
    public static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

    public final Tenant siam;
    public final Person nok;
    public final String region;
    public final LocalDate day;
    private final ZoneId zone;
    private final String customer;

    public Dispatch() {
        this(Given.tenant(), ZONE, LocalDate.now(ZONE).plusDays(2));
    }

    /// The same of a company elsewhere, on another day.
    public Dispatch(Tenant company, ZoneId zone, LocalDate day) {
        siam = company;
        this.zone = zone;
        this.day = day;
        nok = siam.dispatcher("nok");
        region = siam.region("เชียงใหม่");
        customer = nok.creates("/customers", Map.of("name", "โรงแรมริมปิง", "kind", "company", "language", "th"));
    }

    /// A technician at home in the middle of town who works from 8 to 17 every day.
    public Person technician(String name, Map<String, Integer> skills) {
        Person technician = withoutShifts(name, skills);
        shift(technician, "08:00", "17:00");
        return technician;
    }

    public Person withoutShifts(String name, Map<String, Integer> skills) {
        Person technician = siam.technician(name);
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", region, "home", Map.of("lat", 18.79, "lon", 98.98), "skills", skills))
                .patch("/technicians/" + technician.id())
                .then()
                .statusCode(200);
        return technician;
    }

    /// A technician of the region of whom nobody has said where he lives.
    public Person withoutHome(String name) {
        Person technician = siam.technician(name);
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", region))
                .patch("/technicians/" + technician.id())
                .then()
                .statusCode(200);
        shift(technician, "08:00", "17:00");
        return technician;
    }

    public void shift(Person technician, String start, String end) {
        nok.request()
                .body(Map.of(
                        "technicianId",
                        technician.id(),
                        "day",
                        day.toString(),
                        "hours",
                        Map.of("start", start, "end", end)))
                .post("/shifts")
                .then()
                .statusCode(201);
    }

    /// A site so many hundredths of a degree (about 1.1 km) north of the middle.
    public String site(int north) {
        return nok.creates(
                "/sites",
                Map.of(
                        "customerId",
                        customer,
                        "name",
                        "อาคาร " + north,
                        "regionId",
                        region,
                        "lat",
                        18.79 + north * 0.01,
                        "lon",
                        98.98));
    }

    public String siteWithoutPosition() {
        return nok.creates("/sites", Map.of("customerId", customer, "name", "ที่ไหนสักแห่ง", "regionId", region));
    }

    /// A visit of an hour that nobody has planned.
    public String visit(int north, Map<String, ?> more) {
        return visitAt(site(north), more);
    }

    public String visitAt(String site, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "customerId", customer, "siteId", site, "kind", "repair", "title", "แอร์ไม่เย็น", "duration", "PT1H"));
        body.putAll(more);
        return nok.creates("/visits", body);
    }

    /// Plans a visit for an hour from an hour of the day.
    public void schedule(String visit, Person technician, int hour) {
        schedule(visit, technician, at(hour, 0));
    }

    public void schedule(String visit, Person technician, Instant start) {
        step(
                visit,
                "schedule",
                Map.of(
                        "technicianId",
                        technician.id(),
                        "plannedStart",
                        start.toString(),
                        "plannedEnd",
                        start.plusSeconds(3600).toString()));
    }

    /// Is sick the whole day.
    public void sick(Person technician) {
        nok.request()
                .body(Map.of(
                        "technicianId", technician.id(),
                        "from", at(0, 0).toString(),
                        "until", at(23, 0).toString(),
                        "kind", "sick"))
                .post("/absences")
                .then()
                .statusCode(201);
    }

    /// Needs of a visit that may begin only from an hour to another.
    public static Map<String, ?> between(Instant opens, Instant closes) {
        return Map.of("windows", List.of(Map.of("start", opens.toString(), "end", closes.toString())));
    }

    /// A visit whose customer was told that somebody comes between these.
    public static Map<String, ?> told(Instant opens, Instant closes) {
        return Map.of("windowStart", opens.toString(), "windowEnd", closes.toString());
    }

    /// The day as the board shows it.
    public JsonPath board() {
        return JsonPath.from(nok.request()
                .queryParam("regionId", region)
                .queryParam("from", at(0, 0).toString())
                .queryParam("to", at(23, 0).toString())
                .get("/day-board")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /// Changes a visit as the office does.
    public void amend(String visit, Map<String, ?> changes) {
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(changes)
                .patch("/visits/" + visit)
                .then()
                .statusCode(200);
    }

    /// Takes a step of the office's.
    public void step(String visit, String step, Map<String, ?> body) {
        nok.request().body(body).post("/visits/" + visit + "/" + step).then().statusCode(200);
    }

    public Instant at(int hour, int minute) {
        return day.atTime(hour, minute).atZone(zone).toInstant();
    }

    public void needs(String visit, Map<String, ?> needs) {
        nok.request()
                .header("If-Match", "*")
                .body(needs)
                .put("/visits/" + visit + "/needs")
                .then()
                .statusCode(200);
    }

    /// What is asked of the planner for the whole day.
    public Map<String, Object> wish(String mode) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("regionId", region);
        wish.put("from", day.atStartOfDay(zone).toInstant().toString());
        wish.put("to", day.plusDays(1).atStartOfDay(zone).toInstant().toString());
        wish.put("mode", mode);
        wish.put("timeLimit", "PT0.5S");
        return wish;
    }

    /// The plan of the day when it has ended.
    public JsonPath plan(String mode, Map<String, ?> more) {
        Map<String, Object> wish = wish(mode);
        wish.putAll(more);
        String id = nok.request()
                .body(wish)
                .post("/route-plans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return ended(id);
    }

    public JsonPath ended(String plan) {
        nok.request().get("/route-plans/" + plan + "/stream").then().statusCode(200);
        return JsonPath.from(nok.request()
                .get("/route-plans/" + plan)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    public ValidatableResponse accept(JsonPath plan, List<String> visits) {
        Map<String, Object> body = visits.isEmpty() ? Map.of() : Map.of("visitIds", visits);
        return nok.request()
                .body(body)
                .post("/route-plans/" + plan.getString("id") + "/accept")
                .then();
    }

    public JsonPath seen(String visit) {
        return JsonPath.from(nok.request().get("/visits/" + visit).asString());
    }
}
