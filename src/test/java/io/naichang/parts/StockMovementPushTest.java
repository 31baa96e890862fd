package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockMovementPushTest {
    private static final String MOVEMENTS = "stock_movements";

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
        phone = Phone.of(somchai);
        part = store.part("CMP-12");
        depot = store.depot("ดีโปเชียงใหม่", region);
        van = store.van("รถสมชาย", somchai);
    }

    private Map<String, Object> consume(String from, Number quantity) {
        return new HashMap<>(Map.of("partId", part, "fromLocationId", from, "quantity", quantity, "reason", "consume"));
    }

    private Map<String, Object> transfer(String from, String to) {
        return Map.of("partId", part, "fromLocationId", from, "toLocationId", to, "quantity", 1, "reason", "transfer");
    }

    /// Pushes one movement; answers its result.
    private static JsonNode push(Phone phone, Map<String, ?> movement) {
        phone.creates(MOVEMENTS, movement);
        return phone.push().path(0);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> found = new ArrayList<>();
        array.forEach(each -> found.add(each.path(field).asText()));
        return found;
    }

    private Integer onHandOn(Phone holder, String location) {
        JsonNode level =
                holder.pull().row("stock_levels", StockLevels.idOf(UUID.fromString(part), UUID.fromString(location)));
        return level.path("onHand").asInt();
    }

    @Test
    void hard_case_12_same_movement_through_two_adapters() {
        UUID id = UUID.randomUUID();
        Map<String, Object> movement = consume(van, 1);
        movement.put("id", id);
        Map<String, Object> row = Map.of("newDocumentState", movement);
        Map<String, Object> rxdb = Map.of("deviceId", registered("rxdb"), "rows", List.of(row));
        Map<String, Object> changes =
                Map.of(MOVEMENTS, Map.of("created", List.of(movement), "updated", List.of(), "deleted", List.of()));
        Map<String, Object> watermelon = Map.of("deviceId", registered("watermelon"), "changes", changes);

        for (int repeat = 0; repeat < 2; repeat++) {
            somchai.request()
                    .body(rxdb)
                    .post("/sync/rxdb/stock_movements/push")
                    .then()
                    .statusCode(200);
            somchai.request()
                    .body(watermelon)
                    .post("/sync/watermelon/push")
                    .then()
                    .statusCode(200);
        }

        assertThat(onHandOn(phone, van))
                .as("taken once, by whichever way it came")
                .isEqualTo(-1);
        store.lek()
                .request()
                .get("/stock-movements?locationId=" + van)
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()));
    }

    private String registered(String platform) {
        return somchai.request()
                .body(Map.of("installId", platform, "platform", platform, "appVersion", "1.0", "schema", 2))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .path("deviceId");
    }

    @Test
    void hard_case_11_two_vans_take_the_last_part() {
        Person malee = store.technician("malee", region);
        Phone hers = Phone.of(malee);
        String herVan = store.van("รถมาลี", malee);
        store.receive(part, depot, 1);
        assertThat(onHandOn(phone, depot)).isEqualTo(1);
        assertThat(onHandOn(hers, depot)).isEqualTo(1);

        JsonNode first = push(phone, transfer(depot, van));
        UUID second = hers.creates(MOVEMENTS, transfer(depot, herVan));
        JsonNode shortfall = hers.push().path(0);

        assertThat(first.path("status").asText()).isEqualTo("applied");
        assertThat(first.has("conflicts")).isFalse();
        assertThat(shortfall.path("status").asText()).isEqualTo("applied");
        assertThat(texts(shortfall.path("conflicts"), "code")).containsExactly("stock-short");
        assertThat(store.onHand(part, depot)).isEqualTo(-1);
        assertThat(store.onHand(part, van)).isEqualTo(1);
        assertThat(store.onHand(part, herVan)).isEqualTo(1);
        assertThat(store.discrepancies(part, depot, "open"))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("amount", 1)
                        .containsEntry("openedByMovementId", second.toString()));
        assertThat(onHandOn(phone, depot)).isEqualTo(-1);
        assertThat(onHandOn(hers, depot)).isEqualTo(-1);

        store.receive(part, depot, 1);
        assertThat(store.discrepancies(part, depot, "open")).isEmpty();
        assertThat(store.discrepancies(part, depot, "closed")).hasSize(1);
    }

    @Test
    void the_dispatcher_finds_the_shortfall_in_the_ledger() {
        phone.creates(MOVEMENTS, consume(depot, 2));
        phone.push();

        var nok = store.tenant().dispatcher("nok");
        nok.request()
                .get("/conflicts?status=open")
                .then()
                .statusCode(200)
                .body("items.rule", contains("stock-short"))
                .body("items[0].yours.locationId", equalTo(depot))
                .body("items[0].yours.amount.toString()", startsWith("2"));
    }

    @Test
    void a_movement_is_pulled_with_the_names_of_the_protocol() {
        UUID id = phone.creates(MOVEMENTS, consume(van, new BigDecimal("1.5")));
        phone.push();
        phone.pull();

        assertThat(phone.row(MOVEMENTS, id).toString())
                .isEqualTo(Json.parse("""
                        {"partId": "%s", "reason": "consume", "quantity": 1.5, "fromLocationId": "%s"}""".formatted(part, van)).toString());
        assertThat(phone.row("stock_levels", StockLevels.idOf(UUID.fromString(part), UUID.fromString(van))))
                .isEqualTo(Json.parse("""
                        {"onHand": -1.5, "partId": "%s", "reserved": 0, "available": -1.5, "locationId": "%s", "locationKind": "van"}""".formatted(part, van)));
        List<String> names = new ArrayList<>();
        phone.row("parts", part).fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactlyInAnyOrder("sku", "name", "unit", "substitutes", "models");
    }

    @Test
    void a_voided_movement_takes_its_effect_back_and_is_kept() {
        UUID id = phone.creates(MOVEMENTS, consume(van, 1));
        phone.push();
        phone.pull();
        assertThat(store.discrepancies(part, van, "open")).hasSize(1);

        phone.does("delete", MOVEMENTS, id);
        phone.does("delete", MOVEMENTS, id);
        assertThat(texts(phone.push(), "status")).containsExactly("applied", "applied");

        assertThat(store.onHand(part, van)).isZero();
        assertThat(store.discrepancies(part, van, "open")).isEmpty();
        assertThat(phone.pull().holds(MOVEMENTS, id)).isFalse();
        store.lek()
                .request()
                .get("/stock-movements/{id}", id)
                .then()
                .statusCode(200)
                .body("voidedAt", notNullValue());
    }

    @Test
    void nobody_voids_the_movement_of_another() {
        UUID id = phone.creates(MOVEMENTS, consume(depot, 1));
        phone.push();
        Phone hers = Phone.of(store.technician("malee", region)).pull();

        hers.does("delete", MOVEMENTS, id);
        assertThat(hers.push().path(0).path("code").asText()).isEqualTo("not-assigned");
        assertThat(store.onHand(part, depot)).isEqualTo(-1);
    }

    @Test
    void what_lies_elsewhere_is_posted_too_and_marked() {
        String centre = store.centre("คลังบางนา");

        JsonNode result = push(phone, consume(centre, 1));
        assertThat(result.path("status").asText()).isEqualTo("applied");
        assertThat(texts(result.path("conflicts"), "code")).containsExactly("foreign-location", "stock-short");
        assertThat(store.onHand(part, centre)).isEqualTo(-1);
    }

    @Test
    void parts_go_from_van_to_van_within_a_region() {
        String near = store.van("รถมาลี", store.technician("malee", region));
        String south = store.tenant().region("ใต้");
        String far = store.van("รถอนันต์", store.technician("anan", south));
        store.receive(part, van, 5);

        assertThat(push(phone, transfer(van, near)).has("conflicts")).isFalse();
        assertThat(texts(push(phone, transfer(van, far)).path("conflicts"), "code"))
                .containsExactly("foreign-location");
        assertThat(texts(push(phone, consume(near, 1)).path("conflicts"), "code"))
                .containsExactly("foreign-location");
    }

    @Test
    void a_part_that_was_struck_off_can_still_be_used() {
        store.lek()
                .request()
                .header("If-Match", "*")
                .delete("/parts/{id}", part)
                .then()
                .statusCode(204);

        assertThat(push(phone, consume(van, 1)).path("status").asText()).isEqualTo("applied");
    }

    @Test
    void a_part_used_at_a_visit_that_went_to_another_meanwhile_is_posted_and_marked() {
        Person nok = store.tenant().dispatcher("nok");
        Person malee = store.technician("malee", region);
        Work work = Work.at(nok);
        String visit = work.visitOf(somchai, 1);
        store.receive(part, van, 1);
        phone.pull();
        Map<String, Object> movement = consume(van, 1);
        movement.put("visitId", visit);
        phone.does("create", MOVEMENTS, Store.newId())
                .put("base", work.seen(visit).getInt("version"))
                .set("set", Json.MAPPER.valueToTree(movement));
        work.schedule(visit, malee, 3);

        JsonNode result = phone.push().path(0);
        assertThat(result.path("status").asText()).isEqualTo("applied");
        assertThat(texts(result.path("conflicts"), "code")).containsExactly("late-work-reassigned");
        assertThat(store.onHand(part, van)).isZero();
    }

    @Test
    void references_that_lead_nowhere_consume_their_number_and_block_nothing() {
        Map<String, Object> noPart = consume(van, 1);
        noPart.put("partId", Store.newId());
        Map<String, Object> noVisit = consume(van, 1);
        noVisit.put("visitId", Store.newId());
        phone.creates(MOVEMENTS, noPart);
        phone.creates(MOVEMENTS, consume(Store.newId(), 1));
        phone.creates(MOVEMENTS, noVisit);
        phone.creates(MOVEMENTS, consume(van, 1));

        JsonNode results = phone.push();
        assertThat(texts(results, "status")).containsExactly("rejected", "rejected", "held", "applied");
        assertThat(texts(results, "code")).startsWith("unknown-part", "unknown-location");
        assertThat(store.onHand(part, van)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "0.0001", "1000000000", "1e400", "1e999999"})
    void an_impossible_quantity_is_rejected_and_blocks_nothing(String quantity) {
        phone.creates(MOVEMENTS, consume(van, new BigDecimal(quantity)));
        phone.creates(MOVEMENTS, consume(van, 2));

        JsonNode results = phone.push();
        assertThat(results.path(0).path("code").asText()).isEqualTo("malformed");
        assertThat(results.path(0).path("entry").isTextual()).isTrue();
        assertThat(results.path(1).path("status").asText()).isEqualTo("applied");
        assertThat(store.onHand(part, van)).isEqualTo(-2);
    }

    @Test
    void the_same_id_with_other_content_is_taken() {
        String id = Store.newId();
        for (String quantity : List.of("1", "1.000", "2")) {
            phone.does("create", MOVEMENTS, id)
                    .set("set", Json.MAPPER.valueToTree(consume(van, new BigDecimal(quantity))));
        }

        JsonNode results = phone.push();
        assertThat(texts(results, "status")).containsExactly("applied", "applied", "rejected");
        assertThat(results.path(2).path("code").asText()).isEqualTo("id-taken");
        assertThat(store.onHand(part, van)).isEqualTo(-1);
    }

    @Test
    void levels_are_not_for_phones_to_write() {
        phone.creates("stock_levels", Map.of("onHand", 99));

        assertThat(phone.push().path(0).path("code").asText()).isEqualTo("not-permitted");
    }
}
