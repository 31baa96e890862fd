package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.platform.Caller;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whether it is known when somebody works is asked of a time, not of all times.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class KnownShiftsTest {
    private static final Map<String, String> HOURS = Map.of("start", "08:00", "end", "17:00");

    @Inject
    WorkingTimes times;

    @Inject
    Caller caller;

    private final Tenant siam = Given.tenant();

    @Test
    @ActivateRequestContext
    void shifts_of_other_times_say_nothing_of_this_one() {
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        Person malee = siam.technician("malee");
        nok.request()
                .body(Map.of("technicianId", somchai.id(), "day", "2026-03-02", "hours", HOURS))
                .post("/shifts")
                .then()
                .statusCode(201);
        nok.request()
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "patterns", List.of(Map.of("weekday", "monday", "hours", HOURS, "validUntil", "2026-06-30"))))
                .put("/technicians/" + malee.id() + "/shift-patterns")
                .then()
                .statusCode(200);

        assertThat(known(somchai, "2026-03-05T02:00:00Z")).isTrue();
        assertThat(known(somchai, "2026-03-25T02:00:00Z")).as("on leave").isTrue();
        assertThat(known(somchai, "2026-06-05T02:00:00Z")).isFalse();
        assertThat(known(malee, "2026-06-05T02:00:00Z")).isTrue();
        assertThat(known(malee, "2026-10-05T02:00:00Z")).isFalse();
    }

    private boolean known(Person technician, String at) {
        caller.actAs(siam.id(), null);
        Instant from = Instant.parse(at);
        return QuarkusTransaction.requiringNew()
                .call(() -> times.areKnownOf(technician.id(), from, from.plus(Duration.ofHours(1))));
    }
}
