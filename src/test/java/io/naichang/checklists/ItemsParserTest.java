package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.checklists.ItemProblem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every problem of an item has its own case; conditions have theirs in `ConditionParserTest`.
class ItemsParserTest {
    private static final String TITLE = "'title':{'th':'แรงดันน้ำยา','en':'Pressure'}";

    @Test
    void what_is_read_is_written_the_same() {
        JsonNode items = json("""
                [{'id':'gas','title':{'th':'ชนิดน้ำยา','en':'Refrigerant'},'kind':'choice','choices':[
                  {'value':'r32','title':{'th':'R32','en':'R32'}}],'required':true},
                 {'id':'p','title':{'th':'แรงดัน','en':'Pressure'},'help':{'th':'รอ 15 นาที','en':'Wait'},'kind':'number',
                  'unit':'psi','min':110,'max':150.5,'decimals':1,'required':false,
                  'shownIf':{'all':[{'item':'gas','in':['r32']},{'not':{'item':'gas','answered':false}}]}}]""");

        assertThat(ChecklistItems.stored(items).toJson().toString()).isEqualTo(items.toString());
    }

    @Test
    void required_is_false_unless_said() {
        assertThat(ChecklistItems.stored(item("'id':'a'," + TITLE + ",'kind':'text'"))
                        .items()
                        .getFirst()
                        .required())
                .isFalse();
    }

    @Test
    void null_is_as_if_absent_in_optional_fields() {
        assertThat(problems(item("'id':'a'," + TITLE
                        + ",'kind':'text','help':null,'unit':null,'choices':null,'shownIf':null,'required':null")))
                .isEmpty();
    }

    @Test
    void items_are_an_array_of_objects() {
        assertProblem(json("{}"), "items", Code.WRONG_TYPE);
        assertProblem(json("[7]"), "items[0]", Code.WRONG_TYPE);
        assertProblem(json("[]"), "items", Code.EMPTY);
    }

    @Test
    void at_most_200_items() {
        assertThat(problems(many(200))).isEmpty();
        assertProblem(many(201), "items", Code.TOO_MANY);
    }

