package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checklists as phones get and answer them.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChecklistSyncTest {
    private static final String CHECK = """
            {'title':{'th':'ตรวจแอร์','en':'Check'},'items':[
              {'id':'runs','title':{'th':'เครื่องเดิน','en':'It runs'},'kind':'yes-no','required':true},
              {'id':'hours','title':{'th':'ชั่วโมงทำงาน','en':'Hours run'},'kind':'meter','unit':'h','min':0.5,'required':true,
               'shownIf':{'item':'runs','is':true}},
              {'id':'remark','title':{'th':'หมายเหตุ','en':'Remark'},'kind':'text'}]}""";

    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Work work;
    private String template;
    private String visit;
    private String checklist;
    private Phone phone;

    @BeforeEach
    void a_visit_with_a_checklist_on_the_phone() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        template = nok.request()
                .body(CHECK.replace('\'', '"'))
                .post("/checklist-templates")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        visit = work.visitOf(somchai, 1);
        give(visit, template);
        checklist = nok.request()
                .get("/visits/{id}/checklists", visit)
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
        phone = Phone.of(somchai).pull();
    }

    private void give(String to, String what) {
        nok.request()
                .body(Map.of("templateId", what))
                .post("/visits/{id}/checklists", to)
                .then()
                .statusCode(200);
    }

    private JsonNode pushes(Phone by, String set) {
        by.does("patch", "checklists", checklist).set("set", json(set));
        return by.push().get(0);
    }

    private JsonNode held() {
        return phone.pull().row("checklists", checklist);
    }

    @Test
    void a_technician_gets_the_checklists_of_his_visits() {
        JsonNode row = phone.row("checklists", checklist);

        assertThat(row.path("visitId").textValue()).isEqualTo(visit);
        assertThat(row.path("templateId").textValue()).isEqualTo(template);
        assertThat(row.path("templateVersion").intValue()).isEqualTo(1);
        assertThat(row.path("title")).isEqualTo(json("{'th':'ตรวจแอร์','en':'Check'}"));
        assertThat(row.path("items")).hasSize(3);
        assertThat(row.path("answers")).isEqualTo(json("{}"));
        assertThat(row.path("progress").path("missing")).isEqualTo(json("['runs']"));
    }

    @Test
    void answers_move_the_progress_and_the_evidence_of_the_visit() {
        JsonNode result = pushes(
                phone,
                "{'answers.runs':{'value':true,'at':'2026-11-23T08:43:00+07:00','comment':'เสียงดัง'},'answers.hours':{'value':1240.5}}");

        assertThat(result.path("status").textValue()).isEqualTo("applied");
        assertThat(held().path("answers").path("runs"))
                .isEqualTo(json("{'value':true,'at':'2026-11-23T01:43:00.000Z','comment':'เสียงดัง'}"));
        assertThat(held().path("progress").path("complete").booleanValue()).isTrue();
        assertThat(work.seen(visit).getBoolean("evidence.complete")).isTrue();

        pushes(phone, "{'answers.hours':null}");
        assertThat(held().path("answers").has("hours")).isFalse();
        assertThat(work.seen(visit).getList("evidence.missing.itemId")).containsExactly("hours");
        assertThat(phone.row("visits", visit).path("evidence").path("complete").booleanValue())
                .isFalse();
    }

    @Test
    void the_desk_reads_answers_beside_their_questions() {
        pushes(phone, "{'answers.remark':{'value':'ลูกค้าไม่อยู่'}}");

        nok.request()
                .get("/visits/{id}/checklists", visit)
                .then()
                .body("id", contains(checklist))
                .body("[0].version", equalTo(2))
                .body("[0].items", hasSize(3))
                .body("[0].answers.remark.value", equalTo("ลูกค้าไม่อยู่"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'answers.noise':{'value':true}}                                 | answers.noise
            {'answers.runs':{'value':'yes'}}                                 | answers.runs
            {'answers.runs':true}                                            | answers.runs
            {'answers.runs':{'value':true,'by':'me'}}                        | answers.runs
            {'answers.runs':{'value':true,'at':'now'}}                       | answers.runs
            {'answers.runs':{'value':true},'answers.hours':{'value':'7'}}    | answers.hours
            """)
    void a_malformed_answer_is_rejected_and_changes_nothing(String set, String field) {
        phone.does("patch", "checklists", checklist)
                .set("set", io.naichang.platform.Json.parse(set.replace('\'', '"')));
        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").textValue()).as(result.toString()).isEqualTo("rejected");
        assertThat(result.path("code").textValue()).isEqualTo("malformed");
        assertThat(result.path("field").textValue()).isEqualTo(field);
        assertThat(held().path("answers")).isEqualTo(json("{}"));
    }

    @Test
    void a_number_of_many_digits_is_kept_and_can_be_answered_anew() {
        ObjectNode set = (ObjectNode) io.naichang.platform.Json.parse("{\"answers.hours\":{\"value\":1e-300}}");
        phone.does("patch", "checklists", checklist).set("set", set);
        assertThat(phone.push().get(0).path("status").textValue()).isEqualTo("applied");

        assertThat(pushes(phone, "{'answers.hours':{'value':2}}").path("status").textValue())
                .isEqualTo("applied");
        assertThat(held().path("answers").path("hours").path("value").intValue())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e200000", "1e-200000", "0e999999999", "\"\\ud83d\""})
    void what_postgresql_cannot_keep_is_rejected_and_blocks_nothing(String value) {
        phone.patches("checklists", checklist, "answers.remark", Map.of("value", "UNKEPT"));
        phone.patches("checklists", checklist, "answers.runs", Map.of("value", true));

        JsonNode results = io.naichang.platform.Json.parse(somchai.request()
                        .body(phone.batch().toString().replace("\"UNKEPT\"", value))
                        .post("/sync/push")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("results");

        assertThat(results.get(0).path("code").textValue()).isEqualTo("malformed");
        assertThat(results.get(1).path("status").textValue()).isEqualTo("applied");
        assertThat(held().path("answers").has("remark")).isFalse();
    }

    @Test
    void what_the_office_owns_goes_to_the_ledger_and_the_answers_apply() {
        JsonNode result = pushes(phone, "{'title':{'th':'x','en':'x'},'progress':{},'answers.runs':{'value':false}}");

        assertThat(result.path("status").textValue()).isEqualTo("applied");
        assertThat(result.path("conflicts")).hasSize(2);
        assertThat(held().path("title").path("en").textValue()).isEqualTo("Check");
        assertThat(held().path("answers").path("runs").path("value").booleanValue())
                .isFalse();
    }

    @Test
    void phones_make_and_delete_no_checklists() {
        phone.creates("checklists", Map.of("visitId", visit));
        phone.does("delete", "checklists", checklist);

        phone.push().forEach(each -> assertThat(each.path("code").textValue()).isEqualTo("not-permitted"));
    }

    @Test
    void answers_to_a_visit_that_was_given_to_another_are_kept_and_marked() {
        Person malee = siam.technician("malee");
        phone.patches("checklists", checklist, "answers.runs", Map.of("value", true));
        work.schedule(visit, malee, 3);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").textValue()).isIn("applied", "merged");
        assertThat(result.path("conflicts").get(0).path("code").textValue()).startsWith("late-work-");
        JsonNode hers = Phone.of(malee).pull().row("checklists", checklist);
        assertThat(hers.path("answers").path("runs").path("value").booleanValue())
                .isTrue();
        assertThat(phone.pull().holds("checklists", checklist)).isFalse();
    }

    @Test
    void a_visit_that_was_never_his_is_not_his_to_answer() {
        JsonNode result = pushes(Phone.of(siam.technician("malee")), "{'answers.runs':{'value':true}}");

        assertThat(result.path("status").textValue()).isEqualTo("rejected");
        assertThat(result.path("code").textValue()).isEqualTo("not-assigned");
        assertThat(held().path("answers")).isEqualTo(json("{}"));
    }

    @Test
    void two_answers_to_one_question_meet_and_the_ledger_gives_back_the_one_that_lost() {
        Phone tablet = Phone.of(somchai).pull();
        pushes(phone, "{'answers.runs':{'value':true}}");

        JsonNode result = pushes(tablet, "{'answers.runs':{'value':false}}");

        assertThat(result.path("status").textValue()).isEqualTo("merged");
        assertThat(held().path("answers").path("runs").path("value").booleanValue())
                .isFalse();
        String entry = result.path("conflicts").get(0).path("entry").textValue();
        nok.request()
                .body("{\"keep\":\"other\"}")
                .post("/conflicts/{id}/resolve", entry)
                .then()
                .statusCode(200);
        assertThat(held().path("answers").path("runs").path("value").booleanValue())
                .isTrue();
    }

    @Test
    void different_answers_of_two_devices_do_not_meet() {
        Phone tablet = Phone.of(somchai).pull();
        pushes(phone, "{'answers.runs':{'value':true}}");

        JsonNode result = pushes(tablet, "{'answers.remark':{'value':'ปกติ'}}");

        assertThat(result.path("status").textValue()).isEqualTo("merged");
        assertThat(result.path("conflicts")).isEmpty();
        assertThat(held().path("answers")).hasSize(2);
    }

    @Test
    void a_checklist_keeps_the_version_that_it_was_made_of() {
        nok.patch(1)
                .body("{\"items\":[{\"id\":\"photo\",\"title\":{\"th\":\"รูป\",\"en\":\"Photo\"},\"kind\":\"photo\"}]}")
                .patch("/checklist-templates/{id}", template)
                .then()
                .statusCode(200);
        give(visit, template);

        nok.request()
                .get("/visits/{id}/checklists", visit)
                .then()
                .body("templateVersion", contains(1, 2))
                .body("[0].items", hasSize(3))
                .body("[1].items.id", contains("photo"));
    }

    @Test
    void a_template_that_is_not_there_is_given_to_nobody() {
        nok.request()
                .header("If-Match", "*")
                .delete("/checklist-templates/{id}", template)
                .then()
                .statusCode(204);

        for (String gone : new String[] {template, UUID.randomUUID().toString()}) {
            nok.request()
                    .body(Map.of("templateId", gone))
                    .post("/visits/{id}/checklists", visit)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("unknown-checklist-template"))
                    .body("field", equalTo("templateId"));
        }
        nok.request().get("/visits/{id}/checklists", visit).then().body("id", contains(checklist));
    }
}
