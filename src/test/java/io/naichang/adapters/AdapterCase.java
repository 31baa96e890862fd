package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// A technician with a visit, and a phone whose app is built on somebody else's sync.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
abstract class AdapterCase {
    Tenant siam;
    Person nok;
    Person somchai;
    Work work;
    String visit;
    String device;

    @BeforeEach
    void a_technician_with_a_visit() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        visit = work.visitOf(somchai, 1);
    }

    /// The id of a new phone of somchai's.
    String register(String platform) {
        return register(platform, 2);
    }

    /// The same, of an app that speaks this schema.
    String register(String platform, int schema) {
        return somchai.request()
                .body(Map.of(
                        "installId", UUID.randomUUID(), "platform", platform, "appVersion", "1.0", "schema", schema))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .path("deviceId");
    }

    /// A call of this person with a body as it is.
    static Answer call(Person person, String path, JsonNode body) {
        return Answer.to(
                "POST",
                "/api/v1/sync/" + path,
                Map.of("Authorization", "Bearer " + person.token(), "Content-Type", "application/json"),
                body.toString());
    }

    /// A call of the phone.
    Answer call(String path, ObjectNode body) {
        return call(somchai, path, body.put("deviceId", device));
    }

    /// A call of the phone that is answered.
    JsonNode answered(String path, ObjectNode body) {
        Answer answer = call(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// A new note of the visit, as either library keeps it.
    ObjectNode note(String text) {
        return note(visit, text);
    }

    static ObjectNode note(String visit, String text) {
        return Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("visitId", visit)
                .put("text", text);
    }

    JsonNode ledger(String record) {
        return Json.parse(nok.request()
                        .get("/conflicts?recordId=" + record)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("items");
    }
}
