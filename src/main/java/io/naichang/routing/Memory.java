package io.naichang.routing;

import org.jspecify.annotations.Nullable;

/// The cheapest places that a search has found, of each visit in each tour, as long as the tour has not changed.
///
/// Version and answer lie side by side, so that a question costs one line of the processor's cache.
final class Memory {
    /// Beyond this many pairs of visit and tour nothing is remembered: memory is worth more than the time.
    private static final long MOST = 6_000_000L;

    private static final long NONE = Long.MIN_VALUE;
    private static final int BITS = 16;

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

    boolean knows(int stop, int tour, long version) {
        int cell = 2 * (stop * tours + tour);
        if (cells[cell] != version) {
            return false;
        }
        long packed = cells[cell + 1];
        points = packed == NONE ? Insertion.NOWHERE : packed >> BITS;
        position = (int) packed & ((1 << BITS) - 1);
        return true;
    }

    void keep(int stop, int tour, long version, long added, int where) {
        int cell = 2 * (stop * tours + tour);
        cells[cell] = version;
        cells[cell + 1] = added == Insertion.NOWHERE ? NONE : added << BITS | where;
    }
}
