package io.naichang.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what the set-up or Selenium answers is there, or the test fails
class CustomerResourceTest {
    private static final String GOLDEN_RICE = """
            {"name": "ข้าวทองคำ จำกัด", "kind": "company", "phones": ["02-123-4567", "081 234 5678"], "email": "info@khaothong.example",
             "category": "โรงสี"}""";

    /// Signing in is slow on purpose; who looks at lists moves to a company of his own.
    private static @Nullable Tenant shared;

    private static @Nullable Person sharedNok;

    private Tenant siam;
    private Person nok;

    @BeforeEach
    void somebody_at_the_desk() {
        if (shared == null) {
            shared = Given.tenant();
            sharedNok = shared.dispatcher("nok");
        }
        siam = shared;
        nok = sharedNok;
    }

    private void in_a_company_of_her_own() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
    }

    private ValidatableResponse create(String body) {
        return nok.request().body(body).post("/customers").then();
    }

    private String created(String body) {
        return create(body).statusCode(201).extract().path("id");
    }

    private ValidatableResponse patch(String id, int version, String patch) {
        return nok.patch(version).body(patch).patch("/customers/{id}", id).then();
    }

    @Test
    void a_customer_is_created_with_numbers_as_the_world_writes_them() {
        create(GOLDEN_RICE)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", containsString("/api/v1/customers/"))
                .body("id", notNullValue())
                .body("version", equalTo(1))
                .body("name", equalTo("ข้าวทองคำ จำกัด"))
                .body("language", equalTo("th"))
                .body("phones", contains("+6621234567", "+66812345678"))
                .body("externalId", nullValue());
    }

    @Test
    void a_customer_is_read_with_its_version() {
        String id = created(GOLDEN_RICE);

        nok.request()
                .get("/customers/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("id", equalTo(id))
                .body("category", equalTo("โรงสี"));
    }

    @Test
    void a_repeated_create_gets_the_first_answer() {
        String id = UUID.randomUUID().toString();
        String body = "{\"id\": \"%s\", \"name\": \"ร้านเจ๊หมวย\", \"kind\": \"person\"}".formatted(id);
        String first = create(body).statusCode(201).extract().asString();

        assertThat(create(body).statusCode(201).extract().asString()).isEqualTo(first);
    }

    @Test
    void another_customer_cannot_take_an_id() {
        String id = UUID.randomUUID().toString();
        created("{\"id\": \"%s\", \"name\": \"ร้านเจ๊หมวย\", \"kind\": \"person\"}".formatted(id));

        create("{\"id\": \"%s\", \"name\": \"ร้านเฮียตี๋\", \"kind\": \"person\"}".formatted(id))
                .statusCode(409)
                .body("code", equalTo("id-taken"));
    }

    @Test
    void two_customers_cannot_have_one_external_id() {
        String imported = "{\"name\": \"ข้าวทองคำ\", \"kind\": \"company\", \"externalId\": \"ERP-77\"}";
        create(imported).statusCode(201).body("externalId", equalTo("ERP-77"));

        create(imported)
                .statusCode(409)
                .body("code", equalTo("already-exists"))
                .body("constraint", equalTo("customer_external"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"name": "ก", "kind": "company", "colour": "red"}                 | unknown-field | colour
                    {"name": "ก", "kind": "shop"}                                     | invalid       | kind
                    {"name": " ", "kind": "company"}                                  | invalid       | name
                    {"kind": "company"}                                               | invalid       | name
                    {"name": 5, "kind": "company"}                                    | invalid       | name
                    {"name": ["ก"], "kind": "company"}                                | invalid       | name
                    {"name": "ก", "kind": "company", "phones": "02"}                  | invalid       | phones
                    {"name": "ก", "kind": "company", "phones": [null]}                | invalid       | phones.0
                    {"name": "ก", "kind": "company", "phones": ["call me"]}           | invalid       | phones.0
                    {"name": "ก", "kind": "company", "email": "nobody"}               | invalid       | email
                    {"name": "ก", "kind": "company", "language": "fr"}                | invalid       | language
                    {"name": "ก\\u0000", "kind": "company"}                           | invalid       | name
                    {"name": "ก", "kind": "company", "id": "1"}                       | invalid       | id
                    {"name": "ก", "kind": "company", "id": 1}                         | invalid       | id
                    """)
    void a_faulty_form_is_refused_with_the_field(String body, String code, String field) {
        create(body).statusCode(400).body("code", equalTo(code)).body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{", "[]", "null", "~~", "\"ก\"", "{\"name\": \"ก\", \"name\": \"ข\"}", "{} {}"})
    void what_is_no_json_object_is_malformed(String body) {
        create(body).statusCode(400).contentType("application/problem+json").body("code", equalTo("malformed"));
    }

    @Test
    void a_patch_changes_what_it_names_and_clears_what_is_null() {
        String id = created(GOLDEN_RICE);

        patch(id, 1, "{\"category\": null, \"phones\": [\"1175\"], \"externalId\": null}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("ข้าวทองคำ จำกัด"))
                .body("category", nullValue())
                .body("externalId", nullValue())
                .body("phones", contains("1175"));
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version() {
        String id = created(GOLDEN_RICE);

        patch(id, 1, "{\"language\": \"th\"}").statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void a_patch_without_a_version_is_refused() {
        String id = created(GOLDEN_RICE);

        nok.request()
                .body("{\"name\": \"ข้าวหอม\"}")
                .patch("/customers/{id}", id)
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition-required"));
    }

    @Test
    void a_patch_of_a_stale_version_changes_nothing() {
        String id = created(GOLDEN_RICE);
        patch(id, 1, "{\"name\": \"ข้าวหอม\"}").statusCode(200);

        patch(id, 1, "{\"name\": \"ข้าวเหนียว\"}")
                .statusCode(412)
                .body("code", equalTo("stale"))
                .body("version", equalTo(2));
        nok.request().get("/customers/{id}", id).then().body("name", equalTo("ข้าวหอม"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"name": null}          | invalid       | name
                    {"kind": "shop"}        | invalid       | kind
                    {"version": 7}          | unknown-field | version
                    {"colour": null}        | unknown-field | colour
                    {"phones": {"a": "b"}}  | invalid       | phones
                    """)
    void a_faulty_patch_is_refused_with_the_field(String patch, String code, String field) {
        String id = created(GOLDEN_RICE);

        patch(id, 1, patch).statusCode(400).body("code", equalTo(code)).body("field", equalTo(field));
    }

    @Test
    void what_another_tenant_has_is_not_there() {
        String id = created(GOLDEN_RICE);
        Person stranger = Given.tenant().dispatcher("fah");

        stranger.request().get("/customers/{id}", id).then().statusCode(404).body("code", equalTo("not-found"));
        stranger.patch(1).body("{}").patch("/customers/{id}", id).then().statusCode(404);
        stranger.request()
                .header("If-Match", "*")
                .delete("/customers/{id}", id)
                .then()
                .statusCode(404);
        stranger.request().get("/customers").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void what_is_not_an_id_is_not_there() {
        nok.request().get("/customers/{id}", "1'; DROP TABLE customer").then().statusCode(404);
    }

    @Test
    void only_the_desk_reads_and_only_its_callers_write() {
        String id = created(GOLDEN_RICE);
        siam.technician("somchai").request().get("/customers/{id}", id).then().statusCode(403);
        Person boon = siam.clerk("boon");

        boon.request().get("/customers/{id}", id).then().statusCode(200);
        boon.request().body(GOLDEN_RICE).post("/customers").then().statusCode(403);
        boon.patch(1).body("{}").patch("/customers/{id}", id).then().statusCode(403);
        boon.request()
                .header("If-Match", "*")
                .delete("/customers/{id}", id)
                .then()
                .statusCode(403);
    }

    @Test
    void pages_in_the_order_of_thai_names_miss_and_repeat_nobody() {
        in_a_company_of_her_own();
        List<String> names = List.of("กมล", "กมล", "ขวัญ", "คำแพง", "ชบา", "เดือน", "แดง");
        names.forEach(name -> created("{\"name\": \"%s\", \"kind\": \"person\"}".formatted(name)));

        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var request = nok.request().queryParam("limit", 2);
            var page = (next == null ? request : request.queryParam("after", next))
                    .get("/customers")
                    .then()
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = page.path("items");
            items.forEach(each -> seen.add((String) each.get("name")));
            next = page.path("next");
            if (next == null) {
                assertThat(page.header("Link")).isNull();
            } else {
                assertThat(page.header("Link"))
                        .contains("after=" + next)
                        .contains("limit=2")
                        .contains("rel=\"next\"");
            }
        } while (next != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(names).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,501", "limit,many", "after,nonsense", "after,AAAA"})
    void a_faulty_page_request_is_refused_with_the_field(String parameter, String value) {
        nok.request()
                .queryParam(parameter, value)
                .get("/customers")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", equalTo(parameter));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ทองคำ                   | 1
            ALPHA                   | 1
            %                       | 1
            _                       | 0
            \\                      | 0
            ' OR '1'='1             | 0
            '; DROP TABLE site; --  | 0
            """)
    void a_search_takes_every_character_for_itself(String q, int found) {
        in_a_company_of_her_own();
        created(GOLDEN_RICE);
        created("{\"name\": \"Alpha 100% Cotton\", \"kind\": \"company\"}");

        nok.request()
                .queryParam("q", q)
                .get("/customers")
                .then()
                .statusCode(200)
                .body("items", hasSize(found));
    }

    @Test
    void a_customer_with_a_site_cannot_be_deleted() {
        String id = created(GOLDEN_RICE);
        nok.request()
                .body(Map.of("customerId", id, "name", "โรงสี 1"))
                .post("/sites")
                .then()
                .statusCode(201);

        nok.request()
                .header("If-Match", "\"1\"")
                .delete("/customers/{id}", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("in-use"))
                .body("by", equalTo("sites"));
        nok.request().get("/customers/{id}", id).then().statusCode(200);
    }

    @Test
    void a_deleted_customer_is_gone_with_its_contacts() {
        String id = created(GOLDEN_RICE);
        String contact = nok.request()
                .body(Map.of("customerId", id, "name", "คุณสมศรี"))
                .post("/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        nok.request().delete("/customers/{id}", id).then().statusCode(428);
        nok.request()
                .header("If-Match", "\"1\"")
                .delete("/customers/{id}", id)
                .then()
                .statusCode(204);

        nok.request().get("/customers/{id}", id).then().statusCode(404);
        nok.request().get("/contacts/{id}", contact).then().statusCode(404);
        nok.request()
                .header("If-Match", "*")
                .delete("/customers/{id}", id)
                .then()
                .statusCode(404);
        nok.request()
                .body(Map.of("customerId", id, "name", "โรงสี 1"))
                .post("/sites")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-customer"))
                .body("field", equalTo("customerId"));
    }
}
