package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Answer;
import io.naichang.testing.Company;
import io.naichang.testing.Contract;
import io.naichang.testing.Contract.Operation;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tenants learn nothing of each other and change nothing of each other's, in every operation of the contract.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class ForeignTenantTest {
    private Company siam;
    private Company lanna;

    /// The same two for all tests of the class; not by BeforeAll, when Quarkus has not told yet where it listens.
    @BeforeEach
    void twoCompanies() {
        if (siam == null) {
            siam = Company.founded();
            lanna = Company.founded();
        }
    }

    private static List<Operation> withIds() {
        return Contract.operations().stream()
                .filter(each -> !each.inPath().isEmpty())
                .toList();
    }

    /// A call by somebody who has every right in his own company, with a body that is valid there.
    private Answer call(Person person, Operation operation, Map<String, String> ids) {
        Map<String, String> headers =
                new TreeMap<>(Map.of("Authorization", "Bearer " + person.token(), "If-Match", "*"));
        String body = "";
        if (!operation.jsonBody().isEmpty()) {
            headers.put("Content-Type", operation.jsonBody());
            body = lanna.body(operation.id()).toString();
        }
        return Answer.to(operation.method(), operation.with(ids), headers, body);
    }

    private Map<String, JsonNode> seenBySiam() {
        Map<String, JsonNode> seen = new TreeMap<>();
        for (Operation each : withIds()) {
            if (each.method().equals("GET") && !each.path().matches(".*/(content|thumbnail|stream)")) {
                Answer answer = call(siam.everybody(), each, siam.ids());
                assertThat(answer.status())
                        .as(each + " in its own company: " + answer.body())
                        .isEqualTo(200);
                seen.put(each.id(), answer.json());
            }
        }
        return seen;
    }

    @Test
    void every_id_of_another_tenant_is_unknown_and_its_row_unchanged() {
        Map<String, JsonNode> before = seenBySiam();
        List<String> wrong = new ArrayList<>();
        for (Operation each : withIds()) {
            Answer answer = call(lanna.everybody(), each, siam.ids());
            if (answer.status() != 404 || answer.code().isEmpty()) {
                wrong.add(each + " of another tenant is answered " + answer);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(withIds()).hasSizeGreaterThan(40);
        assertThat(seenBySiam()).isEqualTo(before);
    }

    @Test
    void a_path_with_two_ids_needs_both_to_be_ones_own() {
        Map<String, String> mixed = new TreeMap<>(lanna.ids());
        mixed.put("parts", siam.ids().get("parts"));

        assertThat(call(lanna.everybody(), Contract.operation("getVisitPartAvailability"), mixed)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_body_cannot_refer_to_another_tenants_rows() {
        List<String> wrong = new ArrayList<>();
        for (String name : Company.operationsWithBodies()) {
            JsonNode body = lanna.body(name);
            body.properties().forEach(each -> {
                foreign(each.getValue().asText()).ifPresent(foreign -> {
                    ObjectNode spoilt = body.deepCopy();
                    spoilt.put(each.getKey(), foreign);
                    create(name, spoilt)
                            .faultsOfRefusal()
                            .forEach(fault -> wrong.add(name + "." + each.getKey() + " " + fault));
                });
            });
        }
        assertThat(wrong).isEmpty();
    }

    /// Siam's row of the kind of which this is Lanna's.
    private Optional<String> foreign(String id) {
        return lanna.ids().entrySet().stream()
                .filter(each -> each.getValue().equals(id)
                        && !each.getKey().equals("epoch")
                        && !each.getKey().equals("blobs"))
                .map(each -> siam.ids().get(each.getKey()))
                .findFirst();
    }

    private Answer create(String name, JsonNode body) {
        Operation operation = Contract.operation(name);
        Person person = List.of("push", "pull", "manifest", "rxdbPull", "rxdbPush", "watermelonPull", "watermelonPush")
                        .contains(name)
                ? lanna.technician()
                : lanna.everybody();
        return Answer.to(
                operation.method(),
                operation.with(lanna.ids()),
                Map.of(
                        "Authorization",
                        "Bearer " + person.token(),
                        "If-Match",
                        "*",
                        "Content-Type",
                        operation.jsonBody()),
                body.toString());
    }

    @Test
    void lists_show_only_ones_own_whatever_is_asked_for() {
        List<String> wrong = new ArrayList<>();
        for (Operation each : Contract.operations()) {
            if (!each.method().equals("GET") || !each.inPath().isEmpty()) {
                continue;
            }
            String all = Answer.to("GET", each.path(), bearer(), "").body();
            siam.ids().values().stream()
                    .filter(id -> id.length() > 20 && all.contains(id))
                    .forEach(id -> wrong.add(each + " shows " + id));
            for (JsonNode parameter : each.inQuery()) {
                String name = parameter.path("name").asText();
                if (name.endsWith("Id")) {
                    String path = each.path() + "?" + name + "=" + siam.ids().get(kind(name));
                    Answer answer = Answer.to("GET", path, bearer(), "");
                    if (!answer.json().path("items").isEmpty()) {
                        wrong.add(path + " is answered " + answer);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + lanna.everybody().token());
    }

    private static String kind(String parameter) {
        return switch (parameter) {
            case "recordId" -> "visits";
            default -> parameter.replaceFirst("Id$", "") + "s";
        };
    }
}
