package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a customer was told is on record, as long as the visit is.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VisitPromisesTest {
    private static final String NINE = "2026-12-24T02:00:00.000Z";
    private static final String TEN = "2026-12-24T03:00:00.000Z";
    private static final String ELEVEN = "2026-12-24T04:00:00.000Z";
    private static final String NOON = "2026-12-24T05:00:00.000Z";

    private Tenant siam;
    private Person nok;
    private Person malee;
    private Work hotel;
    private String visit;

    @BeforeEach
    void a_visit_that_its_customer_was_told_nothing_of() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        malee = siam.dispatcher("malee");
        hotel = Work.at(nok);
        visit = hotel.visit();
    }

    private void tells(Person desk, @Nullable String start, @Nullable String end) {
        Map<String, @Nullable String> window = new HashMap<>();
        window.put("windowStart", start);
        window.put("windowEnd", end);
        desk.patch(hotel.seen(visit).getInt("version"))
                .body(window)
                .patch("/visits/" + visit)
                .then()
                .statusCode(200);
    }

    private JsonPath promises() {
        return JsonPath.from(nok.request()
                .get("/visits/" + visit + "/promises")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void who_was_told_nothing_was_promised_nothing() {
        hotel.amend(visit, Map.of("title", "แอร์น้ำหยด"));

        assertThat(promises().getList("")).isEmpty();
    }

    @Test
    void each_time_stands_with_who_wrote_it_down_and_the_last_one_holds() {
        tells(nok, NINE, TEN);
        tells(malee, TEN, NOON);

        JsonPath told = promises();

        assertThat(told.getList("windowStart")).containsExactly(NINE, TEN);
        assertThat(told.getList("windowEnd")).containsExactly(TEN, NOON);
        assertThat(told.getList("userId"))
                .containsExactly(nok.id().toString(), malee.id().toString());
        assertThat(told.getList("version", Integer.class))
                .isSorted()
                .endsWith(hotel.seen(visit).getInt("version"));
        assertThat(told.getList("at", String.class)).isSorted();
    }

    @Test
    void an_end_that_alone_is_moved_keeps_the_beginning_that_it_had() {
        tells(nok, NINE, TEN);
        tells(nok, NINE, ELEVEN);
        tells(nok, TEN, ELEVEN);

        JsonPath told = promises();

        assertThat(told.getList("windowStart")).containsExactly(NINE, NINE, TEN);
        assertThat(told.getList("windowEnd")).containsExactly(TEN, ELEVEN, ELEVEN);
    }

    @Test
    void what_is_taken_back_and_told_anew_is_three_promises() {
        tells(nok, NINE, TEN);
        tells(nok, null, null);
        tells(nok, ELEVEN, NOON);

        JsonPath told = promises();

        assertThat(told.getList("windowStart")).isEqualTo(Arrays.asList(NINE, null, ELEVEN));
        assertThat(told.getList("windowEnd")).isEqualTo(Arrays.asList(TEN, null, NOON));
    }

    @Test
    void a_step_that_tells_another_time_is_a_promise_and_one_that_tells_none_is_not() {
        Person somchai = siam.technician("somchai");
        Map<String, Object> plan = Map.of("technicianId", somchai.id(), "plannedStart", TEN, "plannedEnd", ELEVEN);
        tells(nok, NINE, TEN);
        hotel.step(visit, "schedule", plan);
        Map<String, Object> other = new HashMap<>(plan);
        other.put("windowStart", TEN);
        other.put("windowEnd", NOON);
        hotel.step(visit, "schedule", other);

        assertThat(promises().getList("windowStart")).containsExactly(NINE, TEN);
        assertThat(promises().getList("windowEnd")).containsExactly(TEN, NOON);
    }
}
