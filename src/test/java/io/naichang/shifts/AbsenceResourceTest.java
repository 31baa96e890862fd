package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.testing.OwnStack;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Who is away, and whoever hears of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AbsenceResourceTest extends RosterCase {
    @Inject
    Heard heard;

    /// Who plans.
    @ApplicationScoped
    static class Heard {
        private final List<WorkingTimes.TechnicianAbsent> absences = Collections.synchronizedList(new ArrayList<>());

        void absent(@Observes WorkingTimes.TechnicianAbsent event) {
            absences.add(event);
        }

        List<WorkingTimes.TechnicianAbsent> of(UUID technician) {
            return absences.stream()
                    .filter(each -> each.technician().equals(technician))
                    .toList();
        }
    }

    /// The check before sees nothing of the other's transaction; the exclusion constraint waits for its end.
    @Test
    void of_two_overlapping_absences_at_once_one_is_refused() throws Exception {
        try (Connection other = OwnStack.owner();
                Statement statement = other.createStatement();
                ExecutorService second = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            statement.execute("INSERT INTO absence (id, technician_id, starts_at, ends_at, kind) VALUES"
                    + " (gen_random_uuid(), '%s', '2026-11-23T01:00:00Z', '2026-11-23T05:00:00Z', 'sick')"
                            .formatted(somchai.id()));
            Future<Integer> status = second.submit(() -> away("2026-11-23T04:00:00Z", "2026-11-23T06:00:00Z")
                    .extract()
                    .statusCode());
            await().atMost(Duration.ofSeconds(60)).until(() -> status.isDone() || isWaiting());

            other.commit();

            assertThat(status.get()).isEqualTo(409);
        }
    }

    private static boolean isWaiting() throws SQLException {
        return !OwnStack.sql("SELECT pid FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")
                .isEmpty();
    }

    @Test
    void an_absence_is_cut_out_and_told_to_whoever_plans() {
        put(0, pattern("monday")).statusCode(200);
        String id = away("2026-11-23T02:00:00Z", "2026-11-23T03:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");

        nok.request()
                .get("/working-times" + MONDAY)
                .then()
                .body("items.end", equalTo(List.of("2026-11-23T02:00:00Z", "2026-11-23T10:00:00Z")));
        nok.patch(0)
                .body("{\"until\":\"2026-11-23T10:00:00Z\"}")
                .patch("/absences/" + id)
                .then()
                .statusCode(200);
        nok.patch(1)
                .body("{\"note\":\"ใบรับรองแพทย์มาแล้ว\"}")
                .patch("/absences/" + id)
                .then()
                .statusCode(200);

        assertThat(heard.of(somchai.id()))
                .extracting(WorkingTimes.TechnicianAbsent::until)
                .containsExactly(Instant.parse("2026-11-23T03:00:00Z"), Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void an_absence_is_written_once_however_often_it_is_sent() {
        Map<String, Object> absence = Map.of(
                "id",
                UUID.randomUUID(),
                "from",
                "2026-11-23T01:00:00Z",
                "until",
                "2026-11-23T05:00:00Z",
                "kind",
                "van-broken");
        post("/absences", absence).statusCode(201);
        post("/absences", absence).statusCode(201);

        nok.request().get("/absences").then().body("items", hasSize(1));
    }

    private ValidatableResponse reported(Person technician, String kind) {
        return somchai.request()
                .body(Map.of(
                        "technicianId",
                        technician.id(),
                        "from",
                        "2026-11-23T02:00:00Z",
                        "until",
                        "2026-11-23T10:00:00Z",
                        "kind",
                        kind))
                .post("/absences")
                .then();
    }

    @Test
    void a_technician_reports_himself_sick_and_whoever_plans_hears_of_it() {
        reported(somchai, "sick").statusCode(201);

        assertThat(heard.of(somchai.id())).hasSize(1);
        reported(somchai, "van-broken").statusCode(409).body("code", equalTo("overlaps"));
    }

    @Test
    void a_slip_of_the_year_does_not_take_a_technician_out_of_all_plans() {
        ValidatableResponse slipped = somchai.request()
                .body(Map.of(
                        "technicianId",
                        somchai.id(),
                        "from",
                        "2026-11-23T02:00:00Z",
                        "until",
                        "2036-11-23T10:00:00Z",
                        "kind",
                        "sick"))
                .post("/absences")
                .then();

        slipped.statusCode(400).body("code", equalTo("invalid")).body("field", equalTo("until"));
        assertThat(heard.of(somchai.id())).isEmpty();
    }

    @Test
    void a_technician_reports_his_broken_van() {
        reported(somchai, "van-broken").statusCode(201).body("kind", equalTo("van-broken"));
    }

    @Test
    void a_technician_reports_nobody_else() {
        Person malee = siam.technician("malee");

        reported(malee, "sick").statusCode(403).body("code", equalTo("not-permitted"));

        nok.request().get("/absences").then().body("items", hasSize(0));
        assertThat(heard.of(malee.id())).isEmpty();
    }

    @Test
    void a_technicians_holiday_is_the_offices_to_write() {
        reported(somchai, "holiday")
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", equalTo("kind"));
    }
}
