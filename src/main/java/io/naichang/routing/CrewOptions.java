package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// For a visit for several technicians, all that one tour offers: positions, for who leads and for who helps. A search
/// remembers them as long as the tour does not change.
final class CrewOptions {
    /// Beyond this many pairs of visit and tour nothing is remembered.
    private static final int MOST = 50_000;

    /// One place for one of the crew: what it adds at least, and when the visit could start there; where travel is
    /// constant, with the seconds of way to it and on.
    record Option(int tour, int position, int depot, boolean leads, long least, int earliest, int in, int on) {
        Option(int tour, int position, int depot, boolean leads) {
            this(tour, position, depot, leads, 0, 0, 0, 0);
        }
    }

    private final State state;
    private final Model model;
    private final Insertion insertion;
    private final TieBounds bounds;
    private final Measures measures;
    private final boolean reckons;
    private final List<Option> found = new ArrayList<>();
    /// Of each visit for several its number, or -1 if it is pinned; then for each of them and each tour what was found,
    /// of which version, and who had the parts.
    private final int[] number;
    private final Option[] @Nullable [] known;
    private final long[] version;
    private final long[] holders;
    /// The tour that must lead, or -1 for any.
    int leader = -1;

    /// @param reckons whether it is for a search
    CrewOptions(State state, Insertion insertion, TieBounds bounds, boolean reckons) {
        this.state = state;
        model = state.model;
        this.insertion = insertion;
        this.bounds = bounds;
        this.reckons = reckons;
        measures = new Measures(model);
        number = new int[model.stops];
        Arrays.fill(number, -1);
        for (int i = 0; i < model.crews.length; i++) {
            number[model.crews[i]] = i;
        }
        long pairs = (long) model.crews.length * model.tours;
        int cells = reckons && pairs <= MOST && model.stocks.depots < Long.SIZE - 1 ? (int) pairs : 0;
        known = new Option[cells][];
        version = new long[cells];
        holders = new long[cells];
    }

    /// What a tour offers. Where times are not reckoned there may be many options of each position, and searches are
    /// rare: those are not remembered, nor is what hangs on more than the tour and the parts.
    Option[] of(int stop, int tour, int low, int high) {
        boolean hangs = number[stop] < 0 || leader >= 0 || model.ties.isTied(stop);
        if (known.length == 0 || hangs || !model.reckoned[tour] || state.isDraft(tour)) {
            return collect(stop, tour, low, high);
        }
        int cell = number[stop] * model.tours + tour;
        long holds = holders(stop, tour);
        Option[] them = known[cell];
        if (them == null || version[cell] != state.versionOf[tour] || holders[cell] != holds) {
            them = collect(stop, tour, low, high);
            known[cell] = them;
            version[cell] = state.versionOf[tour];
            holders[cell] = holds;
        }
        return them;
    }

    /// Who has what the visit needs: the van, or else which of the depots.
    private long holders(int stop, int tour) {
        if (state.vanHas(tour, stop)) {
            return -1;
        }
        long depots = 0;
        for (int d = 0; d < model.stocks.depots; d++) {
            depots |= state.depotHas(d, stop) ? 1L << d : 0;
        }
        return depots;
    }

    private Option[] collect(int stop, int tour, int low, int high) {
        found.clear();
        boolean mayLead = (leader < 0 || leader == tour)
                && model.suits.of(stop, tour, true) != Suitability.NO
                && bounds.allows(stop, tour, true);
        boolean helps = model.suits.of(stop, tour, false) != Suitability.NO && bounds.allows(stop, tour, false);
        boolean has = mayLead && state.vanHas(tour, stop);
        if (helps || has) {
            positions(stop, tour, -1, helps, has, low, high);
        }
        for (int d = 0; mayLead && !has && d < model.stocks.depots; d++) {
            if (state.depotHas(d, stop)) {
                positions(stop, tour, d, false, true, low, high);
            }
        }
        return found.toArray(Option[]::new);
    }

    private void positions(int stop, int tour, int by, boolean helps, boolean mayLead, int low, int high) {
        Route route = state.routes[tour];
        long fixed = mayLead ? insertion.fixedPoints(stop, tour, true) : 0;
        boolean reckoned = reckons && model.reckoned[tour];
        if (reckoned) {
            measures.by(stop, by);
            measures.find(stop, route, Insertion.NOWHERE);
        }
        int positions = reckoned ? measures.count : route.size + 1;
        for (int i = 0; i < positions; i++) {
            int p = reckoned ? measures.at[i] : i;
            int in = reckoned ? measures.in[i] : 0;
            int on = reckoned ? measures.on[i] : 0;
            int first = reckoned
                    ? insertion.start(stop, route, p, in, on, low, high)
                    : insertion.start(stop, route, p, by, low, high);
            if (first >= Model.NEVER) {
                continue;
            }
            long least = reckoned ? measures.points[i] : leastPoints(stop, route, p, by);
            if (helps) {
                found.add(new Option(tour, p, by, false, least, first, in, on));
            }
            if (mayLead) {
                found.add(new Option(tour, p, by, true, least + fixed, first, in, on));
            }
        }
    }

    private long leastPoints(int stop, Route route, int p, int by) {
        int here = model.place[stop];
        int next = p < route.size ? route.via[p] : -1;
        long to = Leg.leastPoints(model, route.place[p], by, here);
        long added = to + Leg.leastPoints(model, here, next, route.place[p + 1]);
        return route.size == 0 ? added : added - Leg.leastPoints(model, route.place[p], next, route.place[p + 1]);
    }
}
