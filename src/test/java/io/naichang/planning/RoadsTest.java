package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.naichang.platform.Caller;
import io.naichang.testing.Dispatch;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.travel.RoadServer;
import io.naichang.travel.TravelTimes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever accepts a plan, drops a visit or looks at a board sees the roads of whoever planned, also on a node that has
/// just started. By the estimate the two visits of this day, 45 km out, do not fit into three hours; by the new
/// motorway they do.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class RoadsTest {
    @Inject
    RoutePlans plans;

    @Inject
    WaysRetention retention;

    @Inject
    Caller caller;

    @Inject
    MovableClock clock;

    private RoadServer roads;
    private Dispatch day;
    private Person malee;
    private String near;
    private String far;

    @BeforeEach
    void a_motorway() throws IOException {
        roads = RoadServer.motorways(33);
        restart();
        day = new Dispatch();
        malee = day.withoutShifts("malee", Map.of());
        day.shift(malee, "08:00", "11:00");
        near = day.visit(40, Map.of());
        far = day.visit(41, Map.of());
    }

    @AfterEach
    void close() {
        clock.reset();
        roads.close();
    }

    /// A node that remembers nothing.
    private void restart() {
        QuarkusMock.installMockForType(roads.times(), TravelTimes.class);
    }

    private JsonPath planned() {
        JsonPath plan = day.plan("fill", Map.of());
        assertThat(plan.getList("proposal.changes.visitId")).hasSize(2);
        assertThat(plan.getString("proposal.roads.service")).isEqualTo("valhalla");
        return plan;
    }

    private ValidatableResponse dropped(String visit, String start) {
        return day.nok
                .request()
                .body(Map.of("technicianId", malee.id(), "start", start))
                .post("/visits/" + visit + "/check-drop")
                .then()
                .statusCode(200);
    }

    @Test
    void a_day_is_planned_around_a_place_that_somebody_goes_to_and_no_road_leads_to() throws IOException {
        roads.close();
        roads = RoadServer.motorwaysUpTo(19.195, 33);
        restart();
        Person somchai = day.technician("somchai", Map.of());
        day.schedule(far, somchai, 13);

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(plan.getString("status")).isEqualTo("done");
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(near);
        assertThat(plan.getInt("proposal.roads.estimated")).isPositive();
        assertThat(plan.getString("proposal.roads.fault")).isNull();
    }

    @Test
    void a_plan_made_by_a_road_service_is_accepted_after_a_restart() {
        JsonPath plan = planned();
        restart();

        day.accept(plan, List.of()).statusCode(200).body("acceptedVisitIds", hasItem(far));
    }

    @Test
    void a_plan_is_judged_by_its_own_ways_when_the_service_is_gone() {
        JsonPath plan = planned();
        restart();
        roads.close();

        day.accept(plan, List.of()).statusCode(200).body("acceptedVisitIds", hasItem(far));
    }

    @Test
    @ActivateRequestContext
    void the_ways_of_a_plan_are_forgotten_with_its_last_row() {
        JsonPath plan = planned();
        List<String> visits = plan.getList("proposal.changes.visitId");

        day.accept(plan, List.of(visits.get(0))).statusCode(200);
        assertThat(isKept(plan)).isTrue();
        day.accept(plan, List.of(visits.get(1))).statusCode(200);
        assertThat(isKept(plan)).isFalse();
    }

    @Test
    @ActivateRequestContext
    void the_ways_of_a_plan_whose_time_is_over_are_forgotten_though_nobody_asks_for_another() {
        JsonPath plan = planned();
        retention.night();
        assertThat(isKept(plan)).isTrue();

        clock.move(Duration.ofDays(4));
        retention.night();

        assertThat(isKept(plan)).isFalse();
    }

    private boolean isKept(JsonPath plan) {
        caller.actAs(day.siam.id(), null);
        return QuarkusTransaction.requiringNew()
                .call(() -> plans.ways(UUID.fromString(plan.getString("id"))).isPresent());
    }

    @Test
    void a_drop_and_the_board_agree_with_the_plan_after_a_restart() {
        JsonPath plan = planned();
        day.accept(plan, List.of()).statusCode(200);
        restart();

        dropped(far, plan.getString("proposal.changes.find { it.visitId == '" + far + "' }.to.start"))
                .body("possible", equalTo(true))
                .body("roads.service", equalTo("valhalla"))
                .body("roads.estimated", equalTo(0));
        restart();
        JsonPath board = day.board();
        assertThat(board.getList("visits.dangers.flatten()")).isEmpty();
        assertThat(board.getInt("roads.estimated")).isZero();
    }

    @Test
    void a_service_that_hangs_is_named_and_what_it_would_have_said_is_estimated() {
        roads.hangs = true;

        dropped(near, day.at(9, 30).toString())
                .body("possible", equalTo(false))
                .body("roads.estimated", greaterThan(0))
                .body("roads.fault", containsString("has not answered"));
        day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + near + "/candidates")
                .then()
                .statusCode(200)
                .body("roads.fault", containsString("rests"));
    }

    @Test
    @ActivateRequestContext
    void for_a_plan_that_came_to_nothing_no_ways_are_asked() {
        day.schedule(near, malee, 9);
        caller.actAs(day.siam.id(), day.nok.id());
        UUID plan = UUID.randomUUID();
        PlanForm form = new PlanForm(
                UUID.fromString(day.region), day.at(0, 0), day.at(23, 0), "replan", null, null, null, false);
        QuarkusTransaction.requiringNew().run(() -> {
            plans.add(plan, form, day.nok.id(), day.at(0, 0));
            plans.cancel(plan, day.at(0, 0));
        });

        day.nok
                .request()
                .body(Map.of())
                .post("/route-plans/" + plan + "/accept")
                .then()
                .statusCode(409)
                .body("code", equalTo("plan-not-done"));

        assertThat(roads.asked).hasValue(0);
    }
}
