package io.naichang.tracks;

import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.platform.ObjectStore;
import io.naichang.tracks.TrackIndex.Piece;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Puts tracks together again for those who may see them; that somebody did is on record before he sees anything.
@ApplicationScoped
class TrackReading {
    /// A phone that was silent for longer went its way unseen.
    private static final Duration GAP = Duration.ofMinutes(5);

    private final TrackIndex index;
    private final ObjectStore store;
    private final Events events;

    TrackReading(TrackIndex index, ObjectStore store, Events events) {
        this.index = index;
        this.store = store;
        this.events = events;
    }

    /// Where somebody was at an instant.
    record Fix(Instant at, TrackPoint point) {}

    /// Points of one phone without a gap.
    record Line(UUID device, String quality, List<Fix> fixes) {
        Line {
            fixes = List.copyOf(fixes);
        }
    }

    /// The track from `from` up to but without `to`.
    List<Line> read(UUID technician, Instant from, Instant to) {
        List<Piece> pieces = QuarkusTransaction.requiringNew().call(() -> {
            events.record(
                    "track-read",
                    "technicians",
                    technician,
                    Json.object().put("from", from.toString()).put("to", to.toString()));
            return index.covering(technician, from, to);
        });
        return lines(pieces, from, to);
    }

    /// Puts pieces of one technician together.
    List<Line> lines(List<Piece> pieces, Instant from, Instant to) {
        List<Line> lines = new ArrayList<>();
        List<Fix> run = new ArrayList<>();
        Piece before = null;
        for (Piece piece : pieces) {
            for (Fix fix : fixes(piece)) {
                if (fix.at().isBefore(from) || !fix.at().isBefore(to)) {
                    continue;
                }
                if (before != null && !run.isEmpty() && !goesOn(before, run.getLast(), piece, fix)) {
                    lines.add(new Line(before.device(), before.quality(), run));
                    run = new ArrayList<>();
                }
                run.add(fix);
                before = piece;
            }
        }
        if (before != null) {
            lines.add(new Line(before.device(), before.quality(), run));
        }
        return lines;
    }

    private static boolean goesOn(Piece before, Fix last, Piece piece, Fix fix) {
        boolean samePhone = before.device().equals(piece.device())
                && before.boot().equals(piece.boot())
                && before.quality().equals(piece.quality());
        Duration between = Duration.between(last.at(), fix.at());
        return samePhone && !between.isNegative() && between.compareTo(GAP) <= 0;
    }

    /// Nothing if its time ran out since the index was read.
    private List<Fix> fixes(Piece piece) {
        Optional<InputStream> object = store.read(piece.key());
        if (object.isEmpty()) {
            return List.of();
        }
        try (InputStream in = object.get()) {
            return TrackChunk.stored(in).points().stream()
                    .map(point -> new Fix(piece.base().plusMillis(point.dt()), point))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the stored track " + piece.key() + " cannot be read", e);
        }
    }
}
