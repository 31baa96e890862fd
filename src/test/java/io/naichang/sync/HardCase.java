package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;

/// A company in which hard cases of sync happen over HTTP, as phones and desk meet them.
abstract class HardCase {
    @Inject
    AgroalDataSource database;

    Tenant siam;
    Person nok;
    Person somchai;
    Person malee;
    Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        malee = siam.technician("malee");
        work = Work.at(nok);
    }

    static List<String> statuses(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(each -> each.path("status").asText())
                .toList();
    }

    JsonPath entry(JsonNode result) {
        String id = result.has("entry")
                ? result.get("entry").asText()
                : result.path("conflicts").get(0).path("entry").asText();
        return JsonPath.from(nok.request()
                .get("/conflicts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
