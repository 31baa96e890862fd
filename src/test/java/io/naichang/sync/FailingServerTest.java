package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Json;
import io.naichang.testing.Faults;
import io.naichang.testing.Phone;
import io.naichang.testing.Pools;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The hard cases of sync (design: quality.md) in which the server itself or its database fails in the middle.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FailingServerTest extends HardCase {
    @Inject
    Pools pools;

    @Inject
    MeterRegistry meters;

    private Faults faults;
    private String visit;
    private Phone phone;

    @BeforeEach
    void a_database_that_can_fail() throws SQLException {
        visit = work.visitOf(somchai, 1);
        // Connections that another test ended are found dead at their next use.
        await().untilAsserted(() -> Phone.of(somchai).pull());
        phone = Phone.of(somchai).pull();
        faults = Faults.armed();
    }

    @AfterEach
    void the_database_works_again() throws SQLException {
        faults.close();
        pools.renew();
    }

    /// A note, a value and a step: a group of two and one by itself.
    private UUID works(int day) {
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "วันที่ " + day));
        phone.patches("visits", visit, "diagnosis", "คอยล์ตัน " + day).put("group", "g" + day);
        phone.patches("visits", visit, "workSummary", "ล้างแล้ว " + day).put("group", "g" + day);
        return note;
    }

    private void assertOneEffect(UUID note, int day) {
        JsonNode results = phone.push();
        assertThat(results)
                .as("day %s", day)
                .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("applied"));
        phone.pull();
        assertThat(phone.row("notes", note).path("text").asText()).isEqualTo("วันที่ " + day);
        assertThat(phone.row("visits", visit).path("workSummary").asText()).isEqualTo("ล้างแล้ว " + day);
        assertThat(phone.version("visits", visit))
                .as("each change counted once")
                .isEqualTo(results.get(2).path("version").asInt());
    }

    @Test
    void hard_case_05_kill_at_every_statement_of_a_push() throws SQLException {
        long before = faults.statements();
        assertOneEffect(works(0), 0);
        long statements = faults.statements() - before;
        assertThat(statements).isGreaterThan(8);
        int version = phone.version("visits", visit);

        for (int k = 1; k <= statements; k++) {
            UUID note = works(k);
            faults.strike(k, k);
            Response answer = phone.sends(phone.batch());
            faults.heal();

            assertThat(answer.statusCode()).as("killed at %s", k).isIn(200, 503);
            assertOneEffect(note, k);
            assertThat(phone.version("visits", visit)).isEqualTo(version + 2 * k);
        }
    }

    @Test
    void a_database_that_is_away_costs_no_mutation() throws SQLException {
        UUID note = works(1);
        faults.strike(3, 1_000_000);
        Response answer = phone.sends(phone.batch());
        faults.heal();

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertOneEffect(note, 1);
    }

    @Test
    void hard_case_07_server_bug_on_one_mutation() {
        double before = alarms();
        phone.creates("notes", Map.of("visitId", visit, "text", "ก่อนหน้า"));
        phone.creates("notes", Map.of("visitId", visit, "text", "หารด้วยศูนย์"));
        UUID after = phone.creates("notes", Map.of("visitId", visit, "text", "หลังจากนั้น"));

        JsonNode first = Json.parse(
                phone.sends(phone.batch()).then().statusCode(200).extract().asString());
        JsonNode results = phone.push();

        assertThat(results).as("the same again").isEqualTo(first.path("results"));
        assertThat(statuses(results)).containsExactly("applied", "rejected", "applied");
        assertThat(results.at("/1/code").asText()).isEqualTo("internal");
        assertThat(entry(results.get(1)).getString("mutation.set.text")).isEqualTo("หารด้วยศูนย์");
        assertThat(phone.pull().holds("notes", after)).isTrue();
        assertThat(alarms()).isEqualTo(before + 1);
    }

    private double alarms() {
        return meters.get("naichang.sync.quarantined").counter().count();
    }
}
