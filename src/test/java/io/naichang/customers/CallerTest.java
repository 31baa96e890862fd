package io.naichang.customers;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who calls is found by any number of hers; [CallerPlanTest] says how quickly.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CallerTest {
    private static ValidatableResponse called(Person nok, String number) {
        return nok.request()
                .queryParam("phone", number)
                .get("/customers")
                .then()
                .statusCode(200);
    }

    @Test
    void a_caller_is_found_by_the_number_of_a_site_of_hers_and_of_who_can_be_talked_to_there() {
        Person nok = Given.tenant().dispatcher("nok");
        String id = nok.creates(
                "/customers", Map.of("name", "ข้าวทองคำ จำกัด", "kind", "company", "phones", List.of("081 234 5678")));
        String site =
                nok.creates("/sites", Map.of("customerId", id, "name", "โรงสี 1", "contactPhone", "089-123-4567"));
        nok.creates("/contacts", Map.of("customerId", id, "siteId", site, "name", "คุณวีระ", "phone", "02 765 4321"));
        nok.creates("/customers", Map.of("name", "โรงแรมริมปิง", "kind", "company", "phones", List.of("1175")));

        for (String number : List.of("0891234567", "+6627654321", "081 234 5678")) {
            called(nok, number).body("items.id", contains(id));
        }
        nok.request().header("If-Match", "*").delete("/sites/{id}", site).then().statusCode(204);
        called(nok, "0891234567").body("items", hasSize(0));
    }
}
