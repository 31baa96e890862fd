package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the published vectors cannot say in portable JSON, and the answers to a push.
class EvaluationTest {
    private static final ChecklistItems CLEANING = ChecklistItems.stored(json("""
            [{'id':'leak-found','title':{'th':'พบรอยน้ำยารั่วหรือไม่','en':'Leak?'},'kind':'yes-no','required':true},
             {'id':'suction-pressure','title':{'th':'แรงดันน้ำยา','en':'Suction pressure'},'kind':'number','unit':'psi',
              'min':110,'max':150,'required':true,'shownIf':{'item':'leak-found','is':true}},
             {'id':'remark','title':{'th':'หมายเหตุ','en':'Remark'},'kind':'text'}]"""));

    @Test
    void a_hidden_required_item_is_not_missing() {
        Evaluation evaluation = CLEANING.evaluate(Map.of("leak-found", json("false")));

        assertThat(evaluation.progress().complete()).isTrue();
        assertThat(evaluation.items().get(1))
                .isEqualTo(new Evaluation.ItemState("suction-pressure", false, false, false, null));
    }

    @Test
    void a_value_outside_its_limits_is_not_refused() {
        assertThat(CLEANING.refusal("suction-pressure", json("62"))).isEmpty();
        assertThat(CLEANING.evaluate(Map.of("leak-found", json("true"), "suction-pressure", json("62")))
                        .progress()
                        .outOfLimits())
                .containsExactly("suction-pressure");
    }

    @Test
    void a_refusal_does_not_ask_whether_the_item_is_shown() {
        // Otherwise the order in which two answers arrive would decide whether one of them is lost.
        assertThat(CLEANING.refusal("suction-pressure", json("'62'"))).contains(AnswerProblem.WRONG_TYPE);
    }

    @Test
    void an_answer_to_an_unknown_item_is_refused() {
        assertThat(CLEANING.refusal("fan-noise", json("true"))).contains(AnswerProblem.UNKNOWN_ITEM);
    }

    @Test
    void clearing_an_answer_is_not_refused() {
        assertThat(CLEANING.refusal("suction-pressure", json("null"))).isEmpty();
    }

    @Test
    void a_number_that_is_not_finite_is_refused() {
        assertThat(CLEANING.refusal("suction-pressure", DoubleNode.valueOf(Double.NaN)))
                .contains(AnswerProblem.BAD_NUMBER);
        assertThat(CLEANING.refusal("suction-pressure", DoubleNode.valueOf(Double.NEGATIVE_INFINITY)))
                .contains(AnswerProblem.BAD_NUMBER);
        assertThat(CLEANING.refusal("suction-pressure", json("1e400"))).contains(AnswerProblem.BAD_NUMBER);
    }

    @Test
    void a_number_with_a_monstrous_exponent_is_refused_at_once() {
        assertThat(CLEANING.refusal("suction-pressure", decimal("1e999999999"))).contains(AnswerProblem.BAD_NUMBER);
        assertThat(CLEANING.refusal("suction-pressure", decimal("1e-999999999")))
                .contains(AnswerProblem.BAD_NUMBER);
        assertThat(CLEANING.refusal("suction-pressure", decimal("0e999999999"))).isEmpty();
        assertThat(CLEANING.refusal("suction-pressure", DoubleNode.valueOf(Double.MIN_VALUE)))
                .isEmpty();
    }

    private static DecimalNode decimal(String text) {
        return DecimalNode.valueOf(new BigDecimal(text));
    }

    @Test
    void a_text_that_cannot_be_stored_is_refused() {
        assertThat(CLEANING.refusal("remark", TextNode.valueOf("ก\0"))).contains(AnswerProblem.BAD_TEXT);
        assertThat(CLEANING.refusal("remark", TextNode.valueOf("ก\uD83D"))).contains(AnswerProblem.BAD_TEXT);
        assertThat(CLEANING.refusal("remark", TextNode.valueOf("ก\uD83D\uDE00")))
                .isEmpty();
    }

    @Test
    void a_long_text_is_measured_in_code_points() {
        assertThat(CLEANING.refusal("remark", TextNode.valueOf("\uD83D\uDE00".repeat(10_000))))
                .isEmpty();
        assertThat(CLEANING.refusal("remark", TextNode.valueOf("ก".repeat(10_001))))
                .contains(AnswerProblem.TOO_LONG);
    }

    @Test
    void a_missing_node_is_as_if_absent() {
        Map<String, JsonNode> answers = new HashMap<>();
        answers.put("leak-found", MissingNode.getInstance());

        assertThat(CLEANING.evaluate(answers).progress().missing()).containsExactly("leak-found");
    }
}
