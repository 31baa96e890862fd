package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockMovementResourceTest {
    private Store store;
    private String part;
    private String centre;
    private String depot;

    @BeforeEach
    void open() {
        store = Store.open();
        part = store.part("CMP-12");
        centre = store.centre("คลังบางนา");
        depot = store.depot("ดีโปเชียงใหม่", store.tenant().region("เหนือ"));
    }

    private Map<String, Object> transfer(Number quantity) {
        return Map.of(
                "partId",
                part,
                "fromLocationId",
                centre,
                "toLocationId",
                depot,
                "quantity",
                quantity,
                "reason",
                "transfer");
    }

    private String count(String location, Number counted, Number expected) {
        return store.move(Map.of(
                        "partId",
                        part,
                        "toLocationId",
                        location,
                        "counted",
                        counted,
                        "expected",
                        expected,
                        "reason",
                        "count"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_transfer_takes_from_one_location_and_gives_to_the_other() {
        store.receive(part, centre, 10);

        store.move(transfer(2.5))
                .statusCode(201)
                .body("quantity", equalTo(2.5f))
                .body("userId", equalTo(store.lek().id().toString()))
                .body("at", notNullValue());

        assertThat(store.onHand(part, centre)).isEqualTo(7.5);
        assertThat(store.onHand(part, depot)).isEqualTo(2.5);
    }

    @Test
    void a_transfer_takes_no_more_than_lies_there() {
        store.receive(part, centre, 2);

        store.move(transfer(2.5))
                .statusCode(409)
                .body("code", equalTo("not-on-hand"))
                .body("field", equalTo("quantity"))
                .body("onHand", equalTo(2));

        assertThat(store.onHand(part, centre)).isEqualTo(2);
        assertThat(store.onHand(part, depot)).isEqualTo(0);
        assertThat(store.discrepancies(part, centre, "open")).isEmpty();
        store.move(transfer(2)).statusCode(201);
    }

    @Test
    void a_repeated_movement_posts_once() {
        store.receive(part, centre, 1);
        Map<String, Object> movement = new HashMap<>(transfer(1));
        movement.put("id", Store.newId());
        String first = store.move(movement).statusCode(201).extract().asString();

        assertThat(store.move(movement).statusCode(201).extract().asString()).isEqualTo(first);
        assertThat(store.onHand(part, depot)).isEqualTo(1);

        movement.put("quantity", 2);
        store.move(movement).statusCode(409).body("code", equalTo("id-taken"));
        assertThat(store.onHand(part, depot)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 400, invalid",
        "0, 400, invalid",
        "0.0001, 400, invalid",
        "1000000000, 400, invalid",
        "1e400, 400, invalid",
        "1e999999999, 400, invalid",
        "'\"1\"', 400, invalid",
        "true, 400, invalid",
        "null, 400, invalid",
    })
    void an_impossible_quantity_is_refused_and_nothing_moves(String quantity, int status, String code) {
        store.lek()
                .request()
                .body("{\"partId\": \"%s\", \"toLocationId\": \"%s\", \"reason\": \"receive\", \"quantity\": %s}"
                        .formatted(part, centre, quantity))
                .post("/stock-movements")
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("field", equalTo("quantity"));

        assertThat(store.onHand(part, centre)).isZero();
    }

    @Test
    void references_that_lead_nowhere_are_refused() {
        Map<String, Object> movement = new HashMap<>(transfer(1));
        movement.put("partId", Store.newId());
        store.move(movement)
                .statusCode(400)
                .body("code", equalTo("unknown-part"))
                .body("field", equalTo("partId"));

        movement = new HashMap<>(transfer(1));
        movement.put("fromLocationId", Store.newId());
        store.move(movement)
                .statusCode(400)
                .body("code", equalTo("unknown-location"))
                .body("field", equalTo("fromLocationId"));

        movement = new HashMap<>(transfer(1));
        movement.put("visitId", Store.newId());
        store.move(movement).statusCode(400).body("code", equalTo("unknown-visit"));

        movement = new HashMap<>(transfer(1));
        movement.put("reason", "lost");
        store.move(movement).statusCode(400).body("field", equalTo("reason"));
    }

    @Test
    void parts_of_another_company_are_not_there() {
        Store other = Store.open();
        other.move(transfer(1)).statusCode(400).body("code", equalTo("unknown-part"));

        String id = store.move(Map.of("partId", part, "fromLocationId", centre, "quantity", 1, "reason", "consume"))
                .statusCode(201)
                .extract()
                .path("id");
        other.lek().request().get("/stock-movements/{id}", id).then().statusCode(404);
        String discrepancy =
                (String) store.discrepancies(part, centre, "open").getFirst().get("id");
        store.lek()
                .request()
                .get("/stock-discrepancies/{id}", discrepancy)
                .then()
                .statusCode(200);
        other.lek()
                .request()
                .get("/stock-discrepancies/{id}", discrepancy)
                .then()
                .statusCode(404);
        other.lek().request().get("/stock-discrepancies").then().body("items", equalTo(List.of()));
    }

    @Test
    void an_agent_reads_movements_and_posts_none() {
        var dao = store.tenant().agent("dao");

        dao.request().get("/stock-movements").then().statusCode(200);
        dao.request().body(transfer(1)).post("/stock-movements").then().statusCode(403);
    }

    @Test
    void movements_are_found_by_part_and_location_in_the_order_of_time() {
        store.receive(part, centre, 10);
        store.move(transfer(1));

        store.lek()
                .request()
                .get("/stock-movements?locationId={id}", centre)
                .then()
                .body("items.reason", contains("receive", "transfer"));
        store.lek()
                .request()
                .get("/stock-movements?locationId={id}", depot)
                .then()
                .body("items.reason", contains("transfer"));
        store.lek()
                .request()
                .get("/stock-movements?partId={id}", Store.newId())
                .then()
                .body("items", equalTo(List.of()));
        store.lek()
                .request()
                .get("/stock-movements?partId=x")
                .then()
                .statusCode(400)
                .body("field", equalTo("partId"));
        store.lek()
                .request()
                .get("/stock-movements?from=2026-13-01T00:00:00Z")
                .then()
                .statusCode(400);
    }

    @Test
    void a_balance_below_zero_opens_one_discrepancy_whose_amount_follows() {
        store.receive(part, centre, 1);
        store.consume(part, centre, 3);
        String opened =
                (String) store.discrepancies(part, centre, "open").getFirst().get("id");

        store.consume(part, centre, 1.5);

        List<Map<String, Object>> open = store.discrepancies(part, centre, "open");
        assertThat(open)
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("id", opened)
                        .containsEntry("amount", 3.5f)
                        .containsEntry("status", "open")
                        .doesNotContainKey("closedAt"));
        assertThat(store.discrepancies(part, depot, "open")).isEmpty();
    }

    @Test
    void a_movement_that_lifts_the_balance_to_zero_closes_it_and_is_named() {
        store.consume(part, centre, 2);
        store.receive(part, centre, 1);
        assertThat(store.discrepancies(part, centre, "open"))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("amount", 1));

        String last = store.move(Map.of("partId", part, "toLocationId", centre, "quantity", 1, "reason", "receive"))
                .extract()
                .path("id");

        assertThat(store.discrepancies(part, centre, "open")).isEmpty();
        assertThat(store.discrepancies(part, centre, "closed"))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("closedByMovementId", last)
                        .containsEntry("status", "closed"));
    }

    @Test
    void a_count_settles_what_was_open() {
        store.consume(part, centre, 2);
        String count = count(centre, 0, -2);

        assertThat(store.onHand(part, centre)).isZero();
        assertThat(store.discrepancies(part, centre, "open")).isEmpty();
        assertThat(store.discrepancies(part, centre, "closed").getFirst()).containsEntry("closedByMovementId", count);
    }

    @Test
    void a_count_that_leaves_the_balance_below_zero_closes_the_old_question_and_opens_a_new_one() {
        store.consume(part, centre, 2);
        String count = count(centre, 1, 0);

        assertThat(store.onHand(part, centre)).isEqualTo(-1);
        assertThat(store.discrepancies(part, centre, "closed").getFirst()).containsEntry("closedByMovementId", count);
        assertThat(store.discrepancies(part, centre, "open"))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("openedByMovementId", count)
                        .containsEntry("amount", 1));
    }

    @Test
    void a_count_makes_the_same_difference_whether_it_arrives_first_or_last() {
        store.receive(part, centre, 10);
        count(centre, 8, 10);
        store.consume(part, centre, 1);
        store.receive(part, depot, 10);
        store.consume(part, depot, 1);
        count(depot, 8, 10);

        assertThat(store.onHand(part, centre)).isEqualTo(7).isEqualTo(store.onHand(part, depot));
    }

    @Test
    void the_status_of_a_list_is_open_or_closed() {
        store.lek()
                .request()
                .get("/stock-discrepancies?status=lost")
                .then()
                .statusCode(400)
                .body("field", equalTo("status"));
    }
}
