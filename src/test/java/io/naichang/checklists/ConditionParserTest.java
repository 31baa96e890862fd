package io.naichang.checklists;

import static io.naichang.checklists.ItemsParserTest.assertProblem;
import static io.naichang.checklists.ItemsParserTest.problems;
import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionParserTest {
    private static final String HERE = "items[6].shownIf";

    /// One earlier item of every kind that matters, the conditioned item, and one after it.
    private static JsonNode shownIf(String condition) {
        String title = "'title':{'th':'ข้อ','en':'Item'}";
        String choices = "'choices':[{'value':'r32'," + title + "},{'value':'r22'," + title + "}]";
        return json("[{'id':'leak'," + title + ",'kind':'yes-no'}," + "{'id':'gas'," + title + ",'kind':'choice',"
                + choices + "}," + "{'id':'parts'," + title + ",'kind':'multi-choice'," + choices + "},"
                + "{'id':'pressure'," + title + ",'kind':'number'}," + "{'id':'remark'," + title + ",'kind':'text'},"
                + "{'id':'picture'," + title + ",'kind':'photo'}," + "{'id':'this'," + title
                + ",'kind':'text','shownIf':" + condition + "}," + "{'id':'later'," + title + ",'kind':'yes-no'}]");
    }

    @Test
    void every_form_is_accepted() {
        for (String good : List.of(
                "{'item':'leak','is':false}",
                "{'is':'r32','item':'gas'}",
                "{'item':'gas','in':['r32','r22']}",
                "{'item':'parts','has':'r22'}",
                "{'item':'pressure','is':-1.5}",
                "{'item':'pressure','above':150}",
                "{'item':'pressure','below':1e2}",
                "{'item':'remark','is':'ลูกค้าไม่อยู่'}",
                "{'item':'picture','answered':true}",
                "{'all':[{'any':[{'not':{'item':'leak','answered':false}}]}]}")) {
            assertThat(problems(shownIf(good))).as(good).isEmpty();
        }
    }

    @Test
    void what_has_none_of_the_forms_is_malformed() {
        for (String bad : List.of(
                "true",
                "'leak'",
                "[]",
                "{}",
                "{'item':'leak'}",
                "{'is':true}",
                "{'item':7,'is':true}",
                "{'item':'leak','equals':true}",
                "{'item':'leak','all':[]}",
                "{'item':'pressure','above':1,'below':5}",
                "{'none':[]}")) {
            assertProblem(shownIf(bad), HERE, Code.MALFORMED_CONDITION);
        }
        assertProblem(shownIf("{'not':null}"), HERE + ".not", Code.MALFORMED_CONDITION);
        assertProblem(shownIf("{'all':[3]}"), HERE + ".all[0]", Code.MALFORMED_CONDITION);
    }

    @Test
    void a_condition_names_an_item_before_its_own() {
        assertProblem(shownIf("{'item':'nothing','is':true}"), HERE + ".item", Code.UNKNOWN_ITEM);
        assertProblem(shownIf("{'item':'nothing','answered':true}"), HERE + ".item", Code.UNKNOWN_ITEM);
        assertProblem(shownIf("{'item':'later','is':true}"), HERE + ".item", Code.LATER_ITEM);
        assertProblem(shownIf("{'item':'this','answered':false}"), HERE + ".item", Code.LATER_ITEM);
        assertProblem(
                shownIf("{'any':[{'item':'leak','is':true},{'not':{'item':'later','is':true}}]}"),
                HERE + ".any[1].not.item",
                Code.LATER_ITEM);
    }

    @Test
    void a_value_has_the_type_of_the_answer() {
        for (String bad : List.of(
                "{'item':'leak','is':'true'}",
                "{'item':'leak','is':null}",
                "{'item':'gas','is':32}",
                "{'item':'pressure','is':'150'}",
                "{'item':'remark','is':true}")) {
            assertProblem(shownIf(bad), HERE + ".is", Code.WRONG_TYPE);
        }
        assertProblem(shownIf("{'item':'pressure','above':'150'}"), HERE + ".above", Code.WRONG_TYPE);
        assertProblem(shownIf("{'item':'pressure','below':true}"), HERE + ".below", Code.WRONG_TYPE);
        assertProblem(shownIf("{'item':'parts','has':['r32']}"), HERE + ".has", Code.WRONG_TYPE);
        assertProblem(shownIf("{'item':'gas','in':'r32'}"), HERE + ".in", Code.WRONG_TYPE);
        assertProblem(shownIf("{'item':'gas','in':['r32',1]}"), HERE + ".in[1]", Code.WRONG_TYPE);
        assertProblem(shownIf("{'item':'leak','answered':'no'}"), HERE + ".answered", Code.WRONG_TYPE);
        assertProblem(shownIf("{'all':{'item':'leak','is':true}}"), HERE + ".all", Code.WRONG_TYPE);
    }

    @Test
    void a_comparison_fits_the_kind_of_the_item() {
        assertProblem(shownIf("{'item':'parts','is':'r32'}"), HERE + ".is", Code.NOT_FOR_KIND);
        assertProblem(shownIf("{'item':'picture','is':'x'}"), HERE + ".is", Code.NOT_FOR_KIND);
        assertProblem(shownIf("{'item':'gas','has':'r32'}"), HERE + ".has", Code.NOT_FOR_KIND);
        assertProblem(shownIf("{'item':'remark','above':1}"), HERE + ".above", Code.NOT_FOR_KIND);
        assertProblem(shownIf("{'item':'leak','below':1}"), HERE + ".below", Code.NOT_FOR_KIND);
    }

    @Test
    void a_choice_named_is_one_of_the_item() {
        assertProblem(shownIf("{'item':'gas','is':'r134a'}"), HERE + ".is", Code.UNKNOWN_CHOICE);
        assertProblem(shownIf("{'item':'gas','in':['r32','r134a']}"), HERE + ".in[1]", Code.UNKNOWN_CHOICE);
        assertProblem(shownIf("{'item':'parts','has':'r134a'}"), HERE + ".has", Code.UNKNOWN_CHOICE);
    }

    @Test
    void values_are_bounded() {
        assertProblem(shownIf("{'item':'remark','is':' '}"), HERE + ".is", Code.BLANK);
        assertProblem(shownIf("{'item':'remark','is':'" + "ก".repeat(201) + "'}"), HERE + ".is", Code.TOO_LONG);
        assertProblem(shownIf("{'item':'pressure','above':1e13}"), HERE + ".above", Code.BAD_NUMBER);
    }

    @Test
    void lists_are_neither_empty_nor_endless() {
        assertProblem(shownIf("{'all':[]}"), HERE + ".all", Code.EMPTY);
        assertProblem(shownIf("{'any':[]}"), HERE + ".any", Code.EMPTY);
        assertProblem(shownIf("{'item':'gas','in':[]}"), HERE + ".in", Code.EMPTY);
        assertProblem(shownIf("{'item':'pressure','in':[" + "1,".repeat(50) + "1]}"), HERE + ".in", Code.TOO_MANY);
    }

    @Test
    void a_condition_has_at_most_100_parts() {
        String leaf = "{'item':'leak','is':true}";
        String ten = "{'any':[" + (leaf + ",").repeat(9) + leaf + "]}";

        assertThat(problems(shownIf("{'all':[" + (ten + ",").repeat(8) + ten + "]}")))
                .isEmpty();
        assertProblem(shownIf("{'all':[" + (ten + ",").repeat(9) + ten + "]}"), HERE + ".all[9]", Code.TOO_MANY);
    }

    @Test
    void conditions_nest_at_most_8_deep() {
        assertThat(problems(shownIf(nested(8)))).isEmpty();
        assertProblem(shownIf(nested(9)), HERE + ".not".repeat(8), Code.TOO_DEEP);
        assertProblem(shownIf(nested(900)), HERE + ".not".repeat(8), Code.TOO_DEEP);
    }

    private static String nested(int depth) {
        return "{'not':".repeat(depth - 1) + "{'item':'leak','is':true}" + "}".repeat(depth - 1);
    }

    @Test
    void an_item_that_is_itself_wrong_brings_no_second_problem() {
        JsonNode items = json("""
                [{'id':'a','title':{'th':'ก','en':'a'},'kind':'slider'},
                 {'id':'b','title':{'th':'ข','en':'b'},'kind':'text','shownIf':{'item':'a','is':3}}]""");

        assertProblem(items, "items[0].kind", Code.UNKNOWN_KIND);
    }
}
