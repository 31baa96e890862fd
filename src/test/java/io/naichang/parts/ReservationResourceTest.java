package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.StackResource;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReservationResourceTest {
    private Store store;
    private String part;
    private String centre;
    private String visit;

    @BeforeEach
    void open() {
        store = Store.open();
        part = store.part("CMP");
        centre = store.centre("คลัง");
        store.receive(part, centre, 5);
        visit = Work.at(store.tenant().dispatcher("nok")).visit();
    }

    private Map<String, Object> wanted(Number quantity) {
        return Map.of("visitId", visit, "partId", part, "locationId", centre, "quantity", quantity);
    }

    private ValidatableResponse reserve(Map<String, ?> body) {
        return store.lek().request().body(body).post("/parts/reservations").then();
    }

    private void consume(Number quantity) {
        store.move(Map.of(
                        "partId",
                        part,
                        "fromLocationId",
                        centre,
                        "quantity",
                        quantity,
                        "reason",
                        "consume",
                        "visitId",
                        visit))
                .statusCode(201);
    }

    private void levelIs(int onHand, int reserved, int available) {
        store.lek()
                .request()
                .get("/stock-levels")
                .then()
                .body("items.onHand", contains(onHand))
                .body("items.reserved", contains(reserved))
                .body("items.available", contains(available));
    }

    @Test
    void what_is_reserved_is_not_free() {
        reserve(wanted(3)).statusCode(201).body("outstanding", equalTo(3));

        levelIs(5, 3, 2);
        store.lek()
                .request()
                .get("/parts/{id}/availability", part)
                .then()
                .body("locations.reserved", contains(3))
                .body("locations.free", contains(2));
    }

    @Test
    void more_than_is_free_cannot_be_reserved() {
        reserve(wanted(6))
                .statusCode(409)
                .body("code", equalTo("not-available"))
                .body("free", equalTo(5));
        levelIs(5, 0, 5);
    }

    @Test
    void what_the_visit_consumes_comes_off_its_reservation() {
        reserve(wanted(3)).statusCode(201);

        consume(2);
        levelIs(3, 1, 2);

        consume(2);
        levelIs(1, 0, 1);
    }

    @Test
    void what_was_consumed_before_does_not_count() {
        consume(1);
        reserve(wanted(3)).statusCode(201).body("outstanding", equalTo(3));

        consume(1);
        levelIs(3, 2, 1);
    }

    @Test
    void a_reservation_is_released() {
        String id = reserve(wanted(3)).extract().path("id");

        store.lek().request().delete("/parts/reservations/{id}", id).then().statusCode(204);

        levelIs(5, 0, 5);
        store.lek().request().delete("/parts/reservations/{id}", id).then().statusCode(404);
    }

    @Test
    void a_repeated_reservation_reserves_once() {
        String id = Store.newId();
        Map<String, Object> body = new HashMap<>(wanted(3));
        body.put("id", id);
        reserve(body).statusCode(201);

        reserve(body).statusCode(201);
        levelIs(5, 3, 2);
        reserve(wanted(1)).statusCode(409).body("code", equalTo("already-exists"));
    }

    @Test
    void references_that_lead_nowhere_are_refused() {
        for (String field : List.of("visitId", "partId", "locationId")) {
            Map<String, Object> body = new HashMap<>(wanted(1));
            body.put(field, Store.newId());
            reserve(body).statusCode(400).body("field", equalTo(field));
        }
        reserve(wanted(0)).statusCode(400).body("field", equalTo("quantity"));
        reserve(wanted(-1)).statusCode(400).body("field", equalTo("quantity"));
    }

    @Test
    void another_company_knows_nothing_of_it() {
        String id = reserve(wanted(3)).extract().path("id");
        Store other = Store.open();

        other.lek().request().get("/parts/reservations/{id}", id).then().statusCode(404);
        other.lek().request().delete("/parts/reservations/{id}", id).then().statusCode(404);
        assertThat(other.lek()
                        .request()
                        .get("/parts/reservations")
                        .then()
                        .extract()
                        .<List<?>>path("items"))
                .isEmpty();
    }
}
