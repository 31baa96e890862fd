package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockMovementPushTest {
    private Store store;
    private String region;
    private Person somchai;
    private Phone phone;
    private String part;
    private String depot;
    private String van;

    @BeforeEach
    void open() {
        store = Store.open();
        region = store.tenant().region("เหนือ");
        somchai = store.technician("somchai", region);
        phone = new Phone(somchai);
        part = store.part("CMP-12");
        depot = store.depot("ดีโปเชียงใหม่", region);
        van = store.van("รถสมชาย", somchai);
    }

    private Map<String, Object> consume(String from, Object quantity) {
        return new HashMap<>(Map.of("partId", part, "fromLocationId", from, "quantity", quantity, "reason", "consume"));
    }

    private Map<String, Object> transfer(String from, String to) {
        return Map.of("partId", part, "fromLocationId", from, "toLocationId", to, "quantity", 1, "reason", "transfer");
    }

    @Test
    void hard_case_11_two_vans_take_the_last_part() {
        Person malee = store.technician("malee", region);
        Phone hers = new Phone(malee);
        String herVan = store.van("รถมาลี", malee);
        store.receive(part, depot, 1);
        assertThat(phone.pull("stock_levels")).hasSize(1);

        phone.push(phone.create(Store.newId(), transfer(depot, van)))
                .body("results[0].status", equalTo("applied"))
                .body("results[0].conflicts", nullValue());
        String second = Store.newId();
        hers.push(hers.create(second, transfer(depot, herVan)))
                .body("results[0].status", equalTo("applied"))
                .body("results[0].conflicts.code", contains("stock-short"));

        assertThat(store.onHand(part, depot)).isEqualTo(-1);
        assertThat(store.onHand(part, van)).isEqualTo(1);
        assertThat(store.onHand(part, herVan)).isEqualTo(1);
        assertThat(store.discrepancies(part, depot, "open"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each).containsEntry("amount", 1).containsEntry("openedByMovementId", second));
        assertThat(phone.pull("stock_levels"))
                .extracting(each -> each.get("locationId"), each -> each.get("onHand"))
                .containsExactlyInAnyOrder(tuple(depot, -1), tuple(van, 1));

        store.receive(part, depot, 1);
        assertThat(store.discrepancies(part, depot, "open")).isEmpty();
        assertThat(store.discrepancies(part, depot, "closed")).hasSize(1);
    }

    @Test
    void a_movement_is_pulled_with_the_names_of_the_protocol() {
        phone.push(phone.create(Store.newId(), consume(van, 1.5)));

        assertThat(phone.pull("stock_movements")).containsExactly(consume(van, 1.5));
        assertThat(phone.pull("stock_levels"))
                .containsExactly(Map.of(
                        "partId",
                        part,
                        "locationId",
                        van,
                        "locationKind",
                        "van",
                        "onHand",
                        -1.5,
                        "reserved",
                        0,
                        "available",
                        -1.5));
        assertThat(phone.pull("parts"))
                .singleElement()
                .satisfies(each -> assertThat(each).containsOnlyKeys("sku", "name", "unit", "substitutes", "models"));
    }

    @Test
    void a_voided_movement_takes_its_effect_back_and_is_kept() {
        String id = Store.newId();
        phone.push(phone.create(id, consume(van, 1)));
        assertThat(store.discrepancies(part, van, "open")).hasSize(1);

        phone.push(phone.delete(id)).body("results[0].status", equalTo("applied"));
        phone.push(phone.delete(id)).body("results[0].status", equalTo("applied"));

        assertThat(store.onHand(part, van)).isZero();
        assertThat(store.discrepancies(part, van, "open")).isEmpty();
        assertThat(phone.pull("stock_movements")).isEmpty();
        store.lek()
                .request()
                .get("/stock-movements/{id}", id)
                .then()
                .statusCode(200)
                .body("voidedAt", notNullValue());
    }

    @Test
    void nobody_voids_the_movement_of_another() {
        String id = Store.newId();
        phone.push(phone.create(id, consume(van, 1)));
        Phone hers = new Phone(store.technician("malee", region));

        hers.push(hers.delete(id))
                .body("results[0].status", equalTo("rejected"))
                .body("results[0].code", equalTo("not-assigned"));
        assertThat(store.onHand(part, van)).isEqualTo(-1);
    }

    @Test
    void what_lies_elsewhere_is_posted_too_and_marked() {
        String centre = store.centre("คลังบางนา");

        phone.push(phone.create(Store.newId(), consume(centre, 1)))
                .body("results[0].status", equalTo("applied"))
                .body("results[0].conflicts.code", contains("foreign-location", "stock-short"));
        assertThat(store.onHand(part, centre)).isEqualTo(-1);
    }

    @Test
    void parts_go_from_van_to_van_within_a_region() {
        String near = store.van("รถมาลี", store.technician("malee", region));
        String far =
                store.van("รถอนันต์", store.technician("anan", store.tenant().region("ใต้")));
        store.receive(part, van, 5);

        phone.push(phone.create(Store.newId(), transfer(van, near))).body("results[0].conflicts", nullValue());
        phone.push(phone.create(Store.newId(), transfer(van, far)))
                .body("results[0].conflicts.code", contains("foreign-location"));
        phone.push(phone.create(Store.newId(), consume(near, 1)))
                .body("results[0].conflicts.code", contains("foreign-location"));
    }

    @Test
    void a_part_that_was_struck_off_can_still_be_used() {
        store.lek()
                .request()
                .header("If-Match", "*")
                .delete("/parts/{id}", part)
                .then()
                .statusCode(204);

        phone.push(phone.create(Store.newId(), consume(van, 1))).body("results[0].status", equalTo("applied"));
    }

    @Test
    void references_that_lead_nowhere_are_rejected_and_consume_their_number() {
        Map<String, Object> noPart = consume(van, 1);
        noPart.put("partId", Store.newId());
        Map<String, Object> noVisit = consume(van, 1);
        noVisit.put("visitId", Store.newId());

        phone.push(List.of(
                        phone.create(Store.newId(), noPart),
                        phone.create(Store.newId(), consume(Store.newId(), 1)),
                        phone.create(Store.newId(), noVisit),
                        phone.create(Store.newId(), consume(van, 1))))
                .body("lastSeq", equalTo(4))
                .body("results.status", contains("rejected", "rejected", "held", "applied"))
                .body("results[0].code", equalTo("unknown-part"))
                .body("results[1].code", equalTo("unknown-location"));
        assertThat(store.onHand(part, van)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "0.0001", "1000000000", "1e400"})
    void an_impossible_quantity_is_rejected_and_blocks_nothing(String quantity) {
        phone.push(List.of(
                        phone.create(Store.newId(), consume(van, new BigDecimal(quantity))),
                        phone.create(Store.newId(), consume(van, 2))))
                .body("results[0].code", equalTo("malformed"))
                .body("results[0].field", equalTo("quantity"))
                .body("results[1].status", equalTo("applied"));
        assertThat(store.onHand(part, van)).isEqualTo(-2);
    }

    @Test
    void the_same_id_with_other_content_is_taken() {
        String id = Store.newId();
        phone.push(phone.create(id, consume(van, 1)));

        phone.push(phone.create(id, consume(van, 1.0))).body("results[0].status", equalTo("applied"));
        phone.push(phone.create(id, consume(van, 2))).body("results[0].code", equalTo("id-taken"));
        assertThat(store.onHand(part, van)).isEqualTo(-1);
    }

    @Test
    void levels_are_not_for_phones_to_write() {
        Map<String, Object> create = phone.create(Store.newId(), Map.of("onHand", 99));
        create.put("collection", "stock_levels");

        phone.push(create).body("results[0].code", equalTo("not-permitted"));
    }
}
