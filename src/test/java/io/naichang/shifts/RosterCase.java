package io.naichang.shifts;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// A technician whose roster a dispatcher writes.
@SuppressWarnings("NullAway") // set before each test
abstract class RosterCase {
    static final String MONDAY = "?from=2026-11-22T17:00:00Z&to=2026-11-23T17:00:00Z";

    @Inject
    WorkingTimes times;

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    final Tenant siam = Given.tenant();
    Person nok;
    Person somchai;

    @BeforeEach
    void begin() {
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
    }

    static Map<String, Object> hours(String start, String end) {
        return Map.of(
                "start",
                start,
                "end",
                end,
                "pause",
                Map.of("length", "PT1H", "earliest", "11:30", "latest", "13:00"),
                "overtime",
                "PT90M");
    }

    static Map<String, Object> pattern(String weekday) {
        return Map.of("weekday", weekday, "hours", hours("08:00", "17:00"));
    }

    ValidatableResponse put(int version, Object... patterns) {
        return nok.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("patterns", List.of(patterns)))
                .put("/technicians/" + somchai.id() + "/shift-patterns")
                .then();
    }

    ValidatableResponse post(String path, Map<String, ?> body) {
        Map<String, Object> all = new HashMap<>(body);
        all.put("technicianId", somchai.id());
        return nok.request().body(all).post(path).then();
    }

    ValidatableResponse away(String from, String until) {
        return post("/absences", Map.of("from", from, "until", until, "kind", "sick"));
    }
}
