package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Thailand's clocks never change; those of a company in Berlin or New York do, and a night shift is an hour shorter or
/// longer then.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ClockChangeTest {
    private static final int VISITS = 11;

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York"})
    void a_night_shift_holds_as_many_hours_as_its_night_has(String zone) {
        ZoneId there = ZoneId.of(zone);
        ZoneOffsetTransition first = there.getRules().nextTransition(Instant.now());
        ZoneOffsetTransition second = there.getRules().nextTransition(first.getInstant());
        for (ZoneOffsetTransition change : List.of(first, second)) {
            Dispatch night = new Dispatch(
                    Given.tenant(zone),
                    there,
                    change.getDateTimeBefore().toLocalDate().minusDays(1));
            int hours = change.isGap() ? 7 : 9;
            Person malee = night.withoutShifts("malee", Map.of());
            night.shift(malee, "22:00", "06:00");
            List<String> visits = new ArrayList<>();
            for (int i = 0; i < VISITS; i++) {
                visits.add(night.visit(0, Map.of()));
            }
            Instant noon = night.day.plusDays(1).atTime(12, 0).atZone(there).toInstant();

            JsonPath plan = night.plan("fill", Map.of("to", noon.toString()));

            List<String> planned = plan.getList("proposal.changes.visitId");
            List<String> leftOut = plan.getList("proposal.leftOut.visitId");
            assertThat(planned).as("%s at %s", zone, change).hasSize(hours);
            assertThat(leftOut).hasSize(VISITS - hours);
            assertThat(visits).allMatch(each -> planned.contains(each) || leftOut.contains(each));
            night.accept(plan, List.of()).statusCode(200);
            JsonPath board = JsonPath.from(night.nok
                    .request()
                    .queryParam("regionId", night.region)
                    .queryParam("from", night.at(12, 0).toString())
                    .queryParam("to", noon.toString())
                    .get("/day-board")
                    .asString());
            assertThat(Duration.between(
                            Instant.parse(board.getString("technicians[0].workingTimes[0].start")),
                            Instant.parse(board.getString("technicians[0].workingTimes[0].end"))))
                    .isEqualTo(Duration.ofHours(hours));
            assertThat(board.getList("visits.dangers.flatten()")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York"})
    void a_board_ends_with_its_day_however_long_that_is(String zone) {
        ZoneId there = ZoneId.of(zone);
        ZoneOffsetTransition first = there.getRules().nextTransition(Instant.now());
        ZoneOffsetTransition second = there.getRules().nextTransition(first.getInstant());
        for (ZoneOffsetTransition change : List.of(first, second)) {
            Dispatch day = new Dispatch(
                    Given.tenant(zone), there, change.getDateTimeBefore().toLocalDate());
            Person malee = day.withoutShifts("malee", Map.of());
            String last = day.visit(0, Map.of());
            day.schedule(last, malee, day.at(23, 15));
            Instant midnight = day.day.plusDays(1).atStartOfDay(there).toInstant();
            day.schedule(day.visit(0, Map.of()), malee, midnight.plus(Duration.ofMinutes(30)));

            JsonPath board = JsonPath.from(day.nok
                    .request()
                    .queryParam("regionId", day.region)
                    .queryParam("from", day.at(0, 0).toString())
                    .get("/day-board")
                    .asString());

            assertThat(board.<String>getList("visits.id"))
                    .as("%s at %s", zone, change)
                    .containsExactly(last);
        }
    }
}
