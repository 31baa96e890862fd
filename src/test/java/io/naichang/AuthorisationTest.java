package io.naichang;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Answer;
import io.naichang.testing.Contract;
import io.naichang.testing.Contract.Operation;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may call what: every operation of the contract for every role, against one table. A new operation without a row
/// fails.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class AuthorisationTest {
    private static final List<String> ROLES =
            List.of("technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "customer", "admin");
    private static final String EVERYBODY = "everybody";
    private static final String SIGNED_IN = "signed-in";

    private final Map<String, Set<String>> table = new TreeMap<>();

    @BeforeEach
    void readTheTable() throws IOException {
        Files.readAllLines(Path.of(System.getProperty("basedir", ""), "src/test/resources/authorisation.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .forEach(row -> table.put(row[0], Set.of(row[1].split(" ", -1))));
    }

    @Test
    void every_operation_has_a_row_and_every_row_an_operation() {
        assertThat(table.keySet())
                .isEqualTo(Contract.operations().stream().map(Operation::id).collect(toSet()));
        assertThat(table.values().stream().flatMap(Set::stream).collect(toSet()))
                .isSubsetOf(Stream.concat(ROLES.stream(), Stream.of(EVERYBODY, SIGNED_IN))
                        .toList());
    }

    @Test
    void each_role_may_call_what_its_row_says_and_nothing_else() {
        Tenant siam = Given.tenant();
        List<String> wrong = new ArrayList<>();
        for (String role : ROLES) {
            // Not named after the role alone: the tenant has its admin already.
            Person person = siam.user("only-" + role, role);
            for (Operation operation : Contract.operations()) {
                Set<String> may = table.getOrDefault(operation.id(), Set.of());
                boolean allowed = may.contains(role) || may.contains(SIGNED_IN) || may.contains(EVERYBODY);
                int status = call(operation, Map.of("Authorization", "Bearer " + person.token()));
                if (allowed ? status == 401 || status == 403 || status >= 500 : status != 403) {
                    wrong.add(operation + " by a " + role + " is answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobody_may_call_only_what_is_public() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : Contract.operations()) {
            boolean open = table.getOrDefault(operation.id(), Set.of()).contains(EVERYBODY);
            int status = call(operation, Map.of());
            if (open ? status == 401 || status == 403 || status >= 500 : status != 401) {
                wrong.add(operation + " by nobody is answered " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_contract_says_which_operations_need_a_token() {
        assertThat(Contract.operations().stream().filter(Operation::isPublic).map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(table.entrySet().stream()
                        .filter(each -> each.getValue().contains(EVERYBODY))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /// Of something that does not exist, with a body that says nothing: whoever may call learns just that.
    private static int call(Operation operation, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        boolean body = !operation.jsonBody().isEmpty();
        if (body) {
            all.put("Content-Type", operation.jsonBody());
        }
        String path = operation.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return Answer.to(operation.method(), path, all, body ? "{}" : "").status();
    }
}
