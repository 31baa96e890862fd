package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChecklistTemplateResourceTest extends TemplateCase {
    @Test
    void a_template_is_created_in_its_first_version() {
        String id = create(CLEANING)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", containsString("/api/v1/checklist-templates/"))
                .body("version", equalTo(1))
                .body("key", equalTo("aircon-cleaning"))
                .body("title.th", equalTo("ล้างแอร์"))
                .body("visitKinds", contains("preventive"))
                .body("items.id", contains("drain-flows", "current"))
                .body("items[1].min", equalTo(0.5f))
                .body("items[1].required", equalTo(false))
                .body("changedAt", notNullValue())
                .extract()
                .path("id");

        read(id).statusCode(200)
                .header("ETag", "\"1\"")
                .body("changedBy", equalTo(nok.id().toString()));
    }

    @Test
    void a_template_needs_neither_key_nor_kinds_of_visits() {
        create(titled("ตรวจเครื่อง")).statusCode(201).body("key", nullValue()).body("visitKinds", hasSize(0));
    }

    @Test
    void a_repeated_create_gets_the_first_answer_however_it_is_written() {
        String id = UUID.randomUUID().toString();
        ObjectNode body = (ObjectNode) json(CLEANING);
        body.put("id", id);
        String first = create(body.toString()).statusCode(201).extract().asString();
        ((ObjectNode) body.get("items").get(1)).put("required", false).putNull("help");

        assertThat(create(body.toString()).statusCode(201).extract().asString()).isEqualTo(first);
    }

    @Test
    void another_template_cannot_take_an_id() {
        String id = UUID.randomUUID().toString();
        String body = "{'id':'%s','title':{'th':'%s','en':'Check'},'items':%s}";
        created(body.formatted(id, "ตรวจ", ONE_ITEM));

        create(body.formatted(id, "ตรวจอีกแบบ", ONE_ITEM)).statusCode(409).body("code", equalTo("id-taken"));
    }

    @Test
    void a_key_is_taken_until_its_template_is_withdrawn() {
        String id = created(CLEANING);
        create(CLEANING).statusCode(409).body("code", equalTo("already-exists"));

        delete(id, 1).statusCode(204);
        create(CLEANING).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'items':%}                                                            | invalid       | title
            {'title':{'th':'ก'},'items':%}                                         | invalid       | title.en
            {'title':{'th':' ','en':'a'},'items':%}                                | invalid       | title.th
            {'title':{'th':'ก','en':'a','de':'a'},'items':%}                       | unknown-field | title.de
            {'title':'ก','items':%}                                                | invalid       | title
            {'title':{'th':'\\ud83d','en':'a'},'items':%}                          | invalid       | title.th
            {'title':{'th':'\\u0000','en':'a'},'items':%}                          | invalid       | title
            {'title':{'th':'ก','en':'a'}}                                          | invalid       | items
            {'title':{'th':'ก','en':'a'},'items':%,'colour':'red'}                 | unknown-field | colour
            {'title':{'th':'ก','en':'a'},'items':%,'key':'ล้างแอร์'}                  | invalid       | key
            {'title':{'th':'ก','en':'a'},'items':%,'key':5}                        | invalid       | key
            {'title':{'th':'ก','en':'a'},'items':%,'visitKinds':['party']}         | invalid       | visitKinds.0
            {'title':{'th':'ก','en':'a'},'items':%,'visitKinds':[null]}            | invalid       | visitKinds.0
            {'title':{'th':'ก','en':'a'},'items':%,'visitKinds':'repair'}          | invalid       | visitKinds
            {'title':{'th':'ก','en':'a'},'items':%,'id':'1'}                       | invalid       | id
            """)
    void a_faulty_form_is_refused_with_the_field(String body, String code, String field) {
        create(body.replace("%", ONE_ITEM))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("field", equalTo(field));
        nok.request().get("/checklist-templates").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "", "{'title':1,'title':2}"})
    void what_is_no_json_object_is_malformed(String body) {
        create(body).statusCode(400).body("code", equalTo("malformed"));
    }

    @Test
    void items_are_refused_with_everything_that_is_wrong_with_them() {
        create("""
                {'title':{'th':'ก','en':'a'},'items':[
                  {'id':'a','title':{'th':'ก','en':'a'},'kind':'yes-no','unit':'A'},
                  {'id':'b','title':{'th':'ก'},'kind':'choice'},
                  {'id':'a','title':{'th':'ก','en':'a'},'kind':'text','shownIf':{'item':'z','is':'x'}}]}""")
                .statusCode(400)
                .body("code", equalTo("invalid-template"))
                .body("field", equalTo("items"))
                .body(
                        "problems.code",
                        hasItems("not-for-kind", "missing-field", "choices-missing", "duplicate-id", "unknown-item"))
                .body("problems.path", hasItems("items[1].title.en", "items[2].id"))
                .body("problems[0].reason", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "'ก'", "[{'id':'a','title':{'th':'\\ud83d','en':'a'},'kind':'text'}]"})
    void items_that_are_none_are_no_template(String items) {
        create("{'title':{'th':'ก','en':'a'},'items':%s}".formatted(items))
                .statusCode(400)
                .body("code", equalTo("invalid-template"))
                .body("problems", hasSize(1));
    }

    @Test
    void changed_items_make_a_new_version_and_the_old_one_can_still_be_read() {
        String id = created(CLEANING);

        patch(id, 1, "{'items':%s}".formatted(ONE_ITEM))
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("key", equalTo("aircon-cleaning"))
                .body("items.id", contains("photo"));
        nok.request()
                .get("/checklist-templates/{id}?version=1", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("items.id", contains("drain-flows", "current"));
        read(id).body("version", equalTo(2));
    }

    @Test
    void a_patch_reaches_into_the_title_and_clears_what_is_null() {
        String id = created(CLEANING);

        patch(id, 1, "{'title':{'en':'Cleaning'},'key':null,'visitKinds':null}")
                .statusCode(200)
                .body("title.th", equalTo("ล้างแอร์"))
                .body("title.en", equalTo("Cleaning"))
                .body("key", nullValue())
                .body("visitKinds", hasSize(0))
                .body("items.id", contains("drain-flows", "current"));
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version() {
        String id = created(CLEANING);

        patch(id, 1, CLEANING).statusCode(200).body("version", equalTo(1));
        patch(id, 1, "{}").statusCode(200).body("version", equalTo(1));
    }

    @Test
    void a_change_names_the_version_that_was_read() {
        String id = created(CLEANING);
        patch(id, 1, "{'key':'cleaning'}").statusCode(200);

        patch(id, 1, "{'key':'washing'}")
                .statusCode(412)
                .body("code", equalTo("stale"))
                .body("version", equalTo(2));
        delete(id, 1).statusCode(412).body("code", equalTo("stale"));
        nok.request()
                .contentType("application/merge-patch+json")
                .body("{}")
                .patch("/checklist-templates/{id}", id)
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition-required"));
        nok.request().delete("/checklist-templates/{id}", id).then().statusCode(428);
        read(id).body("key", equalTo("cleaning"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'title':null}             | invalid          | title
            {'title':{'th':null}}      | invalid          | title.th
            {'items':null}             | invalid-template | items
            {'items':[]}               | invalid-template | items
            {'version':7}              | unknown-field    | version
            {'key':'A B'}              | invalid          | key
            """)
    void a_faulty_patch_changes_nothing(String patch, String code, String field) {
        String id = created(CLEANING);

        patch(id, 1, patch).statusCode(400).body("code", equalTo(code)).body("field", equalTo(field));
        read(id).body("version", equalTo(1)).body("title.th", equalTo("ล้างแอร์"));
    }

    @Test
    void a_withdrawn_template_is_gone_from_the_desk() {
        String id = created(CLEANING);
        delete(id, 1).statusCode(204);

        read(id).statusCode(404).body("code", equalTo("not-found"));
        nok.request().get("/checklist-templates/{id}?version=1", id).then().statusCode(404);
        nok.request().get("/checklist-templates").then().body("items", hasSize(0));
        patch(id, 1, "{}").statusCode(404);
        delete(id, 1).statusCode(404);
    }

    @Test
    void what_is_not_there_is_not_found() {
        String id = created(CLEANING);

        read(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("not-found"));
        read("1").statusCode(404);
        nok.request().get("/checklist-templates/{id}?version=2", id).then().statusCode(404);
        nok.request()
                .get("/checklist-templates/{id}?version=new", id)
                .then()
                .statusCode(400)
                .body("field", equalTo("version"));
    }

    @Test
    void a_list_is_paged_by_thai_title_and_leaves_the_items_out() {
        for (String title : List.of("ล้างแอร์", "ซ่อมคอมเพรสเซอร์", "ติดตั้งแอร์", "ล้างแอร์", "ตรวจเครื่องปั่นไฟ")) {
            created(titled(title));
        }
        List<String> titles = new ArrayList<>();
        String after = "";
        do {
            var page = nok.request()
                    .queryParam("limit", 2)
                    .queryParams(after.isEmpty() ? java.util.Map.of() : java.util.Map.of("after", after))
                    .get("/checklist-templates")
                    .then()
                    .statusCode(200)
                    .body("items[0].itemCount", equalTo(1))
                    .body("items[0].items", nullValue())
                    .extract();
            titles.addAll(page.path("items.title.th"));
            after = page.path("next");
        } while (after != null);

        assertThat(titles).hasSize(5).containsOnlyOnce("ซ่อมคอมเพรสเซอร์", "ติดตั้งแอร์", "ตรวจเครื่องปั่นไฟ");
    }

    @Test
    void a_list_is_filtered_by_kind_of_visit_and_by_key() {
        created(CLEANING);
        created(titled("ใช้ได้ทุกงาน"));
        created("{'title':{'th':'ซ่อม','en':'Repair'},'visitKinds':['repair'],'items':%s}".formatted(ONE_ITEM));

        nok.request()
                .get("/checklist-templates?visitKind=preventive")
                .then()
                .body("items.title.th", contains("ล้างแอร์", "ใช้ได้ทุกงาน"));
        nok.request()
                .get("/checklist-templates?key=aircon-cleaning")
                .then()
                .body("items.title.th", contains("ล้างแอร์"));
        nok.request()
                .get("/checklist-templates?visitKind=party")
                .then()
                .statusCode(400)
                .body("field", equalTo("visitKind"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "after=x"})
    void a_page_that_cannot_be_is_refused(String query) {
        nok.request()
                .get("/checklist-templates?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", equalTo(query.substring(0, query.indexOf('='))));
    }
}
