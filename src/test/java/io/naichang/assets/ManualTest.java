package io.naichang.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Upload;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Manuals at the desk, and on the phones of those who may meet the machine.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ManualTest {
    private static final String MODEL = "FTKM24";

    private Tenant siam;
    private Person lek;
    private Person nok;
    private Person somchai;
    private Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        lek = siam.storekeeper("lek");
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
    }

    private static Map<String, Object> form(String model, int edition, String sha256) {
        return new HashMap<>(Map.of(
                "model",
                model,
                "title",
                "คู่มือการใช้งาน",
                "kind",
                "operation",
                "language",
                "th",
                "edition",
                edition,
                "sha256",
                sha256));
    }

    private ValidatableResponse create(Map<String, ?> form) {
        return lek.request().body(form).post("/manuals").then();
    }

    private String manual(String model, int edition) {
        return create(form(model, edition, Upload.of(lek, Upload.pdf())))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void size_and_type_are_those_of_the_bytes() {
        byte[] bytes = Upload.pdf();
        String sha256 = Upload.of(lek, bytes);

        String id = create(form(MODEL, 1, sha256.toUpperCase(java.util.Locale.ROOT)))
                .statusCode(201)
                .body("size", equalTo(bytes.length))
                .body("contentType", equalTo("application/pdf"))
                .body("newest", equalTo(true))
                .body("sha256", equalTo(sha256))
                .extract()
                .path("id");

        String url = lek.request()
                .accept("application/json")
                .get("/manuals/" + id + "/content")
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        assertThat(Answer.from("GET", url, Map.of(), new byte[0]).body())
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        lek.request()
                .redirects()
                .follow(false)
                .get("/manuals/" + id + "/content")
                .then()
                .statusCode(307);
    }

    @Test
    void a_manual_without_bytes_is_refused() {
        create(form(MODEL, 1, Upload.sha256(Upload.pdf()))).statusCode(409).body("code", equalTo("not-uploaded"));
        lek.request().get("/manuals").then().body("items", empty());
    }

    @Test
    void bad_forms_are_refused_with_the_field_at_fault() {
        String sha256 = Upload.of(lek, Upload.pdf());
        for (Map.Entry<String, Object> bad : Map.<String, Object>of(
                        "model", " ",
                        "title", "x".repeat(201),
                        "kind", "poem",
                        "language", "ไทย",
                        "edition", 0,
                        "sha256", "zz")
                .entrySet()) {
            Map<String, Object> form = form(MODEL, 1, sha256);
            form.put(bad.getKey(), bad.getValue());
            create(form).statusCode(400).body("field", equalTo(bad.getKey()));
            form.remove(bad.getKey());
            create(form).statusCode(400).body("field", equalTo(bad.getKey()));
        }
        lek.request().get("/manuals").then().body("items", empty());
    }

    @Test
    void an_edition_of_a_model_kind_and_language_is_there_once() {
        Map<String, Object> form = form(MODEL, 1, Upload.of(lek, Upload.pdf()));
        form.put("id", UUID.randomUUID().toString());
        create(form).statusCode(201);
        create(form).statusCode(201);
        form.put("id", UUID.randomUUID().toString());
        form.put("model", " ftkm24 ");
        create(form).statusCode(409).body("code", equalTo("already-exists"));
    }

    @Test
    void a_manual_is_amended_by_who_has_read_it() {
        String id = manual(MODEL, 1);
        Map<String, String> title = Map.of("title", "คู่มือฉบับแก้ไข");

        lek.request().body(title).patch("/manuals/" + id).then().statusCode(428);
        lek.patch(7).body(title).patch("/manuals/" + id).then().statusCode(412);
        lek.patch(1)
                .body(title)
                .patch("/manuals/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("คู่มือฉบับแก้ไข"))
                .body("version", equalTo(2));
        lek.patch(2)
                .body(Map.of("sha256", Upload.sha256(Upload.pdf())))
                .patch("/manuals/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("not-uploaded"));
        lek.request().get("/manuals/" + id).then().body("version", equalTo(2));
        siam.clerk("boon").patch(2).body(title).patch("/manuals/" + id).then().statusCode(403);
        Given.tenant().admin().request().get("/manuals/" + id).then().statusCode(404);
    }

    @Test
    void phones_get_the_newest_edition_and_the_desk_keeps_the_older_ones() {
        work.visitOf(somchai, 1);
        String first = manual(MODEL, 1);
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.row("manuals", first).path("edition").asInt()).isEqualTo(1);

        String second = manual(" ftkm24", 2);
        phone.pull();
        assertThat(phone.holds("manuals", first)).isFalse();
        assertThat(phone.row("manuals", second).path("sha256").asText()).hasSize(64);
        lek.request().get("/manuals?model=FTKM24").then().body("items.id", containsInAnyOrder(first, second));
        lek.request()
                .get("/manuals?model=FTKM24&newest=true&kind=operation&language=th")
                .then()
                .body("items.id", contains(second));
        lek.request().get("/manuals/" + first).then().statusCode(200).body("newest", equalTo(false));
        content(somchai, first).statusCode(404);
        content(somchai, second).statusCode(200);

        lek.patch(1).delete("/manuals/" + second).then().statusCode(204);
        phone.pull();
        assertThat(phone.holds("manuals", first)).isTrue();
        assertThat(phone.holds("manuals", second)).isFalse();
    }

    private static ValidatableResponse content(Person who, String manual) {
        return who.request()
                .accept("application/json")
                .get("/manuals/" + manual + "/content")
                .then();
    }

    @Test
    void a_manual_comes_with_the_first_visit_to_such_a_machine_and_goes_with_the_last() {
        String manual = manual(MODEL, 1);
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.holds("manuals", manual)).isFalse();
        content(somchai, manual).statusCode(404);

        String here = work.visitOf(somchai, 1);
        String there = work.elsewhere().visitOf(somchai, 3);
        assertThat(phone.pull().holds("manuals", manual)).isTrue();
        content(somchai, manual).statusCode(200);

        Person malee = siam.technician("malee");
        work.schedule(here, malee, 5);
        assertThat(phone.pull().holds("manuals", manual)).isTrue();
        work.schedule(there, malee, 7);
        assertThat(phone.pull().holds("manuals", manual)).isFalse();
        content(somchai, manual).statusCode(404);
        assertThat(Phone.of(malee).pull().holds("manuals", manual)).isTrue();
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void manuals_follow_the_machines_of_a_site_that_is_visited() {
        String manual = manual(MODEL, 1);
        String pump = manual("HDP-5", 1);
        work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.holds("manuals", pump)).isFalse();

        String machine = nok.request()
                .body(Map.of("customerId", work.customer(), "siteId", work.site(), "model", "hdp-5"))
                .post("/assets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(phone.pull().holds("manuals", pump)).isTrue();

        nok.patch(1)
                .body(Map.of("model", MODEL))
                .patch("/assets/" + machine)
                .then()
                .statusCode(200);
        assertThat(phone.pull().holds("manuals", pump)).isFalse();
        nok.patch(2)
                .body(Map.of("model", "HDP-5"))
                .patch("/assets/" + machine)
                .then()
                .statusCode(200);
        assertThat(phone.pull().holds("manuals", pump)).isTrue();

        String elsewhere = work.elsewhere().site();
        nok.patch(3)
                .body(Map.of("siteId", elsewhere))
                .patch("/assets/" + machine)
                .then()
                .statusCode(200);
        phone.pull();
        assertThat(phone.holds("manuals", pump)).isFalse();
        assertThat(phone.holds("manuals", manual)).isTrue();
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void a_phone_cannot_write_manuals() {
        work.visitOf(somchai, 1);
        String manual = manual(MODEL, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.patches("manuals", manual, "title", "ของฉัน");

        assertThat(phone.push().at("/0/code").asText()).isEqualTo("not-permitted");
    }
}
