package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.Pools;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the simulator found when it killed the database: broken connections were answered 500, took mutations for the
/// culprits, and left transactions on threads that swallowed what later requests wrote.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DatabaseOutageTest {
    /// More than the pools hold, so that every broken connection is met.
    private static final int CALLS = 80;

    @Inject
    Sql sql;

    @Inject
    Pools pools;

    @AfterEach
    void the_database_works_again() {
        pools.renew();
    }

    /// Ends every connection of the application, as a database that goes down does.
    private void breakAllConnections() {
        QuarkusTransaction.requiringNew()
                .call(() -> sql.list(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()",
                        row -> row.getBoolean(1)));
    }

    @Test
    void broken_connections_are_answered_as_busy_and_what_is_answered_as_made_is_there() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        String visit = Work.at(nok).visit();
        List<String> made = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        breakAllConnections();

        for (int i = 0; i < CALLS; i++) {
            Response answer = nok.request()
                    .body(Map.of("visitId", visit, "text", "โน้ต " + i))
                    .post("/notes");
            statuses.add(answer.statusCode());
            if (answer.statusCode() == 201) {
                made.add(answer.path("id"));
            } else {
                isBusy(answer);
            }
        }

        // Whether a broken connection is handed out at all is the pool's affair.
        assertThat(statuses).isSubsetOf(201, 503).endsWith(201);
        assertThat(notesOf(visit, nok)).containsExactlyInAnyOrderElementsOf(made);
    }

    private static void isBusy(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.<String>path("code")).isEqualTo("busy");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    /// Asked again while a broken connection is left: each thread of the server keeps the one it had last.
    private static List<String> notesOf(String visit, Person reader) {
        Response answer = reader.request().get("/notes?limit=500&visitId=" + visit);
        for (int i = 0; i < CALLS && answer.statusCode() != 200; i++) {
            isBusy(answer);
            answer = reader.request().get("/notes?limit=500&visitId=" + visit);
        }
        return answer.path("items.id");
    }

    @Test
    void no_mutation_is_refused_because_the_database_was_away() {
        Tenant siam = Given.tenant();
        Person somchai = siam.technician("somchai");
        String visit = Work.at(siam.dispatcher("nok")).visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        for (int i = 0; i < 3; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", "โน้ต " + i));
        }
        String batch = phone.batch().toString();
        breakAllConnections();

        Response answer = somchai.request().body(batch).post("/sync/push");
        for (int i = 0; i < CALLS && answer.statusCode() == 503; i++) {
            answer = somchai.request().body(batch).post("/sync/push");
        }

        JsonNode results = Json.parse(answer.asString()).path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("applied", "applied", "applied");
    }
}
