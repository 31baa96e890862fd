package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a dispatcher settles entries of the ledger, and what he is kept from.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ResolutionTest {
    private Person nok;
    private Person somchai;
    private Person malee;
    private Work work;

    @BeforeEach
    void a_company() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        malee = siam.technician("malee");
        work = Work.at(nok);
    }

    /// The entry of an edit by somchai that came after the visit had been given to malee.
    private String lateEdit(String visit) {
        Phone phone = Phone.of(somchai).pull();
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        work.schedule(visit, malee, 3);
        JsonNode result = phone.push().get(0);
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("superseded");
        return result.path("entry").asText();
    }

    private ValidatableResponse settles(String entry, Map<String, ?> decision) {
        return nok.request()
                .body(decision)
                .post("/conflicts/{id}/resolve", entry)
                .then();
    }

    @Test
    void a_refused_edit_can_be_written_after_all() {
        String visit = work.visitOf(somchai, 1);
        String entry = lateEdit(visit);

        settles(entry, Map.of("keep", "other")).statusCode(200);

        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("คอมเพรสเซอร์ไหม้");
    }

    @Test
    void a_refused_edit_does_not_overwrite_what_somebody_wrote_since() {
        String visit = work.visitOf(somchai, 1);
        String entry = lateEdit(visit);
        Phone hers = Phone.of(malee).pull();
        hers.patches("visits", visit, "diagnosis", "น้ำยารั่ว");
        hers.push();

        settles(entry, Map.of("keep", "other"))
                .statusCode(409)
                .body("code", equalTo("changed-since"))
                .body("field", equalTo("diagnosis"));

        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("น้ำยารั่ว");
        settles(entry, Map.of("keep", "kept")).statusCode(200);
    }

    @Test
    void an_entry_shows_what_stands_in_the_field_and_who_the_people_are() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.patches("visits", visit, "title", "แอร์หยดน้ำ");
        String entry = phone.push().get(0).at("/conflicts/0/entry").asText();

        nok.request()
                .get("/conflicts/" + entry)
                .then()
                .statusCode(200)
                .body("rule", equalTo("not-owner"))
                .body("theirs", equalTo("แอร์ไม่เย็น"))
                .body("yours", equalTo("แอร์หยดน้ำ"))
                .body(
                        "userName",
                        equalTo(somchai.signIn()
                                .request()
                                .get("/users/me")
                                .then()
                                .extract()
                                .<String>path("name")));
    }

    @Test
    void what_lost_is_not_put_back_over_a_later_value_but_a_value_can_be_given() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        work.amend(visit, Map.of("diagnosis", "คาปาซิเตอร์เสีย"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        String entry = phone.push().get(0).at("/conflicts/0/entry").asText();
        work.amend(visit, Map.of("diagnosis", "แผงวงจรเสีย"));

        settles(entry, Map.of("keep", "other")).statusCode(409).body("code", equalTo("changed-since"));

        settles(entry, Map.of("keep", "value", "value", "คาปาซิเตอร์และแผงวงจรเสีย"))
                .statusCode(200);
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("คาปาซิเตอร์และแผงวงจรเสีย");
        settles(entry, Map.of("keep", "kept")).statusCode(409).body("code", equalTo("already-resolved"));
    }
}
