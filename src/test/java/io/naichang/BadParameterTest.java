package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Answer;
import io.naichang.testing.Company;
import io.naichang.testing.Contract;
import io.naichang.testing.Contract.Operation;
import io.naichang.testing.Described;
import io.naichang.testing.Nonsense;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every parameter in a path, a query or a header, with values that make no sense.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BadParameterTest {
    private static final List<String> TRICKS = List.of(
            "'; DROP TABLE visit; --",
            "' OR '1'='1",
            "../../etc/passwd",
            "..%2F..%2Fetc%2Fpasswd",
            "${jndi:ldap://x}",
            "<script>alert(1)</script>",
            "%",
            "\\",
            "ก".repeat(300));

    private final List<String> wrong = new ArrayList<>();
    private Company siam;

    /// One company for all tests of the class; not by BeforeAll, when Quarkus has not told yet where it listens.
    @BeforeEach
    void aCompanyAndNothingWrongYet() {
        siam = siam == null ? Company.founded() : siam;
        wrong.clear();
    }

    private Answer get(String path) {
        return Answer.to(
                "GET",
                path,
                Map.of("Authorization", "Bearer " + siam.everybody().token()),
                "");
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void a_query_parameter_of_the_wrong_form_is_refused_by_its_name() {
        for (Operation each : Contract.operations()) {
            for (JsonNode parameter : each.inQuery()) {
                String name = parameter.path("name").asText();
                for (String value : nonsense(Contract.resolved(parameter.path("schema")))) {
                    refusedAt(each, name, value);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// A stream outlives its answer, and clients put parameters of their own on it.
    @Test
    void a_query_parameter_that_nobody_knows_is_refused_by_its_name() {
        for (Operation each : Contract.operations()) {
            if (!each.id().endsWith("Stream")) {
                refusedAt(each, "colour", "red");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void refusedAt(Operation operation, String name, String value) {
        Answer answer = Answer.to(
                operation.method(),
                operation.with(siam.ids()) + "?" + name + "=" + escaped(value),
                Map.of("Authorization", "Bearer " + siam.everybody().token()),
                "");
        List<String> faults = new ArrayList<>(answer.faultsOfRefusal());
        if (faults.isEmpty() && !answer.json().path("field").asText().equals(name)) {
            faults.add("was answered without the field: " + answer.body());
        }
        faults.forEach(fault -> wrong.add(operation + "?" + name + "=" + value + " " + fault));
    }

    private static List<String> nonsense(JsonNode schema) {
        List<String> values = new ArrayList<>(List.of("a\0b"));
        String type = schema.path("type").asText();
        if (type.equals("integer")) {
            values.addAll(List.of("x", "", "1.5", "99999999999", "-1", "0x10"));
        } else if (type.equals("number")) {
            values.addAll(List.of("x", "", "NaN", "Infinity", "-181", "181", "1e400"));
        } else if (type.equals("boolean")) {
            values.addAll(List.of("x", "", "2"));
        } else {
            values.addAll(Nonsense.texts(schema));
        }
        return values;
    }

    @Test
    void a_search_for_tricks_finds_nothing_and_harms_nothing() {
        for (Operation each : Contract.operations()) {
            for (JsonNode parameter : each.inQuery()) {
                JsonNode schema = Contract.resolved(parameter.path("schema"));
                String name = parameter.path("name").asText();
                if (schema.path("type").asText().equals("string")
                        && Nonsense.texts(schema).isEmpty()) {
                    for (String trick : TRICKS) {
                        Answer answer = get(each.with(siam.ids()) + "?" + name + "=" + escaped(trick));
                        boolean found = answer.status() == 200
                                && answer.json().path("items").isEmpty();
                        boolean refused = answer.faultsOfRefusal().isEmpty();
                        if (!each.method().equals("GET") ? answer.status() >= 500 : !found && !refused) {
                            wrong.add(each + "?" + name + "=" + trick + " is answered " + answer);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_path_that_makes_no_sense_leads_nowhere() {
        List<String> values = new ArrayList<>(TRICKS);
        values.addAll(List.of("x", "a\0b", "019ca000-0000-7000-8000-00000000000g", "0"));
        for (Operation each : Contract.operations()) {
            for (String parameter : each.inPath()) {
                for (String value : values) {
                    String path = each.path().replace("{" + parameter + "}", escaped(value));
                    Map<String, String> headers = new TreeMap<>(
                            Map.of("Authorization", "Bearer " + siam.everybody().token(), "If-Match", "*"));
                    if (!each.jsonBody().isEmpty()) {
                        headers.put("Content-Type", each.jsonBody());
                    }
                    String rest = path.replaceAll("\\{\\w+}", "019ca000-0000-7000-8000-000000000001");
                    String body = each.jsonBody().isEmpty()
                            ? ""
                            : siam.body(each.id()).toString();
                    Answer.to(each.method(), rest, headers, body)
                            .faultsOfRefusal()
                            .forEach(fault -> wrong.add(each.method() + " " + rest + " " + fault));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_header_that_makes_no_sense_is_refused() {
        String visit = "/api/v1/visits/" + siam.ids().get("visits");
        Map<String, String> bearer =
                Map.of("Authorization", "Bearer " + siam.everybody().token());
        for (String tag : List.of("", "\"999999\"", "x", "\"1\", \"2\"", "ก".repeat(100))) {
            Map<String, String> headers = new TreeMap<>(bearer);
            headers.put("If-Match", new String(tag.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            headers.put("Content-Type", "application/merge-patch+json");
            Answer.to("PATCH", visit, headers, "{\"title\":\"ก\"}")
                    .faultsOfRefusal()
                    .forEach(fault -> wrong.add("If-Match " + tag + " " + fault));
        }
        for (String key : List.of(" ", "k".repeat(256))) {
            Map<String, String> headers = new TreeMap<>(bearer);
            headers.put("Idempotency-Key", key);
            headers.put("Content-Type", "application/json");
            Answer.to(
                            "POST",
                            "/api/v1/customers",
                            headers,
                            siam.body("createCustomer").toString())
                    .faultsOfRefusal()
                    .forEach(fault -> wrong.add("Idempotency-Key " + key + " " + fault));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_path_that_does_not_exist_is_a_problem_too() {
        for (String path : List.of("/api/v1/nothing", "/api/v1/visits/1/2/3", "/api/v1/", "/api/v1/sync")) {
            get(path).faultsOfRefusal().forEach(fault -> wrong.add(path + " " + fault));
        }
        Answer.to(
                        "PUT",
                        "/api/v1/visits",
                        Map.of("Authorization", "Bearer " + siam.everybody().token()),
                        "{}")
                .faultsOfRefusal()
                .forEach(fault -> wrong.add("PUT /visits " + fault));
        assertThat(wrong).isEmpty();
    }

    /// The other half: what makes sense is answered as the contract says.
    @Test
    void every_list_and_every_row_is_as_the_contract_describes_it() {
        Set<String> redirects = Set.of("attachmentContent", "attachmentThumbnail", "manualContent");
        for (Operation each : Contract.operations()) {
            if (each.method().equals("GET") && !redirects.contains(each.id())) {
                Answer answer = get(each.with(siam.ids()));
                if (answer.status() != 200) {
                    wrong.add(each + " is answered " + answer);
                }
                Described.faults(each, answer).forEach(fault -> wrong.add(each + ": " + fault));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
