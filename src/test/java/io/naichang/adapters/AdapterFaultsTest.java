package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Json;
import io.naichang.testing.Faults;
import io.naichang.testing.Pools;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server fails on one row of an adapter's client each time: the row is in quarantine, and the client is not
/// jammed.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AdapterFaultsTest extends AdapterCase {
    @Inject
    Pools pools;

    @Inject
    MeterRegistry meters;

    private Faults faults;
    private double before;

    @BeforeEach
    void a_server_with_a_bug() throws SQLException {
        faults = Faults.armed();
        before = alarms();
    }

    @AfterEach
    void the_bug_is_mended() throws SQLException {
        faults.close();
        pools.renew();
    }

    private double alarms() {
        return meters.get("naichang.sync.quarantined").counter().count();
    }

    private void assertQuarantined(JsonNode bug) {
        JsonNode entries = ledger(bug.path("id").asText());
        assertThat(entries.findValuesAsText("rule")).containsExactly("internal");
        assertThat(entries.at("/0/mutation/set/text").asText()).isEqualTo("หารด้วยศูนย์");
        assertThat(alarms()).isEqualTo(before + 1);
    }

    @Test
    void rxdb_is_told_that_the_row_is_not_there_and_goes_on() {
        device = register("rxdb");
        ObjectNode bug = note("หารด้วยศูนย์");
        ObjectNode good = note("หลังจากนั้น");
        ObjectNode body = Json.object();
        body.putArray("rows")
                .add(Json.object().set("newDocumentState", bug))
                .add(Json.object().set("newDocumentState", good));

        for (int time = 1; time <= 2; time++) {
            JsonNode answer = answered("rxdb/notes/push", body);

            assertThat(answer.findValuesAsText("id")).contains(bug.path("id").asText());
            assertThat(answer.at("/0/_deleted").asBoolean()).isTrue();
            assertQuarantined(bug);
        }
        JsonNode page =
                answered("rxdb/notes/pull", Json.object().put("limit", 10).putNull("checkpoint"));
        assertThat(page.path("documents").findValuesAsText("text")).containsExactly("หลังจากนั้น");
    }

    @Test
    void watermelondb_is_told_so_with_the_next_pull_and_goes_on() {
        device = register("watermelon");
        answered("watermelon/pull", Json.object().putNull("lastPulledAt"));
        ObjectNode bug = note("หารด้วยศูนย์");
        ObjectNode good = note("หลังจากนั้น");
        ObjectNode body = Json.object().put("lastPulledAt", 1);
        body.putObject("changes")
                .putObject("notes")
                .putArray("created")
                .add(bug)
                .add(good);

        for (int time = 1; time <= 2; time++) {
            assertThat(answered("watermelon/push", body).path("experimentalRejectedIds"))
                    .isEmpty();
            assertQuarantined(bug);
        }
        JsonNode notes = answered("watermelon/pull", Json.object().put("lastPulledAt", 1))
                .at("/changes/notes");
        assertThat(notes.path("updated").findValuesAsText("text")).containsExactly("หลังจากนั้น");
        assertThat(notes.at("/deleted/0").asText()).isEqualTo(bug.path("id").asText());
    }
}
