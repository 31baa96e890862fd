package io.naichang.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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
class SiteResourceTest {
    private static @Nullable Tenant shared;
    private static @Nullable Person sharedNok;

    private Tenant siam;
    private Person nok;
    private String customer;

    @BeforeEach
    void a_customer() {
        if (shared == null) {
            shared = Given.tenant();
            sharedNok = shared.dispatcher("nok");
        }
        siam = shared;
        nok = sharedNok;
        customer = nok.request()
                .body(Map.of("name", "โรงพยาบาลบ้านแพ้ว", "kind", "government"))
                .post("/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse create(String fields) {
        return nok.request()
                .body("{\"customerId\": \"" + customer + "\", " + fields + "}")
                .post("/sites")
                .then();
    }

    private String created(String fields) {
        return create(fields).statusCode(201).extract().path("id");
    }

    private ValidatableResponse patch(String id, int version, String patch) {
        return nok.patch(version).body(patch).patch("/sites/{id}", id).then();
    }

    @Test
    void an_address_of_a_province_is_written_as_thais_write_it() {
        create("""
                "name": "อาคารผู้ป่วย", "contactPhone": "034 419 555", "lat": 13.5939, "lon": 100.1125,
                "address": {"houseNumber": "198", "moo": "1", "road": "บ้านแพ้ว-พระประโทน", "subdistrict": "บ้านแพ้ว",
                            "district": "บ้านแพ้ว", "province": "สมุทรสาคร", "postcode": "74120"}""")
                .statusCode(201)
                .body("customerId", equalTo(customer))
                .body("timeZone", equalTo("Asia/Bangkok"))
                .body("contactPhone", equalTo("+6634419555"))
                .body("lat", equalTo(13.5939f))
                .body(
                        "address.line",
                        equalTo("198 หมู่ 1 ถนนบ้านแพ้ว-พระประโทน ตำบลบ้านแพ้ว อำเภอบ้านแพ้ว จังหวัดสมุทรสาคร 74120"));
    }

    @Test
    void an_address_in_bangkok_has_khwaeng_and_khet() {
        create("""
                "name": "สาขาอโศก", "address": {"houseNumber": "253", "soi": "สุขุมวิท 21", "subdistrict": "แขวงคลองเตยเหนือ",
                            "district": "วัฒนา", "province": "กรุงเทพมหานคร", "postcode": "10110"}""")
                .statusCode(201)
                .body("address.line", equalTo("253 ซอยสุขุมวิท 21 แขวงคลองเตยเหนือ เขตวัฒนา กรุงเทพมหานคร 10110"))
                .body("$", not(hasKey("lat")));
    }

    @Test
    void a_part_of_an_address_is_patched_and_its_line_follows() {
        String id = created("\"name\": \"คลัง\", \"address\": {\"moo\": \"1\", \"province\": \"ลำพูน\"}");

        patch(id, 1, "{\"address\": {\"moo\": \"9\", \"province\": null, \"line\": \"ignored\"}}")
                .statusCode(200)
                .body("address", equalTo(Map.of("moo", "9", "line", "หมู่ 9")));
        patch(id, 2, "{\"address\": null}").statusCode(200).body("address", equalTo(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "lat": 90.1, "lon": 100              | invalid       | lat
                    "lat": 13, "lon": -180.5             | invalid       | lon
                    "lat": "13", "lon": 100              | invalid       | lat
                    "timeZone": "+07:00"                 | invalid       | timeZone
                    "timeZone": "Asia/Siam"              | invalid       | timeZone
                    "address": {"postcode": "1234"}      | invalid       | address.postcode
                    "address": {"postcode": 10110}       | invalid       | address.postcode
                    "address": {"village": "ริมปิง"}      | unknown-field | address.village
                    "address": "ริมปิง"                   | invalid       | address
                    "contactPhone": "โทรหาช่าง"           | invalid       | contactPhone
                    "regionId": "north"                  | invalid       | regionId
                    "contactName": ""                    | invalid       | contactName
                    """)
    void a_faulty_form_is_refused_with_the_field(String fields, String code, String field) {
        create("\"name\": \"คลัง\", " + fields)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("field", equalTo(field));
    }

    @Test
    void half_a_position_is_none() {
        create("\"name\": \"คลัง\", \"lat\": 13.7")
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("constraint", equalTo("site_position"));
    }

    @Test
    void a_site_of_nobody_is_refused() {
        customer = UUID.randomUUID().toString();

        create("\"name\": \"คลัง\"")
                .statusCode(400)
                .body("code", equalTo("unknown-customer"))
                .body("field", equalTo("customerId"));
    }

    @Test
    void a_site_of_another_tenants_customer_is_refused() {
        Person fah = Given.tenant().dispatcher("fah");

        fah.request()
                .body(Map.of("customerId", customer, "name", "คลัง"))
                .post("/sites")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-customer"));
    }

    @Test
    void a_site_lies_in_a_region_of_its_own_company_which_cannot_be_deleted_then() {
        String region = siam.region("ใต้");
        String foreign = Given.tenant().region("ใต้");

        for (String each : List.of(foreign, UUID.randomUUID().toString())) {
            create("\"name\": \"คลังใต้\", \"regionId\": \"" + each + "\"")
                    .statusCode(400)
                    .body("code", equalTo("unknown-region"))
                    .body("field", equalTo("regionId"));
        }
        create("\"name\": \"คลังใต้\", \"regionId\": \"" + region + "\"").statusCode(201);
        siam.admin()
                .request()
                .header("If-Match", "*")
                .delete("/regions/" + region)
                .then()
                .statusCode(409)
                .body("code", equalTo("in-use"))
                .body("by", equalTo("sites"));
    }

    @Test
    void sites_are_filtered_by_customer_region_and_name() {
        String region = siam.region("เหนือ");
        String id = created("\"name\": \"คลังเหนือ\", \"regionId\": \"" + region + "\"");
        created("\"name\": \"คลังใต้\"");

        List<String> parameters = List.of(
                "customerId=" + customer + "&q=เหนือ",
                "regionId=" + region,
                "regionId=" + region + "&q=คลัง",
                // The customer's.
                "regionId=" + region + "&q=บ้านแพ้ว");
        for (String each : parameters) {
            nok.request()
                    .get("/sites?" + each)
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(id)))
                    .body("items[0].regionId", equalTo(region));
        }
        nok.request()
                .get("/sites?regionId=" + region + "&q=ลำปาง")
                .then()
                .statusCode(200)
                .body("items", empty());
        nok.request()
                .get("/sites?customerId=somebody")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", equalTo("customerId"));
    }

    @Test
    void a_site_with_an_asset_cannot_be_deleted_until_that_is() {
        String site = created("\"name\": \"คลัง\"");
        String asset = nok.request()
                .body(Map.of("customerId", customer, "siteId", site, "model", "FTKM24"))
                .post("/assets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        nok.request()
                .header("If-Match", "*")
                .delete("/sites/{id}", site)
                .then()
                .statusCode(409)
                .body("code", equalTo("in-use"))
                .body("by", equalTo("assets"));

        nok.request()
                .header("If-Match", "*")
                .delete("/assets/{id}", asset)
                .then()
                .statusCode(204);
        nok.request().header("If-Match", "*").delete("/sites/{id}", site).then().statusCode(204);
        nok.request().get("/sites/{id}", site).then().statusCode(404);
    }

    @Test
    void a_contact_outlives_the_site_where_he_worked() {
        String site = created("\"name\": \"คลัง\"");
        String contact = nok.request()
                .body(Map.of("customerId", customer, "siteId", site, "name", "คุณวีระ", "phone", "089-123-4567"))
                .post("/contacts")
                .then()
                .statusCode(201)
                .body("phone", equalTo("+66891234567"))
                .extract()
                .path("id");

        nok.request().header("If-Match", "*").delete("/sites/{id}", site).then().statusCode(204);

        nok.request()
                .get("/contacts/{id}", contact)
                .then()
                .statusCode(200)
                .body("siteId", nullValue())
                .body("version", equalTo(1));
    }

    @Test
    void a_contact_works_at_a_site_of_his_own_customer() {
        String other = nok.request()
                .body(Map.of("name", "โรงแรมริมปิง", "kind", "company", "language", "th"))
                .post("/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        nok.request()
                .body(Map.of("customerId", other, "siteId", created("\"name\": \"คลัง\""), "name", "คุณวีระ"))
                .post("/contacts")
                .then()
                .statusCode(400)
                .body("code", equalTo("site-of-another"))
                .body("field", equalTo("siteId"));
    }

    @Test
    void a_contact_is_amended_and_deleted_only_by_who_read_it() {
        String contact = nok.request()
                .body(Map.of("customerId", customer, "name", "คุณวีระ", "role", "หัวหน้าช่าง"))
                .post("/contacts")
                .then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .extract()
                .path("id");

        nok.patch(0)
                .body("{\"role\": null}")
                .patch("/contacts/{id}", contact)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("role", nullValue());
        nok.patch(0).body("{}").patch("/contacts/{id}", contact).then().statusCode(412);
        nok.request().body("{}").patch("/contacts/{id}", contact).then().statusCode(428);
        nok.request().get("/contacts?customerId=" + customer).then().body("items", hasSize(1));
        nok.request()
                .header("If-Match", "\"1\"")
                .delete("/contacts/{id}", contact)
                .then()
                .statusCode(204);
        nok.request().get("/contacts/{id}", contact).then().statusCode(404);
    }

    @Test
    void notes_on_how_to_get_in_are_kept_from_both_sides() {
        Work work = Work.at(nok);
        Person somchai = siam.technician("somchai" + UUID.randomUUID());
        work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        patch(work.site(), 1, "{\"accessNotes\": \"แลกบัตรที่ป้อมยาม\"}").statusCode(200);

        phone.patches("sites", work.site(), "accessNotes", "ลิฟต์ขนของอยู่หลังอาคาร");
        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("merged");
        assertThat(result.at("/conflicts/0/kept").asText()).isEqualTo("both");
        assertThat(phone.pull().row("sites", work.site()).path("accessNotes").asText())
                .startsWith("แลกบัตรที่ป้อมยาม\n")
                .endsWith("] ลิฟต์ขนของอยู่หลังอาคาร");
    }

    @Test
    void a_technician_whom_no_visit_leads_to_a_site_cannot_write_there() {
        Person malee = siam.technician("malee" + UUID.randomUUID());
        Phone phone = Phone.of(malee).pull();

        phone.patches("sites", created("\"name\": \"คลัง\""), "accessNotes", "กุญแจอยู่ใต้กระถาง");

        JsonNode result = phone.push().get(0);
        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("code").asText()).isEqualTo("not-assigned");
    }

    @Test
    void what_the_office_owns_goes_from_a_phone_to_the_ledger() {
        Work work = Work.at(nok);
        Person anan = siam.technician("anan" + UUID.randomUUID());
        work.visitOf(anan, 1);
        Phone phone = Phone.of(anan).pull();

        phone.patches("sites", work.site(), "name", "ตึกใหม่");

        JsonNode result = phone.push().get(0);
        assertThat(result.path("status").asText()).isEqualTo("superseded");
        assertThat(result.path("code").asText()).isEqualTo("not-owner");
        nok.request()
                .body(Map.of("keep", "other"))
                .post("/conflicts/{id}/resolve", result.at("/conflicts/0/entry").asText())
                .then()
                .statusCode(200);
        nok.request().get("/sites/{id}", work.site()).then().body("name", equalTo("ตึกใหม่"));
    }
}
