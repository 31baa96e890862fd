package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final String ITEMS = """
            [{'id':'runs','title':{'th':'เครื่องเดิน','en':'It runs'},'kind':'yes-no','required':true},
             {'id':'hours','title':{'th':'ชั่วโมงทำงาน','en':'Hours run'},'kind':'meter','unit':'h','min':0,'required':true,
              'shownIf':{'item':'runs','is':true}},
             {'id':'current','title':{'th':'กระแส','en':'Current'},'kind':'number','unit':'A'}]""";

    private final Checklist checklist = new Checklist(
            UUID.fromString("019ca000-0000-7000-8000-000000000001"),
            UUID.fromString("019ca000-0000-7000-8000-0000000000aa"),
            new TemplateVersion(
                    UUID.fromString("019ca000-0000-7000-8000-0000000000bb"),
                    3,
                    "{\"th\":\"ตรวจเครื่อง\",\"en\":\"Check\"}",
                    json(ITEMS).toString()));

    private void answer(String answers) {
        checklist.answer((ObjectNode) json(answers));
    }

    @Test
    void a_new_checklist_lacks_what_is_required() {
        assertThat(checklist.progress())
                .isEqualTo(
                        json(
                                "{'shown':2,'answered':0,'required':1,'requiredAnswered':0,'complete':false,'outOfLimits':[],'missing':['runs']}"));
    }

    @Test
    void answers_move_the_progress() {
        answer("{'runs':{'value':true,'at':'2026-11-23T02:00:00.000Z'}}");
        assertThat(checklist.progress().get("missing")).isEqualTo(json("['hours']"));

        answer(
                "{'runs':{'value':true,'at':'2026-11-23T02:00:00.000Z'},'hours':{'value':1240.5,'at':'2026-11-23T02:01:00.000Z'}}");
        assertThat(checklist.progress().get("complete").booleanValue()).isTrue();
    }

    @Test
    void a_comment_without_a_value_answers_nothing() {
        answer("{'runs':{'comment':'ไฟดับ','at':'2026-11-23T02:00:00.000Z'}}");

        assertThat(checklist.progress().get("missing")).isEqualTo(json("['runs']"));
    }

    @Test
    void only_meters_that_are_shown_and_answered_are_readings() {
        answer("{'runs':{'value':true},'hours':{'value':1240.5},'current':{'value':7}}");
        assertThat(checklist.meters()).containsExactly(entry("hours", new BigDecimal("1240.5")));

        answer("{'runs':{'value':false},'hours':{'value':1240.5}}");
        assertThat(checklist.meters()).isEmpty();
    }
}
