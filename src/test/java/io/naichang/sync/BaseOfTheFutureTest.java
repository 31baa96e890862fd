package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A `base` that never was, of a program's mistake or of a history that a restore has lost: nobody knows what the user
/// saw, so nothing that others wrote is taken for seen, and nothing of the phone's is dropped.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // JUnit sets the fields before each test
class BaseOfTheFutureTest {
    private static final int FUTURE = 999_999;

    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Work work;
    private String visit;
    private Phone phone;

    @BeforeEach
    void aVisitThatThePhoneKnows() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        visit = work.visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    private JsonPath entry(JsonNode result) {
        return JsonPath.from(nok.request()
                .get("/conflicts/" + result.at("/conflicts/0/entry").asText())
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void the_offices_value_goes_to_the_ledger_and_the_technicians_stands() {
        work.amend(visit, Map.of("diagnosis", "น้ำยาหมด"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้").put("base", FUTURE);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("merged");
        assertThat(entry(result).getString("theirs")).isEqualTo("น้ำยาหมด");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("คอมเพรสเซอร์ไหม้");
    }

    @Test
    void texts_of_both_sides_are_kept() {
        work.amend(visit, Map.of("remarks", "ลูกค้ารออยู่"));
        phone.patches("visits", visit, "remarks", "ฝากกุญแจไว้กับยาม").put("base", FUTURE);

        phone.push();

        assertThat(work.seen(visit).getString("remarks"))
                .contains("ลูกค้ารออยู่")
                .contains("ฝากกุญแจไว้กับยาม");
    }

    @Test
    void a_deletion_does_not_take_what_others_wrote() {
        String note = phone.creates("notes", Map.of("visitId", visit, "text", "รหัสประตู 4411"))
                .toString();
        phone.push();
        nok.request()
                .header("If-Match", "*")
                .body(Map.of("text", "รหัสอยู่ที่สำนักงาน", "reason", "รหัสไม่ควรอยู่ที่นี่"))
                .post("/notes/" + note + "/redact")
                .then()
                .statusCode(200);
        phone.does("delete", "notes", note).put("base", FUTURE);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("code").asText()).isEqualTo("changed-meanwhile");
        nok.request().get("/notes?visitId=" + visit).then().body("items.id", contains(note));
    }

    @Test
    void work_on_a_visit_that_was_given_away_counts_as_late_work() {
        work.schedule(visit, siam.technician("malee"), 3);
        phone.creates("notes", Map.of("visitId", visit, "text", "ทำเสร็จแล้ว"));
        JsonNode batch = phone.batch();
        ((ObjectNode) batch.at("/mutations/0")).put("base", FUTURE);

        JsonNode answer =
                Json.parse(phone.sends(batch).then().statusCode(200).extract().asString());

        assertThat(answer.at("/results/0/status").asText()).isEqualTo("applied");
        assertThat(answer.at("/results/0/conflicts/0/code").asText()).isEqualTo("late-work-reassigned");
    }
}
