package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the desk may and may not say of a visit.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // JUnit sets the fields before each test
class VisitResourceTest {
    private Person nok;
    private Work hotel;
    private Work school;

    @BeforeEach
    void twoCustomers() {
        nok = Given.tenant().dispatcher("nok");
        hotel = Work.at(nok);
        school = Work.at(nok);
    }

    private ValidatableResponse created(String customer, String site, List<String> assets) {
        return nok.request()
                .body(Map.of(
                        "customerId",
                        customer,
                        "siteId",
                        site,
                        "assetIds",
                        assets,
                        "kind",
                        "repair",
                        "title",
                        "แอร์ไม่เย็น"))
                .post("/visits")
                .then();
    }

    private ValidatableResponse patched(String visit, Map<String, ?> fields) {
        return nok.patch(hotel.seen(visit).getInt("version"))
                .body(fields)
                .patch("/visits/" + visit)
                .then();
    }

    private static void refused(ValidatableResponse answer, String code, String field) {
        answer.statusCode(400).body("code", equalTo(code)).body("field", equalTo(field));
    }

    @Test
    void a_refused_step_tells_the_status_of_http_and_beside_it_the_visits() {
        nok.request()
                .post("/visits/" + hotel.visit() + "/dispatch")
                .then()
                .statusCode(409)
                .body("status", equalTo(409))
                .body("code", equalTo("visit-not-scheduled"))
                .body("visitStatus", equalTo("unscheduled"));
    }

    @Test
    void a_visit_is_found_by_its_number_in_any_case_of_letters() {
        String visit = hotel.visit();
        hotel.visit();
        String number = hotel.seen(visit).getString("number");

        for (String each : List.of(number, number.toLowerCase(Locale.ROOT))) {
            nok.request().get("/visits?number={number}", each).then().body("items.id", contains(visit));
        }
        nok.request().get("/visits?number=V1").then().statusCode(200).body("items", empty());
        nok.request()
                .get("/visits?number={number}", "V".repeat(41))
                .then()
                .statusCode(400)
                .body("field", equalTo("number"));
    }

    @Test
    void a_visit_is_not_made_at_a_site_of_another_customer() {
        refused(created(hotel.customer(), school.site(), List.of()), "site-of-another", "siteId");

        nok.request().get("/visits").then().body("items", empty());
    }

    @Test
    void a_visit_is_not_made_for_a_machine_that_stands_elsewhere() {
        refused(created(hotel.customer(), hotel.site(), List.of(school.asset())), "asset-elsewhere", "assetIds");
        refused(
                created(
                        hotel.customer(),
                        hotel.site(),
                        List.of(hotel.elsewhere().asset())),
                "asset-elsewhere",
                "assetIds");

        nok.request().get("/visits").then().body("items", empty());
    }

    @Test
    void a_visit_may_be_for_a_machine_of_somebody_else_at_the_site() {
        String tenants = nok.request()
                .body(Map.of("customerId", school.customer(), "siteId", hotel.site(), "model", "FTKM24"))
                .post("/assets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        created(hotel.customer(), hotel.site(), List.of(tenants)).statusCode(201);
    }

    @Test
    void a_visit_does_not_move_to_a_site_of_another_customer() {
        String visit = hotel.visit();
        Map<String, Object> before = hotel.seen(visit).get();

        refused(patched(visit, Map.of("siteId", school.site())), "site-of-another", "siteId");
        refused(patched(visit, Map.of("customerId", school.customer())), "site-of-another", "siteId");
        refused(patched(visit, Map.of("assetIds", List.of(school.asset()))), "asset-elsewhere", "assetIds");

        assertThat(hotel.seen(visit).<Map<String, Object>>get()).isEqualTo(before);
    }

    @Test
    void a_visit_moves_to_another_customer_with_site_and_machines() {
        String visit = hotel.visit();

        patched(
                        visit,
                        Map.of(
                                "customerId",
                                school.customer(),
                                "siteId",
                                school.site(),
                                "assetIds",
                                List.of(school.asset())))
                .statusCode(200);
    }

    @Test
    void a_machine_that_was_moved_meanwhile_stays_with_its_visit() {
        String visit = hotel.visit();
        nok.request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("siteId", hotel.elsewhere().site()))
                .patch("/assets/" + hotel.asset())
                .then()
                .statusCode(200);
        String another = nok.request()
                .body(Map.of("customerId", hotel.customer(), "siteId", hotel.site(), "model", "FTKM36"))
                .post("/assets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        patched(visit, Map.of("assetIds", List.of(hotel.asset(), another))).statusCode(200);
    }
}
