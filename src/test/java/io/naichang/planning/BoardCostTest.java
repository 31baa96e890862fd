package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.platform.CountedSql;
import io.naichang.platform.Sql;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a board asks costs the same number of statements, whether five technicians with two visits are on it or forty
/// with twenty.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class BoardCostTest {
    @Inject
    DataSource dataSource;

    private Dispatch day;
    private Person malee;
    private String visit;
    private final List<Person> people = new ArrayList<>();

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        visit = day.visit(1, Map.of());
        people.add(malee);
        grow(5, 2);
    }

    /// Some have shifts and some have none; each visit needs a part of its own that no van has.
    private void grow(int technicians, int visits) {
        while (people.size() < technicians) {
            Person each = day.withoutShifts("t" + people.size(), Map.of());
            if (people.size() % 4 == 0) {
                day.shift(each, "08:00", "17:00");
            }
            people.add(each);
        }
        Person lek = day.siam.user("lek" + visits, "storekeeper");
        for (int i = 0; i < visits; i++) {
            String part = lek.request()
                    .body(Map.of("sku", "P-" + UUID.randomUUID(), "name", "แผง " + i, "unit", "piece"))
                    .post("/parts")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            String needy = day.visit(i, Map.of());
            day.needs(needy, Map.of("parts", List.of(Map.of("partId", part, "quantity", 1))));
            day.schedule(needy, people.get(i), visits == 2 ? 9 : 13);
        }
    }

    /// The fewest of some runs: jobs of the server ask now and then, too.
    private int statements(Runnable request) {
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            CountedSql counted = new CountedSql(dataSource);
            QuarkusMock.installMockForType(counted, Sql.class);
            request.run();
            fewest = Math.min(fewest, counted.statements());
        }
        return fewest;
    }

    private ValidatableResponse board() {
        return day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/day-board")
                .then()
                .statusCode(200);
    }

    private void candidates() {
        day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200);
    }

    private void drop() {
        day.nok
                .request()
                .body(Map.of("technicianId", malee.id(), "start", day.at(9, 0).toString()))
                .post("/visits/" + visit + "/check-drop")
                .then()
                .statusCode(200);
    }

    @Test
    void more_technicians_and_visits_are_no_more_statements() {
        int board = statements(this::board);
        int candidates = statements(this::candidates);
        int drop = statements(this::drop);
        assertThat(board).isPositive();

        grow(40, 20);

        assertThat(statements(() -> board().body("technicians", hasSize(40)))).isEqualTo(board);
        assertThat(statements(this::candidates)).isEqualTo(candidates);
        assertThat(statements(this::drop)).isEqualTo(drop);
    }

    @Test
    void without_a_road_service_nothing_is_made_ready_to_accept_a_plan() {
        JsonPath plan = day.plan("fill", Map.of());
        String stranger = UUID.randomUUID().toString();

        int refused = statements(
                () -> day.accept(plan, List.of(stranger)).statusCode(409).body("code", equalTo("plan-outdated")));
        int unknown = statements(() -> day.nok
                .request()
                .body(Map.of("visitIds", List.of(stranger)))
                .post("/route-plans/" + UUID.randomUUID() + "/accept")
                .then()
                .statusCode(404));

        assertThat(refused).isEqualTo(unknown);
    }
}
