package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What calls tell of a phone's steady clock, and which of them is believed.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AnchorTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @Inject
    MovableClock clock;

    private Person somchai;
    private Work work;
    private String visit;
    private Phone phone;
    private Instant booted;

    @BeforeEach
    void a_phone_that_runs_for_an_hour() {
        Tenant siam = Given.tenant();
        somchai = siam.technician("somchai");
        work = Work.at(siam.dispatcher("nok"));
        visit = work.visitOf(somchai, 1);
        phone = Phone.of(somchai);
        booted = clock.instant().minusMillis(HOUR);
    }

    @AfterEach
    void time_is_as_it_was() {
        clock.reset();
    }

    private static ObjectNode reading(ObjectNode call, String boot, long mono) {
        call.putObject("clock").put("mono", mono).put("boot", boot);
        return call;
    }

    private void tells(long mono) {
        phone.does("void", "visits", visit);
        phone.sends(reading(phone.batch(), "b1", mono)).then().statusCode(200);
    }

    /// When the visit began, of which the phone says that it was half an hour after its start.
    private Instant started() {
        phone.commands(visit, "start", Map.of()).put("boot", "b1").put("mono", HOUR / 2);
        phone.push();
        return Instant.parse(work.seen(visit).getString("startedAt"));
    }

    @Test
    void the_call_that_took_the_least_time_on_its_way_is_believed_in_any_order() {
        tells(HOUR - 90_000);
        tells(HOUR);
        tells(HOUR - 120_000);

        assertThat(started()).isCloseTo(booted.plusMillis(HOUR / 2), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void after_a_day_a_clock_that_drifts_is_told_anew() {
        tells(HOUR);
        clock.move(Duration.ofHours(25));

        // It went slow by a minute, which no delay explains.
        tells(26 * HOUR - 60_000);

        assertThat(started()).isCloseTo(booted.plusMillis(HOUR / 2 + 60_000), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void a_pull_tells_the_clock_too() {
        ObjectNode pull = phone.batch();
        pull.remove("mutations");
        somchai.request()
                .body(reading(pull, "b1", HOUR).toString())
                .post("/sync/pull")
                .then()
                .statusCode(200);

        assertThat(started()).isCloseTo(booted.plusMillis(HOUR / 2), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void a_clock_that_cannot_be_right_tells_nothing_and_harms_nothing() {
        for (long mono : new long[] {
            -1, Long.MAX_VALUE, Long.MIN_VALUE, Duration.ofDays(20_000).toMillis()
        }) {
            tells(mono);
        }
        tells(HOUR);

        assertThat(started()).isCloseTo(booted.plusMillis(HOUR / 2), within(10, ChronoUnit.SECONDS));
    }
}
