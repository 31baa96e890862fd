package io.naichang.tracks;

import io.naichang.platform.Events;
import io.naichang.platform.GreatCircle;
import io.naichang.platform.Json;
import io.naichang.tracks.TrackIndex.Piece;
import io.naichang.tracks.TrackReading.Fix;
import io.naichang.tracks.TrackReading.Line;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Drives from standing to standing, of nobody in particular: what recorded tracks tell about roads, not about people.
@ApplicationScoped
public class Drives {
    /// Within this many metres somebody has not moved: GPS wanders about so far while a van stands.
    private static final double STILL = 60;
    /// Who stood for so long had arrived; a traffic light takes less.
    private static final Duration STAND = Duration.ofMinutes(3);
    /// A worse position says nothing about a road.
    private static final double ACCURACY = 100;
    /// Shorter ways are looking for a place to park.
    private static final double SHORTEST = 1_000;

    private final TrackIndex index;
    private final TrackReading reading;
    private final Events events;

    Drives(TrackIndex index, TrackReading reading, Events events) {
        this.index = index;
        this.reading = reading;
        this.events = events;
    }

    /// One drive.
    ///
    /// @param meters along the track
    public record Drive(
            double fromLat, double fromLon, double toLat, double toLon, Instant start, Instant end, double meters) {}

    /// All drives of the caller's company in a time, at most `most`. That they were read is on record.
    ///
    /// To be called outside a transaction: it reads from the object store.
    public List<Drive> between(Instant from, Instant to, int most) {
        Map<UUID, List<Piece>> pieces = QuarkusTransaction.requiringNew().call(() -> {
            events.record(
                    "drives-read",
                    "technicians",
                    null,
                    Json.object().put("from", from.toString()).put("to", to.toString()));
            Map<UUID, List<Piece>> found = new TreeMap<>();
            index.tracked(from, to).forEach(each -> found.put(each, index.covering(each, from, to)));
            return found;
        });
        List<Drive> drives = new ArrayList<>();
        for (List<Piece> each : pieces.values()) {
            for (Line line : reading.lines(each, from, to)) {
                drives.addAll(of(line.fixes()));
                if (drives.size() >= most) {
                    return drives.subList(0, most);
                }
            }
        }
        return drives;
    }

    /// The drives of a line. What was under way when the line began or ended is none: nobody knows from where or to.
    static List<Drive> of(List<Fix> fixes) {
        List<Drive> drives = new ArrayList<>();
        Fix anchor = null;
        Fix start = null;
        double meters = 0;
        for (Fix fix : fixes) {
            if (fix.point().accuracy() > ACCURACY || fix.point().mocked()) {
                continue;
            }
            if (anchor == null) {
                anchor = fix;
                continue;
            }
            double far = meters(anchor, fix);
            boolean stood = Duration.between(anchor.at(), fix.at()).compareTo(STAND) >= 0;
            if (far <= STILL) {
                if (stood) {
                    add(drives, start, anchor, meters);
                    start = null;
                    meters = 0;
                }
                continue;
            }
            if (stood) {
                // It stood until about now, whichever of the two fixes saw it last.
                start = anchor = new Fix(fix.at().minusMillis(Math.round(1000 * far / 10)), anchor.point());
                meters = 0;
            }
            meters += far;
            anchor = fix;
        }
        return drives;
    }

    private static void add(List<Drive> drives, @Nullable Fix start, Fix end, double meters) {
        if (start != null && meters(start, end) >= SHORTEST) {
            drives.add(new Drive(
                    start.point().lat(),
                    start.point().lon(),
                    end.point().lat(),
                    end.point().lon(),
                    start.at(),
                    end.at(),
                    meters));
        }
    }

    private static double meters(Fix from, Fix to) {
        return GreatCircle.meters(
                from.point().lat(),
                from.point().lon(),
                to.point().lat(),
                to.point().lon());
    }
}
