package io.naichang.testing;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Work of the trade, made through the desk's API: a customer with an air conditioner that does not cool.
public final class Work {
    private final Person desk;
    private final String customer;
    private final String site;
    private final String asset;

    private Work(Person desk, String customer, String site, String asset) {
        this.desk = desk;
        this.customer = customer;
        this.site = site;
        this.asset = asset;
    }

    /// A new customer with one site and one machine.
    public static Work at(Person desk) {
        String customer =
                desk.creates("/customers", Map.of("name", "โรงแรมริมปิง", "kind", "company", "language", "th"));
        return at(desk, customer);
    }

    private static Work at(Person desk, String customer) {
        String site = desk.creates(
                "/sites", Map.of("customerId", customer, "name", "อาคารแม่ปิง", "lat", 18.789, "lon", 98.993));
        String asset = desk.creates(
                "/assets",
                Map.of("customerId", customer, "siteId", site, "model", "FTKM24", "serial", "TH-" + UUID.randomUUID()));
        return new Work(desk, customer, site, asset);
    }

    /// Another site of the same customer.
    public Work elsewhere() {
        return at(desk, customer);
    }

    public String customer() {
        return customer;
    }

    public String site() {
        return site;
    }

    public String asset() {
        return asset;
    }

    /// A visit that nobody has planned.
    public String visit() {
        return desk.creates(
                "/visits",
                Map.of(
                        "customerId",
                        customer,
                        "siteId",
                        site,
                        "assetIds",
                        new String[] {asset},
                        "kind",
                        "repair",
                        "title",
                        "แอร์ไม่เย็น",
                        "diagnosis",
                        "ยังไม่ทราบ"));
    }

    /// A visit that was planned for a technician in the hours after now, and sent to him.
    public String visitOf(Person technician, int hoursAhead) {
        String visit = visit();
        schedule(visit, technician, hoursAhead);
        step(visit, "dispatch", Map.of());
        return visit;
    }

    /// Plans a visit for somebody, or for somebody else.
    public void schedule(String visit, Person technician, int hoursAhead) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(hoursAhead, ChronoUnit.HOURS);
        Map<String, Object> plan = new HashMap<>();
        plan.put("technicianId", technician.id());
        plan.put("plannedStart", start.toString());
        plan.put("plannedEnd", start.plus(50, ChronoUnit.MINUTES).toString());
        step(visit, "schedule", plan);
    }

    /// One of the office's steps: schedule, unschedule, dispatch, cancel, reopen, approve.
    public void step(String visit, String step, Map<String, ?> body) {
        desk.request().body(body).post("/visits/" + visit + "/" + step).then().statusCode(200);
    }

    /// The visit as the desk sees it.
    public JsonPath seen(String visit) {
        return JsonPath.from(desk.request()
                .get("/visits/" + visit)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /// The office changes fields of a visit.
    public void amend(String visit, Map<String, ?> fields) {
        desk.patch(seen(visit).getInt("version"))
                .body(fields)
                .patch("/visits/" + visit)
                .then()
                .statusCode(200);
    }
}
