package io.naichang.routing;

/// A part of a good plan that is melted and cooled again by itself, while all else stays as it is: some tours whose
/// visits are near each other, and all empty ones.
///
/// Cooling a whole plan again and again finds a better one ever more rarely, since all its parts would have to turn out
/// well at once. Part by part, each only has to turn out well once (after Taillard and Voss, 2002).
final class Region {
    /// So many visits, at most; the tours of a visit's nearest hundred have fewer, about 150 on PR13A (where 80 or 300
    /// gained less: `src/docs/performance.md`).
    private static final int MOST = 300;

    final boolean[] tours;
    private final int[] visits;
    int count;

    private Region(Model model) {
        tours = new boolean[model.tours];
        visits = new int[model.stops];
    }

    /// The tours of the visits next to this one, and five sixths of all at most.
    static Region around(int seed, State state, Neighbours neighbours) {
        Region region = new Region(state.model);
        int most = Math.min(MOST, state.model.stops * 5 / 6);
        for (int near : neighbours.of(seed)) {
            int tour = state.tourOf[near];
            if (tour >= 0 && !region.tours[tour]) {
                if (region.count > 0 && region.count + state.sizeOf[tour] > most) {
                    break;
                }
                region.add(state.routes[tour]);
            }
        }
        for (int tour = 0; tour < region.tours.length; tour++) {
            region.tours[tour] |= state.sizeOf[tour] == 0;
        }
        return region;
    }

    private void add(Route route) {
        tours[route.tour] = true;
        for (int i = 0; i < route.size; i++) {
            if (route.lead[i]) {
                visits[count++] = route.stop[i];
            }
        }
    }

    /// Counts for each of its visits that it is melted once more.
    void melt(int[] times) {
        for (int i = 0; i < count; i++) {
            times[visits[i]]++;
        }
    }

    /// Any visit of it.
    int any(Chance chance) {
        return visits[chance.below(count)];
    }
}
