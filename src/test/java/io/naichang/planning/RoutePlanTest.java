package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Route plans: what they propose, what they say about it, and what becomes of them when they are accepted.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class RoutePlanTest {
    @Inject
    Sql sql;

    @Inject
    Caller caller;

    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
    }

    private static List<String> numbers(JsonPath plan, String path) {
        return plan.getList(path);
    }

    @Test
    void what_nobody_has_is_placed_and_accepted_as_a_schedule_like_any_other() {
        String visit = day.visit(1, Map.of());

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(plan.getString("status")).isEqualTo("done");
        assertThat(plan.getString("proposal.changes[0].kind")).isEqualTo("assign");
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("malee");
        assertThat(plan.getString("proposal.changes[0].reasons[0].en")).contains("malee");
        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");

        day.accept(plan, List.of()).statusCode(200).body("acceptedVisitIds", hasItem(visit));

        JsonPath seen = day.seen(visit);
        assertThat(seen.getString("status")).isEqualTo("scheduled");
        assertThat(seen.getString("technicianId")).isEqualTo(malee.id().toString());
        assertThat(seen.getString("plannedStart"))
                .startsWith(plan.getString("proposal.changes[0].to.start").substring(0, 16));
        List<String> steps = JsonPath.from(
                        day.nok.request().get("/visits/" + visit + "/steps").asString())
                .getList("step");
        assertThat(steps).contains("schedule");
    }

    @Test
    void a_skill_that_nobody_has_leaves_the_visit_out_and_says_so_in_both_languages() {
        String visit = day.visit(1, Map.of("requiredSkills", List.of("lift")));

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(numbers(plan, "proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].rule")).isEqualTo("skill");
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].en")).contains("skill lift");
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].th")).contains("ทักษะ lift");
        assertThat(plan.getString("proposal.leftOut[0].nearest.technicianName")).isEqualTo("malee");
    }

    @Test
    void what_begins_before_the_time_that_is_planned_stays_and_nothing_is_planned_over_it() {
        staysAndBlocksItsTime(day.visit(1, Map.of()));
    }

    @Test
    void what_begins_before_the_time_that_is_planned_stays_where_nobody_knows_the_place_too() {
        staysAndBlocksItsTime(day.visitAt(day.siteWithoutPosition(), Map.of()));
    }

    @Test
    void what_begins_before_the_time_that_is_planned_is_in_no_need_of_a_window_in_it() {
        String begun = day.visit(1, Map.of());
        day.schedule(begun, malee, 9);
        day.needs(begun, Dispatch.between(day.at(8, 30), day.at(9, 10)));

        JsonPath plan = day.plan("fill", Map.of("from", day.at(9, 20).toString()));

        assertThat(plan.getList("proposal.kept")).isEmpty();
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
    }

    private void staysAndBlocksItsTime(String begun) {
        day.schedule(begun, malee, 9);
        String later = day.visit(2, Map.of());

        JsonPath plan = day.plan("optimise", Map.of("from", day.at(9, 20).toString()));

        assertThat(numbers(plan, "proposal.changes.visitId")).containsExactly(later);
        assertThat(Instant.parse(plan.getString("proposal.changes[0].to.start")))
                .isAfterOrEqualTo(Instant.parse(day.seen(begun).getString("plannedEnd")));
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
    }

    @Test
    void what_begins_before_the_time_that_is_planned_and_later_than_told_is_named() {
        String begun = day.visit(1, Dispatch.told(day.at(7, 0), day.at(8, 0)));
        day.schedule(begun, malee, 9);

        JsonPath plan = day.plan("replan", Map.of("from", day.at(9, 20).toString()));

        assertThat(numbers(plan, "proposal.changes.visitId")).isEmpty();
        assertThat(numbers(plan, "proposal.kept.visitId")).containsExactly(begun);
        assertThat(numbers(plan, "proposal.kept[0].reasons.rule")).containsExactly("before-the-plan", "late-promise");
    }

    @Test
    void a_site_without_position_is_never_guessed() {
        String visit = day.visitAt(day.siteWithoutPosition(), Map.of());

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(numbers(plan, "proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].rule")).isEqualTo("site-without-position");
    }

    @Test
    void who_has_no_shifts_is_named_with_the_reason() {
        Person somsak = day.withoutShifts("somsak", Map.of());

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(numbers(plan, "proposal.idle.technicianId"))
                .containsExactly(somsak.id().toString());
        assertThat(plan.getString("proposal.idle[0].reason.rule")).isEqualTo("no-shifts-known");
    }

    @Test
    void who_has_no_home_keeps_his_visits_and_they_are_in_no_danger() {
        Dispatch fresh = new Dispatch();
        Person somsak = fresh.withoutHome("somsak");
        String visit = fresh.visit(1, Map.of());
        fresh.schedule(visit, somsak, 9);

        JsonPath plan = fresh.plan("replan", Map.of());

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
        assertThat(plan.getString("proposal.kept[0].reasons[0].rule")).isEqualTo("no-start-position");
        assertThat(plan.getString("proposal.kept[0].reasons[0].en")).contains("somsak");
        assertThat(fresh.board().getList("visits[0].dangers")).isEmpty();
    }

    @Test
    void a_region_without_technicians_gets_a_plan_that_leaves_everything_out() {
        Dispatch empty = new Dispatch();
        String visit = empty.visit(1, Map.of());

        JsonPath plan = empty.plan("optimise", Map.of());

        assertThat(plan.getString("status")).isEqualTo("done");
        assertThat(numbers(plan, "proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].rule")).isEqualTo("nobody");
    }

    @Test
    void a_sick_technicians_visits_go_to_somebody_else_and_nobody_elses_move() {
        Person somsak = day.technician("somsak", Map.of("aircon", 3));
        String his = day.visit(1, Map.of());
        String hers = day.visit(2, Map.of());
        day.schedule(his, somsak, 9);
        day.schedule(hers, malee, 13);
        day.sick(somsak);

        JsonPath plan = day.plan("replan", Map.of("changeBudget", 1));

        assertThat(numbers(plan, "proposal.changes.visitId")).containsExactly(his);
        assertThat(plan.getString("proposal.changes[0].kind")).isEqualTo("move");
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("malee");
        assertThat(plan.getString("proposal.changes[0].reasons[0].rule")).isEqualTo("technician-away");
        assertThat(plan.getInt("proposal.moved")).isEqualTo(1);
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
    }

    @Test
    void a_promise_that_cannot_be_kept_names_the_customer_to_be_told() {
        Person somsak = day.technician("somsak", Map.of("aircon", 3));
        String promised = day.visit(1, Dispatch.told(day.at(9, 0), day.at(10, 0)));
        day.schedule(promised, somsak, 9);
        day.schedule(day.visit(2, Map.of()), malee, 8);
        day.schedule(day.visit(2, Map.of()), malee, 9);
        day.schedule(day.visit(2, Map.of()), malee, 10);
        day.sick(somsak);

        JsonPath plan = day.plan("replan", Map.of("changeBudget", 1));

        assertThat(numbers(plan, "proposal.customersToTell.visitId")).containsExactly(promised);
        assertThat(plan.getInt("proposal.moved")).isLessThanOrEqualTo(1);
    }

    @Test
    void filling_leaves_what_is_planned_even_where_it_will_be_late() {
        String late = day.visit(5, Map.of());
        day.schedule(late, malee, 8);
        String fresh = day.visit(1, Map.of());

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(numbers(plan, "proposal.changes.visitId")).containsExactly(fresh);
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
        day.accept(plan, List.of()).statusCode(200);
        assertThat(Instant.parse(day.seen(late).getString("plannedStart"))).isEqualTo(day.at(8, 0));
    }

    @Test
    @ActivateRequestContext
    void a_plan_whose_node_has_died_is_computed_by_another() {
        day.visit(1, Map.of());
        caller.actAs(day.siam.id(), null);
        JsonPath ended = day.ended(leftByDeadNode(1));

        assertThat(ended.getString("status")).isEqualTo("done");
        assertThat(ended.getInt("attempts")).isEqualTo(2);
        assertThat(numbers(ended, "proposal.changes.kind")).containsExactly("assign");
    }

    @Test
    @ActivateRequestContext
    void a_plan_that_three_nodes_did_not_end_is_given_up() {
        day.visit(1, Map.of());
        caller.actAs(day.siam.id(), null);

        JsonPath ended = day.ended(leftByDeadNode(3));

        assertThat(ended.getString("status")).isEqualTo("failed");
        assertThat(ended.getString("problem")).isEqualTo("gave-up");
    }

    private String leftByDeadNode(int attempts) {
        UUID plan = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        """
                INSERT INTO route_plan (id, region_id, from_at, to_at, request, created_by, created_at, status, node, attempts, lease_until)
                VALUES (?, ?::uuid, ?, ?, jsonb_build_object('regionId', ?, 'from', wire(?), 'to', wire(?), 'mode', 'fill',
                    'timeLimit', 'PT0.2S', 'movePromised', false), ?, now(), 'running', gen_random_uuid(), ?, clock_timestamp() - interval '1 s')
                """,
                        plan,
                        day.region,
                        day.at(0, 0),
                        day.at(23, 0),
                        day.region,
                        day.at(0, 0),
                        day.at(23, 0),
                        day.nok.id(),
                        attempts));
        return plan.toString();
    }

    @Test
    @ActivateRequestContext
    void a_plan_whose_request_cannot_be_read_fails_and_keeps_none_waiting() {
        String visit = day.visit(1, Map.of());
        caller.actAs(day.siam.id(), null);
        String ofNewerVersion = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("""
                INSERT INTO route_plan (id, region_id, from_at, to_at, request, created_by, created_at)
                VALUES (?::uuid, ?::uuid, ?, ?, '{"mode": "teleport"}', ?, now())
                """, ofNewerVersion, day.region, day.at(0, 0), day.at(23, 0), day.nok.id()));

        JsonPath next = day.plan("fill", Map.of());

        assertThat(next.<String>getList("proposal.changes.visitId")).containsExactly(visit);
        JsonPath unread = day.ended(ofNewerVersion);
        assertThat(unread.getString("status")).isEqualTo("failed");
        assertThat(unread.getString("problem")).isEqualTo("internal");
    }

    @Test
    void a_plan_is_called_off_while_it_runs() {
        day.visit(1, Map.of());
        String id = day.nok
                .request()
                .body(day.wish("optimise").entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getKey().equals("timeLimit") ? "PT5M" : each.getValue())))
                .post("/route-plans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        day.nok.request().post("/route-plans/" + id + "/cancel").then().statusCode(200);

        assertThat(day.ended(id).getString("status")).isEqualTo("cancelled");
        day.nok
                .request()
                .body(Map.of())
                .post("/route-plans/" + id + "/accept")
                .then()
                .statusCode(409)
                .body("code", equalTo("plan-not-done"));
    }

    @Test
    @ActivateRequestContext
    void ten_thousand_visits_are_refused_with_how_many_may_be() {
        String visit = day.visit(1, Map.of());
        caller.actAs(day.siam.id(), null);
        QuarkusTransaction.requiringNew().run(() -> sql.update("""
                INSERT INTO visit (id, customer_id, site_id, kind, title)
                SELECT gen_random_uuid(), customer_id, site_id, 'repair', 'งานที่ ' || n
                FROM visit, generate_series(1, 10000) n WHERE tenant_id = current_tenant() AND id = ?::uuid
                """, visit));

        day.nok
                .request()
                .body(day.wish("fill"))
                .post("/route-plans")
                .then()
                .statusCode(400)
                .body("code", equalTo("too-many-visits"))
                .body("visits", equalTo(10_001))
                .body("most", equalTo(3000));
    }

    @Test
    @ActivateRequestContext
    void one_company_does_not_make_all_others_wait_for_its_plans() {
        caller.actAs(day.siam.id(), null);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("""
                INSERT INTO route_plan (id, region_id, from_at, to_at, request, created_by, created_at, status, node, attempts, lease_until)
                SELECT gen_random_uuid(), ?::uuid, ?, ?, '{}', ?, now(), 'running', gen_random_uuid(), 1, now() + interval '1 h'
                FROM generate_series(1, 20)
                """, day.region, day.at(0, 0), day.at(23, 0), day.nok.id()));

        day.nok
                .request()
                .body(day.wish("fill"))
                .post("/route-plans")
                .then()
                .statusCode(429)
                .body("code", equalTo("too-many-plans"))
                .body("most", equalTo(20));
    }

    @Test
    void days_that_end_before_they_begin_are_refused() {
        Map<String, Object> wish = day.wish("fill");
        wish.put("to", day.at(0, 0).minusSeconds(1).toString());

        day.nok.request().body(wish).post("/route-plans").then().statusCode(400).body("field", equalTo("to"));
    }
}