    private static JsonNode many(int count) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            ObjectNode item =
                    (ObjectNode) item("'id':'a'," + TITLE + ",'kind':'text'").get(0);
            array.add(item.put("id", "item-" + i));
        }
        return array;
    }

    @Test
    void at_most_256_kib() {
        JsonNode items = many(200);
        items.forEach(item ->
                ((ObjectNode) item).set("help", new Bilingual("ก".repeat(400), "x".repeat(400)).toJson()));

        assertProblem(items, "items", Code.TOO_LARGE);
    }

    @Test
    void id_title_and_kind_are_needed() {
        assertThat(problems(json("[{}]")).stream()
                        .map(p -> p.path() + " " + p.code().wire()))
                .containsExactly(
                        "items[0].id missing-field", "items[0].title missing-field", "items[0].kind missing-field");
    }

    @Test
    void an_unknown_field_is_a_problem() {
        assertProblem(item("'id':'a'," + TITLE + ",'kind':'text','colour':1"), "items[0].colour", Code.UNKNOWN_FIELD);
        assertProblem(
                item("'id':'a','title':{'th':'ก','en':'a','zh':'x'},'kind':'text'"),
                "items[0].title.zh",
                Code.UNKNOWN_FIELD);
    }

    @Test
    void an_id_is_made_of_letters_digits_and_single_hyphens() {
        for (String good : List.of("a", "7", "suction-pressure", "item3", "L1-N")) {
            assertThat(problems(item("'id':'" + good + "'," + TITLE + ",'kind':'text'")))
                    .isEmpty();
        }
        for (String bad : List.of("", "a.b", "-a", "a-", "a--b", "a b", "ก", "a_b", "a\\n", "x".repeat(65))) {
            assertProblem(item("'id':'" + bad + "'," + TITLE + ",'kind':'text'"), "items[0].id", Code.BAD_ID);
        }
        assertProblem(item("'id':7," + TITLE + ",'kind':'text'"), "items[0].id", Code.WRONG_TYPE);
    }

    @Test
    void an_id_is_used_once() {
        String twice = "{'id':'a'," + TITLE + ",'kind':'text'}";

        assertProblem(json("[" + twice + "," + twice + "]"), "items[1].id", Code.DUPLICATE_ID);
    }

    @Test
    void a_title_is_written_in_both_languages() {
        assertProblem(item("'id':'a','title':{'th':'ก'},'kind':'text'"), "items[0].title.en", Code.MISSING_FIELD);
        assertProblem(item("'id':'a','title':{'en':'a'},'kind':'text'"), "items[0].title.th", Code.MISSING_FIELD);
        assertProblem(item("'id':'a','title':'a','kind':'text'"), "items[0].title", Code.WRONG_TYPE);
        assertProblem(item("'id':'a','title':{'th':1,'en':'a'},'kind':'text'"), "items[0].title.th", Code.WRONG_TYPE);
    }

    @Test
    void texts_are_bounded_and_storable() {
        assertProblem(title(" "), "items[0].title.th", Code.BLANK);
        assertProblem(title("\\u0000x"), "items[0].title.th", Code.BAD_TEXT);
        assertThat(problems(title("ก".repeat(200)))).isEmpty();
        assertProblem(title("ก".repeat(201)), "items[0].title.th", Code.TOO_LONG);
        assertProblem(
                item("'id':'a'," + TITLE + ",'kind':'text','help':{'th':'ก','en':'" + "x".repeat(2001) + "'}"),
                "items[0].help.en",
                Code.TOO_LONG);
        assertProblem(number("'unit':'" + "x".repeat(21) + "'"), "items[0].unit", Code.TOO_LONG);
    }

    private static JsonNode title(String thai) {
        return item("'id':'a','title':{'th':'" + thai + "','en':'a'},'kind':'text'");
    }

    @Test
    void a_kind_is_one_of_the_eight() {
        assertProblem(item("'id':'a'," + TITLE + ",'kind':'slider'"), "items[0].kind", Code.UNKNOWN_KIND);
        assertProblem(item("'id':'a'," + TITLE + ",'kind':3"), "items[0].kind", Code.WRONG_TYPE);
    }

    @Test
    void required_is_a_boolean() {
        assertProblem(
                item("'id':'a'," + TITLE + ",'kind':'text','required':'yes'"), "items[0].required", Code.WRONG_TYPE);
    }

    @Test
    void choices_are_needed_where_one_chooses() {
        for (String kind : List.of("choice", "multi-choice")) {
            String item = "'id':'a'," + TITLE + ",'kind':'" + kind + "'";
            assertProblem(item(item), "items[0].choices", Code.CHOICES_MISSING);
            assertProblem(item(item + ",'choices':[]"), "items[0].choices", Code.CHOICES_MISSING);
            assertProblem(item(item + ",'choices':'r32'"), "items[0].choices", Code.WRONG_TYPE);
        }
    }

    @Test
    void choices_have_values_of_their_own_and_titles() {
        String r32 = "{'value':'r32','title':{'th':'R32','en':'R32'}}";
        assertProblem(choices(r32 + "," + r32), "items[0].choices[1].value", Code.DUPLICATE_CHOICE);
        assertProblem(choices("'r32'"), "items[0].choices[0]", Code.WRONG_TYPE);
        assertProblem(
                choices("{'value':'R 32','title':{'th':'ก','en':'a'}}"), "items[0].choices[0].value", Code.BAD_ID);
        assertProblem(choices("{'value':'r32'}"), "items[0].choices[0].title", Code.MISSING_FIELD);
        assertProblem(
                choices(r32.replace("'value'", "'icon':1,'value'")), "items[0].choices[0].icon", Code.UNKNOWN_FIELD);
    }

    @Test
    void at_most_50_choices() {
        var many = new StringBuilder("{'value':'v0','title':{'th':'ก','en':'a'}}");
        for (int i = 1; i <= 50; i++) {
            many.append(",{'value':'v").append(i).append("','title':{'th':'ก','en':'a'}}");
        }
        assertProblem(choices(many.toString()), "items[0].choices", Code.TOO_MANY);
    }

    private static JsonNode choices(String choices) {
        return item("'id':'a'," + TITLE + ",'kind':'choice','choices':[" + choices + "]");
    }

    @Test
    void a_field_of_another_kind_is_a_problem() {
        assertProblem(item("'id':'a'," + TITLE + ",'kind':'text','unit':'psi'"), "items[0].unit", Code.NOT_FOR_KIND);
        assertProblem(item("'id':'a'," + TITLE + ",'kind':'photo','min':1"), "items[0].min", Code.NOT_FOR_KIND);
        assertProblem(number("'choices':[]"), "items[0].choices", Code.NOT_FOR_KIND);
    }

    @Test
    void limits_are_numbers_in_order() {
        assertThat(problems(number("'min':5,'max':5.0"))).isEmpty();
        assertProblem(number("'min':5.1,'max':5"), "items[0].min", Code.MIN_ABOVE_MAX);
        assertProblem(number("'min':'5'"), "items[0].min", Code.WRONG_TYPE);
        assertProblem(number("'max':1000000000001"), "items[0].max", Code.BAD_NUMBER);
        assertProblem(number("'max':0.1234567890123456"), "items[0].max", Code.BAD_NUMBER);
    }

    @Test
    void decimals_are_a_whole_number_up_to_6() {
        assertThat(problems(number("'decimals':6.0"))).isEmpty();
        for (String bad : List.of("7", "-1", "1.5")) {
            assertProblem(number("'decimals':" + bad), "items[0].decimals", Code.BAD_NUMBER);
        }
    }

    private static JsonNode number(String fields) {
        return item("'id':'a'," + TITLE + ",'kind':'number'," + fields);
    }

    @Test
    void all_problems_are_told_at_once_but_no_more_than_a_hundred() {
        assertThat(problems(json("[{'id':'a','kind':'slider'},{'id':'a'," + TITLE + ",'kind':'choice'}]")))
                .extracting(problem -> problem.path() + " " + problem.code().wire())
                .containsExactly(
                        "items[0].title missing-field",
                        "items[0].kind unknown-kind",
                        "items[1].choices choices-missing",
                        "items[1].id duplicate-id");
        assertThat(problems(json("[" + "{},".repeat(199) + "{}]"))).hasSize(100);
    }

    @Test
    void what_came_from_outside_is_shortened_in_a_problem() {
        ItemProblem problem = problems(item("'id':'a'," + TITLE + ",'kind':'text','" + "x".repeat(5000) + "':1"))
                .getFirst();

        assertThat(problem.path()).hasSizeLessThan(100);
    }

    @Test
    void a_damaged_row_is_an_exception_that_says_what_was_true() {
        assertThatThrownBy(() -> ChecklistItems.stored(json("[{}]")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("items[0].id");
    }

    private static JsonNode item(String fields) {
        return json("[{" + fields + "}]");
    }

    static List<ItemProblem> problems(JsonNode items) {
        return switch (ChecklistItems.parse(items)) {
            case ItemsOutcome.Valid _ -> List.of();
            case ItemsOutcome.Invalid(List<ItemProblem> problems) -> problems;
        };
    }

    static void assertProblem(JsonNode items, String path, Code code) {
        assertThat(problems(items)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.reason()).isNotBlank();
        });
    }
}
