package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Phone;
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
class LocationResourceTest {
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open();
    }

    private ValidatableResponse create(String body) {
        return store.lek().request().body(body).post("/locations").then();
    }

    private ValidatableResponse patch(String id, int version, String patch) {
        return store.lek()
                .patch(version)
                .body(patch)
                .patch("/locations/{id}", id)
                .then();
    }

    private ValidatableResponse delete(String id) {
        return store.lek()
                .request()
                .header("If-Match", "*")
                .delete("/locations/{id}", id)
                .then();
    }

    @Test
    void a_depot_is_opened_in_a_region() {
        String region = store.tenant().region("ภาคเหนือ");

        create(
                        "{\"kind\": \"depot\", \"name\": \"ดีโปเชียงใหม่\", \"regionId\": \"%s\", \"lat\": 18.79, \"lon\": 98.98}"
                                .formatted(region))
                .statusCode(201)
                .header("ETag", "\"0\"")
                .body("kind", equalTo("depot"))
                .body("name", equalTo("ดีโปเชียงใหม่"))
                .body("regionId", equalTo(region))
                .body("lat", equalTo(18.79f));
    }

    @Test
    void a_repeated_create_gets_the_first_answer_and_another_form_does_not() {
        String id = Store.newId();
        create("{\"id\": \"%s\", \"kind\": \"centre\", \"name\": \"คลัง\"}".formatted(id))
                .statusCode(201);

        create("{\"id\": \"%s\", \"kind\": \"centre\", \"name\": \"คลัง\"}".formatted(id))
                .statusCode(201);
        create("{\"id\": \"%s\", \"kind\": \"depot\", \"name\": \"คลัง\"}".formatted(id))
                .statusCode(409)
                .body("code", equalTo("id-taken"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"kind": "shed", "name": "ก"}                                      | invalid            | kind
                    {"kind": "van"}                                                    | invalid            | name
                    {"kind": "van", "name": "ก", "lat": 13}                            | invalid            | lon
                    {"kind": "van", "name": "ก", "lat": 91, "lon": 100}                | invalid            | lat
                    {"kind": "van", "name": "ก", "lat": "13", "lon": 100}              | invalid            | lat
                    {"kind": "van", "name": "ก", "wheels": 4}                          | unknown-field      | wheels
                    {"kind": "depot", "name": "ก", "regionId": "019ca000-0000-7000-8000-0000000000aa"}  | unknown-region     | regionId
                    {"kind": "van", "name": "ก", "technicianId": "019ca000-0000-7000-8000-0000000000aa"} | unknown-technician | technicianId
                    {"kind": "depot", "name": "ก", "technicianId": "019ca000-0000-7000-8000-0000000000aa"} | invalid          | technicianId
                    """)
    void a_bad_location_is_refused_with_its_field(String body, String code, String field) {
        create(body).statusCode(400).body("code", equalTo(code)).body("field", equalTo(field));
    }

    @Test
    void locations_are_listed_by_name_and_kind() {
        store.centre("ข คลัง");
        String van = store.van("ก รถ", store.tenant().technician("somchai"));

        store.lek().request().get("/locations").then().body("items.name", contains("ก รถ", "ข คลัง"));
        store.lek().request().get("/locations?kind=van").then().body("items.id", contains(van));
        store.lek().request().get("/locations?kind=shed").then().statusCode(400).body("field", equalTo("kind"));
    }

    @Test
    void a_patch_needs_the_version_that_was_read() {
        String id = store.centre("คลัง");

        patch(id, 0, "{\"name\": \"คลังกลาง\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("คลังกลาง"));
        patch(id, 0, "{\"name\": \"คลัง\"}").statusCode(412);
        store.lek().request().body("{}").patch("/locations/{id}", id).then().statusCode(428);
        patch(Store.newId(), 0, "{}").statusCode(404);
    }

    @Test
    void levels_show_what_their_location_has_become() {
        String part = store.part("A");
        String location = store.centre("คลัง");
        store.receive(part, location, 3);

        patch(location, 0, "{\"kind\": \"depot\"}").statusCode(200);

        store.lek().request().get("/stock-levels").then().body("items.locationKind", contains("depot"));
    }

    @Test
    void a_location_closes_when_it_is_empty() {
        String part = store.part("A");
        String location = store.centre("คลัง");
        store.receive(part, location, 3);
        delete(location).statusCode(409).body("code", equalTo("in-use"));

        store.consume(part, location, 3);
        delete(location).statusCode(204);

        store.lek().request().get("/locations/{id}", location).then().statusCode(404);
        store.lek().request().get("/stock-levels").then().body("items", equalTo(List.of()));
        delete(location).statusCode(404);
    }

    @Test
    void another_company_knows_nothing_of_it() {
        String id = store.centre("คลัง");
        Store other = Store.open();

        other.lek().request().get("/locations/{id}", id).then().statusCode(404);
        other.lek().patch(0).body("{}").patch("/locations/{id}", id).then().statusCode(404);
        other.lek()
                .request()
                .header("If-Match", "*")
                .delete("/locations/{id}", id)
                .then()
                .statusCode(404);
        other.move(Map.of("partId", other.part("A"), "toLocationId", id, "quantity", 1, "reason", "receive"))
                .statusCode(400)
                .body("code", equalTo("unknown-location"))
                .body("field", equalTo("toLocationId"));
    }

    @Test
    void phones_follow_the_stock_of_their_van_and_of_the_depots_of_their_region() {
        String north = store.tenant().region("เหนือ");
        String south = store.tenant().region("ใต้");
        var somchai = store.technician("somchai", north);
        String part = store.part("A");
        String van = store.van("รถสมชาย", somchai);
        String chiangMai = store.depot("ดีโปเชียงใหม่", north);
        String hatYai = store.depot("ดีโปหาดใหญ่", south);
        String centre = store.centre("คลัง");
        List.of(van, chiangMai, hatYai, centre).forEach(each -> store.receive(part, each, 1));
        Phone phone = Phone.of(somchai);

        assertThat(locations(phone)).containsExactlyInAnyOrder(van, chiangMai);

        store.setRegion(somchai, south);
        assertThat(locations(phone)).containsExactlyInAnyOrder(van, hatYai);

        patch(hatYai, 0, "{\"regionId\": \"" + north + "\"}").statusCode(200);
        assertThat(locations(phone)).containsExactlyInAnyOrder(van);

        patch(van, 0, "{\"technicianId\": null}").statusCode(200);
        assertThat(locations(phone)).isEmpty();
    }

    private static List<String> locations(Phone phone) {
        return phone.pull().versions().keySet().stream()
                .filter(each -> each.startsWith("stock_levels/"))
                .map(each -> phone.row("stock_levels", each.substring("stock_levels/".length()))
                        .path("locationId")
                        .asText())
                .toList();
    }
}
