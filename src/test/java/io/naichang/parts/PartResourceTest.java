package io.naichang.parts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PartResourceTest {
    private static final String COMPRESSOR = """
            {"sku": "CMP-12", "name": "คอมเพรสเซอร์ 12,000 BTU", "nameEn": "Compressor 12,000 BTU", "unit": "ตัว",
             "price": {"minor": 450000, "currency": "THB"}, "models": ["AC-12", "AC-13"], "leadTimeDays": 30, "externalId": "ERP-1"}""";

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open();
    }

    private ValidatableResponse create(String body) {
        return store.lek().request().body(body).post("/parts").then();
    }

    private ValidatableResponse patch(String id, int version, String patch) {
        return store.lek().patch(version).body(patch).patch("/parts/{id}", id).then();
    }

    @Test
    void a_part_is_taken_into_the_catalogue() {
        create(COMPRESSOR)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("sku", equalTo("CMP-12"))
                .body("nameEn", equalTo("Compressor 12,000 BTU"))
                .body("price.minor", equalTo(450000))
                .body("price.currency", equalTo("THB"))
                .body("models", contains("AC-12", "AC-13"))
                .body("leadTimeDays", equalTo(30))
                .body("externalId", equalTo("ERP-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"sku": "A", "name": "ก", "colour": "red"}                                       | unknown-field | colour
                    {"name": "ก"}                                                                    | invalid       | sku
                    {"sku": " A", "name": "ก"}                                                       | invalid       | sku
                    {"sku": "A"}                                                                     | invalid       | name
                    {"sku": 5, "name": "ก"}                                                          | invalid       | sku
                    {"sku": "A", "name": "ก", "leadTimeDays": -1}                                    | invalid       | leadTimeDays
                    {"sku": "A", "name": "ก", "leadTimeDays": 3651}                                  | invalid       | leadTimeDays
                    {"sku": "A", "name": "ก", "leadTimeDays": 1.5}                                   | invalid       | leadTimeDays
                    {"sku": "A", "name": "ก", "price": {"minor": -1, "currency": "THB"}}             | invalid       | price.minor
                    {"sku": "A", "name": "ก", "price": {"minor": 1, "currency": "XXL"}}              | invalid       | price.currency
                    {"sku": "A", "name": "ก", "price": {"minor": 1}}                                 | invalid       | price.currency
                    {"sku": "A", "name": "ก", "price": 100}                                          | invalid       | price
                    {"sku": "A", "name": "ก", "models": [null]}                                      | invalid       | models
                    {"sku": "A", "name": "ก", "substitutes": ["x"]}                                  | invalid       | substitutes.0
                    {"sku": "A", "name": "ก", "substitutes": ["019ca000-0000-7000-8000-0000000000aa"]} | unknown-part | substitutes
                    {"id": "x", "sku": "A", "name": "ก"}                                             | invalid       | id
                    [1]                                                                              | malformed     | ~~
                    """)
    void a_bad_part_is_refused_with_its_field(String body, String code, String field) {
        create(body).statusCode(400).body("code", equalTo(code)).body("field", startsWith(field));
    }

    @Test
    void two_parts_cannot_have_one_stock_number() {
        create(COMPRESSOR).statusCode(201);

        create("{\"sku\": \"CMP-12\", \"name\": \"อีกตัว\"}")
                .statusCode(409)
                .body("code", equalTo("already-exists"))
                .body("constraint", equalTo("part_sku"));
    }

    @Test
    void parts_are_found_by_words_and_by_model() {
        create(COMPRESSOR).statusCode(201);
        store.part("FAN-1", Map.of("models", List.of("AC-13")));
        store.part("PCB-1", Map.of("models", List.of("TV-1")));

        store.lek().request().get("/parts?q=compressor").then().body("items.sku", contains("CMP-12"));
        store.lek().request().get("/parts?q=fan-").then().body("items.sku", contains("FAN-1"));
        store.lek().request().get("/parts?model=AC-13").then().body("items.sku", contains("CMP-12", "FAN-1"));
        store.lek().request().get("/parts?model=AC").then().body("items", equalTo(List.of()));
        store.lek().request().queryParam("q", "%").get("/parts").then().body("items", equalTo(List.of()));
    }

    @Test
    void the_list_comes_in_pages() {
        List.of("A", "B", "C").forEach(store::part);

        String next = store.lek()
                .request()
                .get("/parts?limit=2")
                .then()
                .body("items.sku", contains("A", "B"))
                .extract()
                .path("next");
        store.lek()
                .request()
                .get("/parts?limit=2&after={next}", next)
                .then()
                .body("items.sku", contains("C"))
                .body("next", nullValue());
    }

    @Test
    void a_patch_changes_what_it_names() {
        String id = create(COMPRESSOR).extract().path("id");

        patch(id, 1, "{\"price\": {\"minor\": 480000}, \"leadTimeDays\": null}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("price.minor", equalTo(480000))
                .body("price.currency", equalTo("THB"))
                .body("leadTimeDays", nullValue())
                .body("models", contains("AC-12", "AC-13"));
    }

    @Test
    void a_patch_of_what_others_changed_is_refused() {
        String id = create(COMPRESSOR).extract().path("id");
        patch(id, 1, "{\"unit\": \"ชุด\"}").statusCode(200);

        patch(id, 1, "{\"unit\": \"ตัว\"}").statusCode(412).body("code", equalTo("stale"));
        store.lek()
                .request()
                .body("{}")
                .patch("/parts/{id}", id)
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition-required"));
    }

    @Test
    void a_part_cannot_be_its_own_substitute() {
        String id = store.part("A");

        patch(id, 1, "{\"substitutes\": [\"" + id + "\"]}").statusCode(400).body("field", equalTo("substitutes"));
    }

    @Test
    void a_part_that_lies_somewhere_is_not_struck_off() {
        String part = store.part("A");
        String centre = store.centre("คลังบางนา");
        store.receive(part, centre, 1);

        delete(part).statusCode(409).body("code", equalTo("in-use")).body("by", equalTo("stock_levels"));

        store.consume(part, centre, 1);
        delete(part).statusCode(204);
        store.lek().request().get("/parts/{id}", part).then().statusCode(404);
        store.lek().request().get("/stock-levels").then().body("items", equalTo(List.of()));
    }

    @Test
    void a_part_that_stands_in_for_another_is_not_struck_off() {
        String substitute = store.part("A");
        store.part("B", Map.of("substitutes", List.of(substitute)));

        delete(substitute).statusCode(409).body("by", equalTo("parts"));
    }

    @Test
    void a_stock_number_is_free_again_when_its_part_is_gone() {
        delete(store.part("A")).statusCode(204);

        create("{\"sku\": \"A\", \"name\": \"ก\"}").statusCode(201);
    }

    private ValidatableResponse delete(String part) {
        return store.lek()
                .request()
                .header("If-Match", "*")
                .delete("/parts/{id}", part)
                .then();
    }

    @Test
    void another_company_knows_nothing_of_it() {
        String id = create(COMPRESSOR).extract().path("id");
        Store other = Store.open();

        other.lek().request().get("/parts/{id}", id).then().statusCode(404);
        other.lek().patch(1).body("{}").patch("/parts/{id}", id).then().statusCode(404);
        other.lek()
                .request()
                .header("If-Match", "*")
                .delete("/parts/{id}", id)
                .then()
                .statusCode(404);
        other.lek().request().get("/parts").then().body("items", equalTo(List.of()));
        other.lek().request().body(COMPRESSOR).post("/parts").then().statusCode(201);
    }

    @Test
    void a_dispatcher_reads_the_catalogue_and_does_not_write_it() {
        String id = create(COMPRESSOR).extract().path("id");
        var nok = store.tenant().dispatcher("nok");

        nok.request().get("/parts/{id}", id).then().statusCode(200);
        nok.request().body(COMPRESSOR).post("/parts").then().statusCode(403).body("code", equalTo("not-permitted"));
    }
}
