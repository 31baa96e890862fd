package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can still be promised, and that it is promised once.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class CapacityTest {
    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
    }

    private JsonPath capacity(String skill) {
        return capacity(skill, 1);
    }

    private JsonPath capacity(String skill, int days) {
        return JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).plus(Duration.ofDays(days - 1)).toString())
                .queryParam("skill", skill)
                .get("/capacity")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void what_is_booked_is_not_free_and_what_nobody_can_is_never() {
        assertThat(capacity("aircon").getInt("days[0].free")).isEqualTo(9);

        day.schedule(day.visit(1, Map.of()), malee, 10);

        JsonPath left = capacity("aircon");
        assertThat(left.getInt("days[0].free")).isEqualTo(8);
        assertThat(left.getList("days[0].slots.start")).hasSize(2);
        assertThat(capacity("lift").getList("days")).isEmpty();
    }

    @Test
    void what_cannot_be_driven_to_is_not_free() {
        // 44 km out, 84 minutes by the company's policy: too far for anything else before ten.
        day.schedule(day.visit(40, Map.of()), malee, 10);

        JsonPath left = capacity("aircon");

        assertThat(left.getInt("days[0].free")).isEqualTo(4);
        assertThat(left.getList("days[0].slots.start")).hasSize(1);
        assertThat(Instant.parse(left.getString("days[0].slots[0].start"))).isBetween(day.at(11, 30), day.at(11, 40));
        assertThat(Instant.parse(left.getString("days[0].slots[0].end"))).isBetween(day.at(16, 20), day.at(16, 30));
    }

    @Test
    void where_a_technician_is_on_one_day_is_not_where_he_is_on_another() {
        works(1, Map.of());
        // 44 km out, at the end of either day.
        day.schedule(day.visit(40, Map.of()), malee, 15);
        day.schedule(day.visit(40, Map.of()), malee, day.at(15, 0).plus(Duration.ofDays(1)));

        JsonPath left = capacity("aircon", 2);

        for (int each = 0; each < 2; each++) {
            Duration later = Duration.ofDays(each);
            assertThat(left.getList("days[" + each + "].slots")).hasSize(1);
            assertThat(Instant.parse(left.getString("days[" + each + "].slots[0].start")))
                    .isBetween(day.at(8, 30).plus(later), day.at(8, 40).plus(later));
            assertThat(Instant.parse(left.getString("days[" + each + "].slots[0].end")))
                    .isBetween(day.at(14, 20).plus(later), day.at(14, 30).plus(later));
        }
    }

    @Test
    void a_shift_begins_and_ends_where_it_says() {
        String store = day.siam
                .admin()
                .request()
                .body(Map.of("name", "คลัง", "kind", "depot", "lat", 19.19, "lon", 98.98))
                .post("/locations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        works(1, Map.of("startLocationId", store, "endLocationId", store));
        // Beside the store: no way from it, and none back.
        day.schedule(day.visit(40, Map.of()), malee, day.at(10, 0).plus(Duration.ofDays(1)));

        JsonPath left = capacity("aircon", 2);

        assertThat(left.getList("days[1].slots")).hasSize(2);
        assertThat(left.getInt("days[1].free")).isEqualTo(8);
    }

    private void works(int daysLater, Map<String, String> places) {
        Map<String, String> hours = new HashMap<>(places);
        hours.putAll(Map.of("start", "08:00", "end", "17:00"));
        day.nok
                .request()
                .body(Map.of(
                        "technicianId",
                        malee.id(),
                        "day",
                        day.day.plusDays(daysLater).toString(),
                        "hours",
                        hours))
                .post("/shifts")
                .then()
                .statusCode(201);
    }

    @Test
    void of_two_who_book_the_last_slot_at_once_one_gets_it() throws Exception {
        for (int hour = 8; hour < 16; hour++) {
            day.schedule(day.visit(1, Map.of()), malee, hour);
        }
        assertThat(capacity("aircon").getInt("days[0].free")).isEqualTo(1);
        List<Callable<Response>> callers = new ArrayList<>();
        for (String each : List.of(day.visit(1, Map.of()), day.visit(1, Map.of()))) {
            callers.add(() -> day.nok
                    .request()
                    .body(Map.of(
                            "technicianId", malee.id(),
                            "plannedStart", day.at(16, 0).toString(),
                            "plannedEnd", day.at(17, 0).toString()))
                    .post("/visits/" + each + "/schedule"));
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<Response> each : two.invokeAll(callers)) {
                Response answer = each.get();
                answers.add(answer.statusCode());
                if (answer.statusCode() == 409) {
                    assertThat((String) answer.path("code")).isEqualTo("double-booked");
                }
            }
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(capacity("aircon").getList("days")).isEmpty();
    }
}
