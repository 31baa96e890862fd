package io.naichang.checklists;

import static io.naichang.checklists.Json.json;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who reads and writes checklist templates.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChecklistTemplateRightsTest extends TemplateCase {
    @ParameterizedTest
    @ValueSource(strings = {"agent", "clerk", "storekeeper"})
    void the_rest_of_the_desk_reads_and_does_not_write(String role) {
        String id = created(CLEANING);
        Person reader = siam.user("dao", role);

        reader.request().get("/checklist-templates/{id}", id).then().statusCode(200);
        reader.request().get("/checklist-templates").then().statusCode(200);
        reader.request()
                .body(titled("ก").replace('\'', '"'))
                .post("/checklist-templates")
                .then()
                .statusCode(403);
        reader.patch(1).body("{}").patch("/checklist-templates/{id}", id).then().statusCode(403);
        reader.request()
                .header("If-Match", "\"1\"")
                .delete("/checklist-templates/{id}", id)
                .then()
                .statusCode(403)
                .body("code", equalTo("not-permitted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "manager", "admin"})
    void those_who_answer_for_the_work_write(String role) {
        Person writer = siam.user("wichai", role);
        JsonNode body = json(titled("ตรวจ"));
        String id = writer.request()
                .body(body.toString())
                .post("/checklist-templates")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        writer.patch(1)
                .body("{\"key\":\"check\"}")
                .patch("/checklist-templates/{id}", id)
                .then()
                .statusCode(200);
        writer.request()
                .header("If-Match", "\"2\"")
                .delete("/checklist-templates/{id}", id)
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"technician", "customer"})
    void who_is_not_at_the_desk_sees_no_templates(String role) {
        String id = created(CLEANING);
        Person outsider = siam.user("somchai", role);

        outsider.request().get("/checklist-templates").then().statusCode(403);
        outsider.request().get("/checklist-templates/{id}", id).then().statusCode(403);
    }

    @Test
    void another_tenant_learns_nothing_of_a_template() {
        String id = created(CLEANING);
        Person fah = Given.tenant().dispatcher("fah");

        fah.request().get("/checklist-templates/{id}", id).then().statusCode(404);
        fah.request().get("/checklist-templates/{id}?version=1", id).then().statusCode(404);
        fah.patch(1).body("{}").patch("/checklist-templates/{id}", id).then().statusCode(404);
        fah.request()
                .header("If-Match", "*")
                .delete("/checklist-templates/{id}", id)
                .then()
                .statusCode(404);
        fah.request().get("/checklist-templates").then().body("items", hasSize(0));
    }
}
