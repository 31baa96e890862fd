package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentAnswerTest {
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");
    private static final ChecklistItems CLEANING = ChecklistItems.stored(json("""
            [{'id':'drain-flows','title':{'th':'น้ำทิ้งไหลสะดวก','en':'Drain flows'},'kind':'yes-no','required':true},
             {'id':'noise','title':{'th':'เสียง','en':'Noise'},'kind':'choice',
              'choices':[{'value':'normal','title':{'th':'ปกติ','en':'Normal'}}]},
             {'id':'pressure','title':{'th':'แรงดันน้ำยา','en':'Pressure'},'kind':'number','min':110,'max':150},
             {'id':'photo','title':{'th':'รูป','en':'Photo'},'kind':'photo'},
             {'id':'remark','title':{'th':'หมายเหตุ','en':'Remark'},'kind':'text','shownIf':{'item':'drain-flows','is':false}}]"""));

    private static SentAnswer sent(String item, JsonNode value) {
        return SentAnswer.of(CLEANING, item, value, NINE);
    }

    private static SentAnswer kept(String answer) {
        return new SentAnswer.Kept((ObjectNode) json(answer));
    }

    @Test
    void an_answer_is_kept_with_its_time_in_utc_and_its_comment() {
        assertThat(sent("drain-flows", json("{'value':false,'at':'2026-11-23T08:43:00+07:00','comment':'ท่อตัน'}")))
                .isEqualTo(kept("{'value':false,'at':'2026-11-23T01:43:00.000Z','comment':'ท่อตัน'}"));
    }

    @Test
    void an_answer_without_a_time_was_given_when_its_mutation_happened() {
        assertThat(sent("drain-flows", json("{'value':true,'at':null,'comment':null}")))
                .isEqualTo(kept("{'value':true,'at':'2026-11-23T02:00:00.000Z'}"));
    }

    @Test
    void null_clears_and_so_does_a_null_value() {
        assertThat(sent("drain-flows", json("null"))).isEqualTo(new SentAnswer.Cleared());
        assertThat(sent("drain-flows", json("{'value':null,'at':'2026-11-23T01:43:00Z'}")))
                .isEqualTo(new SentAnswer.Cleared());
    }

    @Test
    void a_comment_that_says_why_there_is_no_value_is_kept_and_may_be_sent_back_as_it_was_pulled() {
        SentAnswer why = kept("{'at':'2026-11-23T02:00:00.000Z','comment':'เกจเสีย'}");

        assertThat(sent("pressure", json("{'value':null,'comment':'เกจเสีย'}"))).isEqualTo(why);
        assertThat(sent("pressure", json("{'at':'2026-11-23T02:00:00.000Z','comment':'เกจเสีย'}")))
                .isEqualTo(why);
    }

    @Test
    void a_value_outside_its_limits_and_one_of_a_hidden_item_are_kept() {
        assertThat(sent("pressure", json("{'value':62}"))).isInstanceOf(SentAnswer.Kept.class);
        assertThat(sent("remark", json("{'value':'ท่อแตก'}"))).isInstanceOf(SentAnswer.Kept.class);
    }

    @ParameterizedTest
    @CsvSource({"0e999999999, 0", "1.20e2, 120", "62.50, 62.5", "-0.0, 0", "2e-3, 0.002"})
    void numbers_are_kept_in_digits_whatever_their_exponent(String written, String digits) {
        JsonNode answer = io.naichang.platform.Json.parse("{\"value\":" + written + "}");

        assertThat(sent("pressure", answer).toString()).contains("\"value\":" + digits + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            fan-noise   | {'value':true}                          | unknown-item
            fan-noise   | null                                    | unknown-item
            drain-flows | true                                    | wrong-type
            drain-flows | [true]                                  | wrong-type
            drain-flows | {}                                      | wrong-type
            drain-flows | {'at':'2026-11-23T01:43:00Z'}           | wrong-type
            drain-flows | {'value':'true'}                        | wrong-type
            drain-flows | {'value':true,'by':'somchai'}           | unknown-field
            drain-flows | {'value':true,'at':'yesterday'}         | wrong-type
            drain-flows | {'value':true,'at':1795400000}          | wrong-type
            drain-flows | {'value':true,'at':'2026-02-30T01:00:00Z'} | wrong-type
            drain-flows | {'value':true,'comment':5}              | wrong-type
            drain-flows | {'value':true,'comment':{}}             | wrong-type
            noise       | {'value':'deafening'}                   | unknown-choice
            pressure    | {'value':'62'}                          | wrong-type
            pressure    | {'value':1e13}                          | bad-number
            photo       | {'value':['photo-1']}                   | not-an-id
            """)
    void what_cannot_be_an_answer_is_malformed_and_says_why(String item, String value, String code) {
        assertThat(sent(item, json(value)))
                .isInstanceOfSatisfying(
                        SentAnswer.Malformed.class,
                        malformed -> assertThat(malformed.reason()).startsWith(code));
    }

    @Test
    void a_comment_is_bounded_and_can_be_stored() {
        ObjectNode answer = (ObjectNode) json("{'value':true}");

        answer.put("comment", "ก".repeat(2_000));
        assertThat(sent("drain-flows", answer)).isInstanceOf(SentAnswer.Kept.class);
        answer.put("comment", "ก".repeat(2_001));
        assertThat(sent("drain-flows", answer)).isInstanceOf(SentAnswer.Malformed.class);
        answer.set("comment", TextNode.valueOf("\ud83d"));
        assertThat(sent("drain-flows", answer)).isInstanceOf(SentAnswer.Malformed.class);
    }
}
