package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
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
        return JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
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
