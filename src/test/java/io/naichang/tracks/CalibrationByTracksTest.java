package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What phones recorded on two days tells the planner how fast the roads are.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@ActivateRequestContext
class CalibrationByTracksTest extends TrackCase {
    private static final double METRES_A_DEGREE = 111_195;
    private static final double METRES_A_MINUTE = 600;

    /// Stands six minutes, drives three kilometres in five, and so on, there and back; a point a minute.
    private static List<double[]> drives(int count) {
        List<double[]> points = new ArrayList<>();
        double lat = 18.79;
        for (int drive = 0; drive <= count; drive++) {
            for (int minute = 0; minute < (drive < count ? 11 : 6); minute++) {
                if (minute >= 6) {
                    lat += (drive % 2 == 0 ? 1 : -1) * METRES_A_MINUTE / METRES_A_DEGREE;
                }
                points.add(new double[] {points.size() * 60_000.0, lat, 98.98});
            }
        }
        return points;
    }

    private void drove(Object visit, int minutesAgo, long firstSeq) {
        phone.steps(visit, "depart", ago(minutesAgo + 5));
        assertThat(kept(phone.puts(firstSeq, phone.chunk(ago(minutesAgo), drives(13))))
                        .path("kept")
                        .asInt())
                .isEqualTo(149);
    }

    @Test
    void vans_at_36_kilometres_an_hour_make_a_policy_of_36_kilometres_an_hour() {
        drove(visit, 31 * 60, 1);
        phone.steps(visit, "start", ago(28 * 60));
        phone.steps(visit, "complete", ago(27 * 60));
        drove(work.visitOf(somchai, 2), 4 * 60, 1_000);

        JsonPath found = JsonPath.from(siam.admin()
                .request()
                .body(Map.of("from", ago(40 * 60).toString(), "to", now.toString()))
                .post("/planning-policy/calibration")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        // One may have been under way when the night turned.
        assertThat(found.getInt("drives")).isBetween(24, 26);
        assertThat(found.getDouble("roadFactor")).isCloseTo(1, within(0.05));
        assertThat(found.getDouble("errorAfter")).isLessThan(0.1).isLessThan(found.getDouble("errorBefore"));
        JsonPath policy = JsonPath.from(
                siam.admin().request().get("/planning-policy").then().extract().asString());
        double before = policy.getDouble("countryKmh");
        double town = policy.getDouble("townKmh");
        double share = policy.getDouble("townShare");
        assertThat(found.getDouble("countryKmh") * (1 - share) + found.getDouble("townKmh") * share)
                .as("of %s and %s", before, town)
                .isCloseTo(36, within(2.5));
        assertThat(rows("SELECT count(*)::text FROM event WHERE kind = 'drives-read'"))
                .containsExactly("1");
    }
}
