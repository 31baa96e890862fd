package io.naichang.checklists;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

/// A desk that keeps checklist templates.
abstract class TemplateCase {
    static final String CLEANING = """
            {'key':'aircon-cleaning','title':{'th':'ล้างแอร์','en':'Air conditioner cleaning'},'visitKinds':['preventive'],
             'items':[{'id':'drain-flows','title':{'th':'น้ำทิ้งไหลสะดวก','en':'Drain flows'},'kind':'yes-no','required':true},
                      {'id':'current','title':{'th':'กระแส','en':'Current'},'kind':'number','unit':'A','min':0.5,'max':25}]}""";
    static final String ONE_ITEM =
            "[{'id':'photo','title':{'th':'รูปหลังล้าง','en':'After cleaning'},'kind':'photo','required':true}]";

    Tenant siam;
    Person nok;

    @BeforeEach
    void somebodyAtTheDesk() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
    }

    ValidatableResponse create(String body) {
        return nok.request()
                .body(body.replace('\'', '"'))
                .post("/checklist-templates")
                .then();
    }

    String created(String body) {
        return create(body).statusCode(201).extract().path("id");
    }

    ValidatableResponse read(String id) {
        return nok.request().get("/checklist-templates/{id}", id).then();
    }

    ValidatableResponse patch(String id, int version, String patch) {
        return nok.patch(version)
                .body(patch.replace('\'', '"'))
                .patch("/checklist-templates/{id}", id)
                .then();
    }

    static String titled(String thai) {
        return "{'title':{'th':'%s','en':'Check'},'items':%s}".formatted(thai, ONE_ITEM);
    }

    ValidatableResponse delete(String id, int version) {
        return nok.request()
                .header("If-Match", '"' + Integer.toString(version) + '"')
                .delete("/checklist-templates/{id}", id)
                .then();
    }
}
