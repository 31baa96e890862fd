package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Answer;
import io.naichang.testing.Company;
import io.naichang.testing.Contract;
import io.naichang.testing.Contract.Operation;
import io.naichang.testing.Described;
import io.naichang.testing.Nonsense;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Every operation with a JSON body, with bodies that make no sense: each is answered 4xx with a code and, where one is
/// at fault, the field.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BadBodyTest {
    /// Members that they do not know are those of a newer app, and are kept or passed over (sync protocol, P8).
    private static final Set<String> SYNC =
            Set.of("push", "pull", "manifest", "putTrack", "rxdbPull", "rxdbPush", "watermelonPull", "watermelonPush");

    private static final Set<String> NO_STATE = Set.of(
            "syncStream",
            "rxdbStream",
            "routePlanStream",
            "getDayBoard",
            "attachmentContent",
            "attachmentThumbnail",
            "manualContent");

    private final List<String> wrong = new ArrayList<>();
    private Map<String, String> before;
    private Company siam;

    /// One company for all tests of the class; not by BeforeAll, when Quarkus has not told yet where it listens.
    @BeforeEach
    void aCompanyAndNothingWrongYet() {
        siam = siam == null ? Company.founded() : siam;
        wrong.clear();
        before = everything();
    }

    /// Every list and every row of the company as the desk reads it.
    private Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        for (Operation each : Contract.operations()) {
            if (each.method().equals("GET") && !NO_STATE.contains(each.id())) {
                Answer answer = Answer.to(
                        "GET",
                        each.with(siam.ids()),
                        Map.of("Authorization", "Bearer " + siam.everybody().token()),
                        "");
                assertThat(answer.status()).as(each.id()).isEqualTo(200);
                all.put(each.id(), answer.body());
            }
        }
        return all;
    }

    private void nothingCameOfIt() {
        assertThat(wrong).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    private static List<Operation> withBody() {
        return Contract.operations().stream()
                .filter(each -> !each.jsonBody().isEmpty())
                .toList();
    }

    private Answer send(Operation operation, String type, String body) {
        Person person = SYNC.contains(operation.id()) ? siam.technician() : siam.everybody();
        Map<String, String> headers = new TreeMap<>(
                Map.of("Authorization", "Bearer " + person.token(), "If-Match", "*", "Content-Type", type));
        return Answer.to(operation.method(), operation.with(siam.ids()), headers, body);
    }

    private void refused(Operation operation, String what, String body) {
        send(operation, operation.jsonBody(), body)
                .faultsOfRefusal()
                .forEach(fault -> wrong.add(operation + " with " + what + " " + fault));
    }

    /// Refused, and the answer names the field.
    private void refusedAt(Operation operation, String field, JsonNode body, String what) {
        Answer answer = send(operation, operation.jsonBody(), body.toString());
        List<String> faults = new ArrayList<>(answer.faultsOfRefusal());
        if (faults.isEmpty() && !answer.json().path("field").asText().startsWith(field)) {
            faults.add("was answered without the field: " + answer.body());
        }
        faults.forEach(fault -> wrong.add(operation + "." + field + " with " + what + " " + fault));
    }

    @Test
    @Order(1)
    void every_operation_with_a_body_has_an_example_that_tests_may_spoil() {
        assertThat(Company.operationsWithBodies())
                .containsExactlyInAnyOrderElementsOf(
                        withBody().stream().map(Operation::id).toList());
    }

    @Test
    @Order(2)
    void what_is_not_the_json_of_an_object_is_refused() {
        for (Operation each : withBody()) {
            boolean list = siam.body(each.id()).isArray();
            refused(each, "half an object", "{\"a\":");
            refused(each, "two objects", "{} {}");
            refused(each, list ? "an object" : "a list", list ? "{}" : "[]");
            refused(each, "text", "\"x\"");
            refused(each, "a number", "7");
            refused(each, "null", "null");
            refused(each, "10,000 lists in each other", "[".repeat(10_000) + "]".repeat(10_000));
            refused(each, "10,000 objects in each other", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
            refused(each, "a number of 10,000 digits", "{\"a\":" + "9".repeat(10_000) + "}");
            refused(each, "bytes that are no UTF-8", "{\"a\":\"\u0000\u0001\"}");
        }
        nothingCameOfIt();
    }

    @Test
    @Order(3)
    void a_missing_body_is_refused_where_one_is_needed() {
        for (Operation each : withBody()) {
            if (!each.id().equals("completeBlob")) {
                refused(each, "no body", "");
            }
        }
        nothingCameOfIt();
    }

    @Test
    @Order(4)
    void another_media_type_is_refused_whatever_the_body() {
        for (Operation each : withBody()) {
            for (String type :
                    List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense")) {
                Answer answer = send(each, type, siam.body(each.id()).toString());
                answer.faultsOfRefusal().forEach(fault -> wrong.add(each + " as " + type + " " + fault));
            }
        }
        nothingCameOfIt();
    }

    @Test
    @Order(5)
    void a_key_that_comes_twice_is_refused() {
        for (Operation each : withBody()) {
            JsonNode first =
                    siam.body(each.id()).isArray() ? siam.body(each.id()).get(0) : siam.body(each.id());
            if (!first.isEmpty()) {
                String key = first.fieldNames().next();
                String twice = first.toString().replaceFirst("\\{", "{\"" + key + "\":" + first.get(key) + ",");
                refused(each, key + " twice", siam.body(each.id()).isArray() ? "[" + twice + "]" : twice);
            }
        }
        nothingCameOfIt();
    }

    @Test
    @Order(6)
    void a_field_that_nobody_knows_is_refused_by_its_name() {
        for (Operation each : withBody()) {
            JsonNode body = siam.body(each.id());
            if (!SYNC.contains(each.id()) && body.isObject()) {
                refusedAt(each, "colour", ((ObjectNode) body).put("colour", "red"), "a value");
            }
        }
        nothingCameOfIt();
    }

    @Test
    @Order(7)
    void a_value_of_the_wrong_form_is_refused_by_the_name_of_its_field() {
        everyField((operation, field) -> Nonsense.insteadOf(field.schema()).stream()
                .filter(value -> !field.isDegrees() || !value.isNumber() || Math.abs(value.asDouble()) > 180)
                .forEach(value -> {
                    JsonNode body = siam.body(operation.id());
                    String at = body.isArray() ? "0." + field.name() : field.name();
                    refusedAt(operation, at, field.in(body, value), value.toString());
                }));
        nothingCameOfIt();
    }

    @Test
    @Order(8)
    void a_field_that_must_be_there_is_missed_by_its_name() {
        for (Operation each : withBody()) {
            JsonNode body = siam.body(each.id());
            if (!SYNC.contains(each.id()) && body.isObject()) {
                Described.required(each.bodySchema()).forEach(name -> {
                    if (!each.method().equals("PATCH")) {
                        refusedAt(each, name, ((ObjectNode) siam.body(each.id())).without(name), "nothing");
                    }
                    refusedAt(each, name, ((ObjectNode) siam.body(each.id())).putNull(name), "null");
                });
            }
        }
        nothingCameOfIt();
    }

    /// Last, because it changes what is there.
    /// What is right, but cannot be done in a company without bytes in the store and without tracks.
    private static final Map<String, String> AWAITED =
            Map.of("completeBlob", "not-uploaded", "calibratePlanningPolicy", "too-few-drives");

    @Test
    @Order(9)
    void each_example_itself_is_accepted() {
        for (String name : Company.operationsWithBodies()) {
            Operation operation = Contract.operation(name);
            Answer answer =
                    send(operation, operation.jsonBody(), siam.body(name).toString());
            boolean awaited = answer.status() == 409 && answer.code().equals(AWAITED.get(name));
            if (answer.status() >= 300 && !awaited) {
                wrong.add(name + " is answered " + answer);
            }
            Described.faults(operation, answer)
                    .forEach(fault -> wrong.add(name + ": " + fault + " in " + answer.body()));
        }
        assertThat(wrong).isEmpty();
    }

    private record Place(String name, JsonNode schema) {
        /// Quantities have a number of decimals; the degrees of a position have as many as somebody measured.
        boolean isDegrees() {
            return name.equals("lat") || name.equals("lon");
        }

        JsonNode in(JsonNode body, JsonNode value) {
            if (body instanceof ArrayNode list) {
                ((ObjectNode) list.get(0)).set(name, value);
            } else {
                ((ObjectNode) body).set(name, value);
            }
            return body;
        }
    }

    private void everyField(BiConsumer<Operation, Place> test) {
        for (Operation each : withBody()) {
            if (!SYNC.contains(each.id())) {
                JsonNode schema = each.bodySchema();
                JsonNode items = Contract.resolved(schema).path("items");
                Described.properties(items.isMissingNode() ? schema : items)
                        .forEach((name, form) -> test.accept(each, new Place(name, Contract.resolved(form))));
            }
        }
    }
}
