package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ShiftResourceTest extends RosterCase {
    @Test
    void a_week_is_written_at_once_by_whoever_has_read_it() {
        nok.request()
                .get("/technicians/" + somchai.id() + "/shift-patterns")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("patterns", empty());

        put(0, pattern("monday"), pattern("saturday"))
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("patterns.weekday", equalTo(List.of("monday", "saturday")))
                .body("patterns[0].hours.pause.length", equalTo("PT1H"))
                .body("patterns[0].hours.overtime", equalTo("PT1H30M"));
        put(0, pattern("monday")).statusCode(412);
        put(1, pattern("tuesday")).statusCode(200).body("patterns.weekday", equalTo(List.of("tuesday")));
    }

    @Test
    void patterns_that_overlap_are_refused_by_their_place() {
        put(0, pattern("monday"), pattern("monday"))
                .statusCode(409)
                .body("code", equalTo("overlaps"))
                .body("field", equalTo("patterns.1"));
    }

    @Test
    void what_is_wrong_with_a_pattern_is_named() {
        Map<String, Map<String, Object>> faults = Map.of(
                "patterns.0.weekday", Map.of("weekday", "songkran", "hours", hours("08:00", "17:00")),
                "patterns.0.hours.start", Map.of("weekday", "monday", "hours", hours("24:00", "17:00")),
                "patterns.0.hours.pause", Map.of("weekday", "monday", "hours", hours("12:00", "17:00")),
                "patterns.0.hours.overtime",
                        Map.of(
                                "weekday",
                                "monday",
                                "hours",
                                Map.of("start", "08:00", "end", "17:00", "overtime", "PT90S")),
                "validUntil",
                        Map.of(
                                "weekday",
                                "monday",
                                "hours",
                                hours("08:00", "17:00"),
                                "validFrom",
                                "2026-12-01",
                                "validUntil",
                                "2026-11-30"));
        faults.forEach((field, pattern) -> put(0, pattern).statusCode(400).body("field", equalTo(field)));
    }

    @Test
    void the_database_has_the_last_word_on_overlaps() {
        put(0, pattern("sunday")).statusCode(200);
        for (String statement : List.of(
                "INSERT INTO shift_pattern (technician_id, ordinal, weekday, hours, on_holidays) VALUES (?, 9, 7,"
                        + " '{\"start\":\"16:00\",\"end\":\"20:00\"}', false)",
                "INSERT INTO shift_pattern (technician_id, ordinal, weekday, hours, on_holidays) VALUES (?, 9, 6,"
                        + " '{\"start\":\"20:00\",\"end\":\"09:00\"}', false)")) {
            assertThatThrownBy(() -> inTenant(all -> all.update(statement, somchai.id())))
                    .rootCause()
                    .hasMessageContaining("shift_pattern_once");
        }
        // The week is a ring.
        assertThatThrownBy(() -> inTenant(all -> all.update(
                        "INSERT INTO shift_pattern (technician_id, ordinal, weekday, hours, on_holidays) VALUES"
                                + " (?, 8, 1, '{\"start\":\"05:00\",\"end\":\"09:00\"}', false),"
                                + " (?, 9, 7, '{\"start\":\"20:00\",\"end\":\"06:00\"}', false)",
                        somchai.id(),
                        somchai.id())))
                .rootCause()
                .hasMessageContaining("shift_pattern_once");
    }

    private <T> T inTenant(Function<Sql, T> work) {
        caller.actAs(siam.id(), null);
        return QuarkusTransaction.requiringNew().call(() -> work.apply(sql));
    }

    @Test
    void a_single_shift_replaces_the_pattern_of_its_day_until_it_is_taken_away() {
        put(0, pattern("monday")).statusCode(200);
        String id = post("/shifts", Map.of("day", "2026-11-23", "hours", Map.of("start", "06:00", "end", "10:00")))
                .statusCode(201)
                .extract()
                .path("id");

        nok.request()
                .get("/working-times" + MONDAY)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].start", equalTo("2026-11-22T23:00:00Z"))
                .body("items[0].end", equalTo("2026-11-23T03:00:00Z"))
                .body("items[0].pause", nullValue());
        nok.patch(0)
                .body("{\"hours\":{\"end\":\"11:00\"}}")
                .patch("/shifts/" + id)
                .then()
                .statusCode(200)
                .body("hours.start", equalTo("06:00"))
                .body("hours.end", equalTo("11:00"));
        nok.patch(1).delete("/shifts/" + id).then().statusCode(204);
        nok.request()
                .get("/working-times" + MONDAY)
                .then()
                .body("items[0].start", equalTo("2026-11-23T01:00:00Z"))
                .body("items[0].pause.earliest", equalTo("2026-11-23T04:30:00Z"))
                .body("items[0].overtime", equalTo("PT1H30M"))
                .body("items[0].onCall", equalTo(false));
    }

    @Test
    void a_second_shift_or_absence_or_turn_at_the_same_time_is_refused() {
        Map<String, Object> shift = Map.of("day", "2026-11-23", "hours", Map.of("start", "22:00", "end", "06:00"));
        post("/shifts", shift).statusCode(201);
        post("/shifts", Map.of("day", "2026-11-24", "hours", Map.of("start", "05:00", "end", "09:00")))
                .statusCode(409)
                .body("code", equalTo("overlaps"))
                .body("field", equalTo("hours"));
        away("2026-11-23T01:00:00Z", "2026-11-23T05:00:00Z").statusCode(201);
        away("2026-11-23T04:00:00Z", "2026-11-23T06:00:00Z")
                .statusCode(409)
                .body("code", equalTo("overlaps"))
                .body("field", equalTo("from"));
        away("2026-11-23T05:00:00Z", "2026-11-23T06:00:00Z").statusCode(201);
        Map<String, Object> turn = Map.of("from", "2026-11-23T10:00:00Z", "until", "2026-11-24T01:00:00Z");
        post("/on-calls", turn).statusCode(201);
        post("/on-calls", turn).statusCode(409).body("code", equalTo("overlaps"));
    }

    @Test
    void on_a_holiday_nobody_works_until_it_is_taken_away() {
        put(0, pattern("thursday")).statusCode(200);
        String day = "?from=2026-12-09T17:00:00Z&to=2026-12-10T17:00:00Z";
        nok.request().get("/working-times" + day).then().body("items", empty());

        String constitution = nok.request()
                .get("/holidays?from=2026-12-10&to=2026-12-10")
                .then()
                .body("items.nameEn", equalTo(List.of("Constitution Day")))
                .body("items.name", equalTo(List.of("วันรัฐธรรมนูญ")))
                .extract()
                .path("items[0].id");
        nok.patch(0).delete("/holidays/" + constitution).then().statusCode(204);
        nok.request().get("/working-times" + day).then().body("items", hasSize(1));
    }

    @Test
    void a_technician_sees_his_own_roster_and_nobody_elses() {
        Person malee = siam.technician("malee");
        put(0, pattern("monday")).statusCode(200);
        String absence =
                away("2026-11-23T01:00:00Z", "2026-11-23T05:00:00Z").extract().path("id");

        somchai.request().get("/working-times" + MONDAY).then().body("items", hasSize(1));
        somchai.request().get("/absences/" + absence).then().statusCode(200);
        somchai.request()
                .get("/technicians/" + somchai.id() + "/shift-patterns")
                .then()
                .statusCode(200);

        malee.request().get("/working-times" + MONDAY).then().body("items", empty());
        malee.request().get("/absences").then().body("items", empty());
        malee.request().get("/absences/" + absence).then().statusCode(404);
        malee.request()
                .get("/technicians/" + somchai.id() + "/shift-patterns")
                .then()
                .statusCode(404);
        malee.request()
                .body(Map.of(
                        "technicianId",
                        somchai.id(),
                        "kind",
                        "sick",
                        "from",
                        "2026-11-23T01:00:00Z",
                        "until",
                        "2026-11-23T05:00:00Z"))
                .post("/absences")
                .then()
                .statusCode(403);
    }

    @Test
    void a_roster_is_of_a_technician() {
        nok.request()
                .body(Map.of(
                        "technicianId",
                        nok.id(),
                        "from",
                        "2026-11-23T01:00:00Z",
                        "until",
                        "2026-11-23T05:00:00Z",
                        "kind",
                        "sick"))
                .post("/absences")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-technician"));
        nok.request()
                .header("If-Match", "*")
                .body("{\"patterns\":[]}")
                .put("/technicians/" + nok.id() + "/shift-patterns")
                .then()
                .statusCode(404);
    }

    private double overtimeFactor() {
        return inTenant(all -> times.overtimeFactor());
    }

    @Test
    void overtime_costs_half_as_much_again_unless_the_company_says_otherwise() {
        assertThat(overtimeFactor()).isEqualTo(1.5);
        siam.admin()
                .patch(1)
                .body("{\"overtimeFactor\":3}")
                .patch("/shift-policy")
                .then()
                .statusCode(200)
                .body("overtimeFactor", equalTo(3));
        assertThat(overtimeFactor()).isEqualTo(3);
    }

    @Test
    void planning_gets_the_times_of_many_technicians_at_once() {
        Person malee = siam.technician("malee");
        put(0, pattern("monday")).statusCode(200);
        nok.request()
                .body(Map.of(
                        "technicianId", malee.id(), "from", "2026-11-23T10:00:00Z", "until", "2026-11-24T01:00:00Z"))
                .post("/on-calls")
                .then()
                .statusCode(201);

        Instant from = Instant.parse("2026-11-22T17:00:00Z");
        List<WorkingTime> all = inTenant(
                sql -> times.between(List.of(somchai.id(), malee.id(), nok.id()), from, from.plus(Duration.ofDays(1))));

        assertThat(all).extracting(WorkingTime::technicianId).containsExactlyInAnyOrder(somchai.id(), malee.id());
        assertThat(all).extracting(WorkingTime::onCall).containsExactlyInAnyOrder(false, true);
    }

    @Test
    void working_times_are_those_of_the_companys_zone() {
        Tenant berlin = Given.tenant("Europe/Berlin");
        Person hans = berlin.technician("hans");
        Person greta = berlin.dispatcher("greta");
        greta.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("patterns", List.of(pattern("saturday"), pattern("monday"))))
                .put("/technicians/" + hans.id() + "/shift-patterns")
                .then()
                .statusCode(200);

        greta.request()
                .get("/working-times?from=2026-10-23T22:00:00Z&to=2026-10-27T00:00:00Z")
                .then()
                .body("items.start", equalTo(List.of("2026-10-24T06:00:00Z", "2026-10-26T07:00:00Z")));
    }
}
