package io.naichang.routing;

import org.jspecify.annotations.Nullable;

/// The cheapest places that a search has found, of each visit in each tour, as long as the tour has not changed; or
/// that there is none for less than so much.
///
/// Version and answer lie side by side, so that a question costs one line of the processor's cache. Of a tour that the
/// round has changed nothing is remembered: hardly anybody asks the same of it again before it changes once more.
final class Memory {
    /// Beyond this many pairs of visit and tour nothing is remembered: memory is worth more than the time.
    private static final long MOST = 3_000_000L;

    private static final long NONE = Long.MIN_VALUE;
    /// Below the points: the position, and whether there is no place for less.
    private static final int BITS = 16;
    private static final int NOT_BELOW = 1 << 15;

    private final int tours;
    private final long[] cells;
    /// What was asked for last.
    long points;
    int position;

    private Memory(int tours, int stops) {
        this.tours = tours;
        cells = new long[2 * stops * tours];
    }

    /// Null if there would be too much to remember.
    static @Nullable Memory of(Model model) {
        return (long) model.stops * model.tours > MOST ? null : new Memory(model.tours, model.stops);
    }

    /// Whether the answer to a question for less than `bound` is known.
    boolean knows(int stop, int tour, long version, long bound) {
        int cell = 2 * (stop * tours + tour);
        if (cells[cell] != version) {
            return false;
        }
        long packed = cells[cell + 1];
        if (packed != NONE && (packed & NOT_BELOW) != 0) {
            points = Insertion.NOWHERE;
            return bound <= packed >> BITS;
        }
        points = packed == NONE ? Insertion.NOWHERE : packed >> BITS;
        position = (int) packed & (NOT_BELOW - 1);
        return true;
    }

    /// Remembers the answer to a question for less than `bound`.
    void keep(int stop, int tour, long version, long bound, long added, int where) {
        int cell = 2 * (stop * tours + tour);
        cells[cell] = version;
        if (added < Insertion.NOWHERE) {
            cells[cell + 1] = added << BITS | where;
        } else {
            cells[cell + 1] = bound >= Insertion.NOWHERE ? NONE : bound << BITS | NOT_BELOW;
        }
    }
}
