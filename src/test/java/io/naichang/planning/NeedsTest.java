package io.naichang.planning;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What planners are told of visits, technicians and the company.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class NeedsTest {
    private Tenant siam;
    private Person nok;
    private Person malee;
    private Work work;
    private String visit;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        malee = siam.technician("malee");
        work = Work.at(nok);
        visit = work.visit();
    }

    private ValidatableResponse needs(String of, String version, Map<String, ?> form) {
        return nok.request()
                .header("If-Match", '"' + version + '"')
                .body(form)
                .put("/visits/" + of + "/needs")
                .then();
    }

    @Test
    void what_a_visit_needs_is_written_as_a_whole_and_read_back() {
        nok.request()
                .get("/visits/" + visit + "/needs")
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("windows", empty())
                .body("crew", equalTo(1));

        needs(
                        visit,
                        "0",
                        Map.of(
                                "windows",
                                List.of(Map.of("start", "2026-12-23T01:00:00Z", "end", "2026-12-23T03:00:00Z")),
                                "preferredTechnicianIds",
                                List.of(malee.id()),
                                "skills",
                                Map.of("aircon", 3),
                                "crew",
                                2))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("skills.aircon", equalTo(3))
                .body("preferredTechnicianIds", contains(malee.id().toString()))
                .body("windows", hasSize(1));

        needs(visit, "0", Map.of()).statusCode(412).body("code", equalTo("stale"));
    }

    @Test
    void a_window_that_closes_before_it_opens_is_refused_by_its_name() {
        needs(
                        visit,
                        "0",
                        Map.of(
                                "windows",
                                List.of(Map.of("start", "2026-12-23T03:00:00Z", "end", "2026-12-23T01:00:00Z"))))
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", containsString("windows"));
    }

    @Test
    void nobody_is_both_required_and_forbidden() {
        needs(
                        visit,
                        "0",
                        Map.of(
                                "requiredTechnicianIds",
                                List.of(malee.id()),
                                "forbiddenTechnicianIds",
                                List.of(malee.id())))
                .statusCode(400)
                .body("field", equalTo("forbiddenTechnicianIds"));
    }

    @Test
    void what_is_named_must_be_there() {
        needs(visit, "0", Map.of("requiredTechnicianIds", List.of(UUID.randomUUID())))
                .statusCode(400)
                .body("code", equalTo("unknown-technician"));
        needs(visit, "0", Map.of("parts", List.of(Map.of("partId", UUID.randomUUID(), "quantity", 1))))
                .statusCode(400)
                .body("code", equalTo("unknown-part"));
        needs(visit, "0", Map.of("ties", List.of(Map.of("kind", "after", "visitId", visit))))
                .statusCode(400)
                .body("code", equalTo("unknown-visit"));
    }

    @Test
    void a_visit_cannot_come_after_itself_by_way_of_another() {
        String second = work.visit();
        needs(second, "0", Map.of("ties", List.of(Map.of("kind", "after", "visitId", visit, "gap", "PT1H"))))
                .statusCode(200);

        needs(visit, "0", Map.of("ties", List.of(Map.of("kind", "after", "visitId", second))))
                .statusCode(400)
                .body("field", equalTo("ties"));
    }

    @Test
    void tools_are_those_of_the_technician() {
        String path = "/technicians/" + malee.id() + "/tools";
        nok.request().get(path).then().statusCode(200).body("tools", empty()).body("version", equalTo(0));

        nok.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("tools", List.of("recovery-pump", "long-ladder")))
                .put(path)
                .then()
                .statusCode(200)
                .body("tools", contains("long-ladder", "recovery-pump"))
                .body("version", equalTo(1));
    }

    @Test
    void a_company_weighs_as_it_likes() {
        siam.admin()
                .patch(1)
                .body(Map.of("freeze", "PT30M", "costs", Map.of("moved", 5)))
                .patch("/planning-policy")
                .then()
                .statusCode(200)
                .body("freeze", equalTo("PT30M"))
                .body("costs.moved", equalTo(5))
                .body("costs.travel", equalTo(1))
                .body("version", equalTo(2));
        siam.admin()
                .patch(2)
                .body(Map.of("hourly", List.of(1, 2)))
                .patch("/planning-policy")
                .then()
                .statusCode(400)
                .body("field", equalTo("hourly"));
    }
}
