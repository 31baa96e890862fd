package io.naichang.tracks;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// A piece of a track after the policy has been asked about each of its points.
///
/// @param base when it began, by our clock
record Judged(Instant base, String quality, List<TrackPoint> kept) {
    Judged {
        kept = List.copyOf(kept);
    }

    static Judged of(TrackChunk chunk, Instant base, String quality, Predicate<Instant> allowed) {
        List<TrackPoint> kept = chunk.points().stream()
                .filter(each -> allowed.test(base.plusMillis(each.dt())))
                .toList();
        return new Judged(base, quality, kept);
    }

    Instant time(TrackPoint point) {
        return base.plusMillis(point.dt());
    }
}
