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
import java.time.LocalDate;
import java.time.ZoneId;
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

    /// When hardly anybody drives.
    private static final Duration TURN = Duration.ofHours(3);

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

    /// Drives of the caller's company in a time, the newest days first, at most `most`. That they were read is on
    /// record. No more than one day of one technician is held at once; days of this zone turn at three at night,
    /// and who drives then is left out.
    ///
    /// To be called outside a transaction: it reads from the object store.
    public List<Drive> between(Instant from, Instant to, int most, ZoneId zone) {
        QuarkusTransaction.requiringNew()
                .run(() -> events.record(
                        "drives-read",
                        "technicians",
                        null,
                        Json.object().put("from", from.toString()).put("to", to.toString())));
        List<Drive> drives = new ArrayList<>();
        LocalDate first = from.minus(TURN).atZone(zone).toLocalDate();
        for (LocalDate day = to.minus(TURN).atZone(zone).toLocalDate(); !day.isBefore(first); day = day.minusDays(1)) {
            Instant begin = later(from, turn(day, zone));
            Instant end = earlier(to, turn(day.plusDays(1), zone));
            for (List<Piece> each : pieces(begin, end).values()) {
                for (Line line : reading.lines(each, begin, end)) {
                    drives.addAll(of(line.fixes()));
                    if (drives.size() >= most) {
                        return drives.subList(0, most);
                    }
                }
            }
        }
        return drives;
    }

    private Map<UUID, List<Piece>> pieces(Instant from, Instant to) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<UUID, List<Piece>> found = new TreeMap<>();
            index.tracked(from, to).forEach(each -> found.put(each, index.covering(each, from, to)));
            return found;
        });
    }

    private static Instant turn(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().plus(TURN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
