package io.naichang.desk;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// A region with technicians, their shifts and visits, for the board to show: the day after tomorrow, from 8 to 17.
final class BoardDay {
    static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

    final Tenant siam = Given.tenant();
    final Person nok = siam.dispatcher("nok");
    final String region = siam.region("เชียงใหม่");
    final LocalDate day = LocalDate.now(ZONE).plusDays(2);
    private final String customer =
            made("/customers", Map.of("name", "โรงแรมริมปิง", "kind", "company", "language", "th"));

    private String made(String path, Map<String, ?> body) {
        return nok.request()
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Person technician(String name, Map<String, Integer> skills) {
        Person technician = siam.technician(name);
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", region, "home", Map.of("lat", 18.79, "lon", 98.98), "skills", skills))
                .patch("/technicians/" + technician.id())
                .then()
                .statusCode(200);
        made(
                "/shifts",
                Map.of(
                        "technicianId",
                        technician.id(),
                        "day",
                        day.toString(),
                        "hours",
                        Map.of("start", "08:00", "end", "17:00")));
        return technician;
    }

    /// An hour's work so many hundredths of a degree (about 1.1 km) north of the middle of town.
    String visit(int north, String title, Map<String, ?> more) {
        String site = made(
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
        Map<String, Object> body = new HashMap<>(
                Map.of("customerId", customer, "siteId", site, "kind", "repair", "title", title, "duration", "PT1H"));
        body.putAll(more);
        return made("/visits", body);
    }

    void schedule(String visit, Person technician, Instant start) {
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

    void step(String visit, String step, Map<String, ?> body) {
        nok.request().body(body).post("/visits/" + visit + "/" + step).then().statusCode(200);
    }

    Instant at(int hour) {
        return day.atTime(hour, 0).atZone(ZONE).toInstant();
    }

    /// A field of the visit as it is now.
    String now(String visit, String field) {
        return nok.request()
                .get("/visits/" + visit)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
    }
}
