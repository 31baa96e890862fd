package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A region on the day itself, with a technician whose phone reports at once or hours later; the clock is put back
/// after each test.
@SuppressWarnings("NullAway") // set before each test
abstract class LiveDay {
    static final Duration DAY = Duration.ofDays(1);

    @Inject
    MovableClock clock;

    Dispatch day;
    Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
    }

    @AfterEach
    void the_time_it_is() {
        clock.reset();
    }

    void itIs(int hour, int minute) {
        clock.move(Duration.between(clock.instant(), day.at(0, minute).plus(Duration.ofHours(hour))));
    }

    Phone dispatched(String visit, Person technician) {
        day.step(visit, "dispatch", Map.of());
        return Phone.of(technician).pull();
    }

    void does(Phone phone, String visit, String command, Map<String, ?> args) {
        phone.commands(visit, command, args).put("at", clock.instant().toString());
    }

    static List<String> dangers(JsonPath board, String visit) {
        return board.getList("visits.find { it.id == '" + visit + "' }.dangers.rule");
    }

    String promised(int north, Instant opens, Instant closes) {
        return day.visit(north, Dispatch.told(opens, closes));
    }

    void worksNextDay(Person technician) {
        day.nok
                .request()
                .body(Map.of(
                        "technicianId",
                        technician.id(),
                        "day",
                        day.day.plusDays(1).toString(),
                        "hours",
                        Map.of("start", "08:00", "end", "17:00")))
                .post("/shifts")
                .then()
                .statusCode(201);
    }

    /// @param from null: as who asks on the phone, from now on
    JsonPath candidates(String visit, @Nullable Instant from) {
        var request = day.nok.request();
        return JsonPath.from((from == null ? request : request.queryParam("from", from.toString()))
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    static Instant firstStart(JsonPath ranking) {
        assertThat(ranking.getString("candidates[0].technicianName")).isEqualTo("malee");
        return Instant.parse(ranking.getString("candidates[0].start"));
    }

    static Instant expected(JsonPath board, String visit) {
        return Instant.parse(board.getString("visits.find { it.id == '" + visit + "' }.expectedStart"));
    }
}
