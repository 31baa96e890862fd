package io.naichang.tracks;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import java.math.BigDecimal;

/// A point of a track: `[dtMs, lat, lon, accuracy, speed?, heading?, mocked?]`.
///
/// @param dt milliseconds since the piece began
/// @param accuracy radius in metres
/// @param mocked true if the phone says that another app made the position up
/// @param json as it came, with speed (m/s) and heading (degrees)
record TrackPoint(long dt, double lat, double lon, double accuracy, boolean mocked, JsonNode json) {
    private static final long MAX_DT = 86_400_000;

    /// @param field where it stands, for a problem
    /// @throws Problem 400 `invalid`
    static TrackPoint of(JsonNode point, String field) {
        if (!point.isArray() || point.size() < 4 || point.size() > 7) {
            throw Problem.invalid(
                    "invalid", field, "A point is [dtMs, lat, lon, accuracy, speed?, heading?, mocked?].");
        }
        JsonNode dt = point.get(0);
        if (!dt.isIntegralNumber() || !within(dt, 0, MAX_DT)) {
            throw Problem.invalid("invalid", field + ".0", "dtMs must be 0 to 86,400,000 milliseconds.");
        }
        check(within(point.get(1), -90, 90), field + ".1", "lat must be -90 to 90 degrees.");
        check(within(point.get(2), -180, 180), field + ".2", "lon must be -180 to 180 degrees.");
        check(within(point.get(3), 0, 1_000_000), field + ".3", "accuracy must be 0 to 1,000,000 metres.");
        check(absent(point, 4) || within(point.get(4), 0, 1000), field + ".4", "speed must be 0 to 1,000 m/s.");
        check(absent(point, 5) || within(point.get(5), 0, 360), field + ".5", "heading must be 0 to 360 degrees.");
        check(absent(point, 6) || point.get(6).isBoolean(), field + ".6", "mocked must be true or false.");
        return new TrackPoint(
                dt.longValue(),
                point.get(1).doubleValue(),
                point.get(2).doubleValue(),
                point.get(3).doubleValue(),
                point.path(6).asBoolean(),
                point);
    }

    private static boolean absent(JsonNode point, int at) {
        return point.path(at).isMissingNode() || point.path(at).isNull();
    }

    private static boolean within(JsonNode value, long least, long most) {
        return value.isNumber()
                && value.decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
                && value.decimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static void check(boolean right, String field, String fault) {
        if (!right) {
            throw Problem.invalid("invalid", field, fault);
        }
    }
}
