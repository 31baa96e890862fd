package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts a visit for several technicians into several tours at once: for each start that some tour offers, the cheapest
/// lead and the cheapest others who can be there then.
final class CrewInsertion {
    /// More starts than this are thinned out evenly.
    private static final int MOST_STARTS = 24;
    /// Bits of an option's number.
    private static final int NUMBER = 20;
    private static final int NUMBERS = (1 << NUMBER) - 1;

    record Option(int tour, int position, int depot, boolean leads, long points, int start) {}

    private final State state;
    private final Model model;
    private final Insertion insertion;
    private final TieBounds bounds;
    private final Measures measures;
    private final Reckoning reckoning;
    /// Whether being late counts too, where it can be known; a plan is kept as it is whatever that costs.
    private final boolean reckons;
    /// The options of a search: what each adds at least, and when it could start; with the ways to the visit and on.
    private int[] tour = new int[256];
    private int[] position = new int[256];
    private int[] depot = new int[256];
    private boolean[] leads = new boolean[256];
    private long[] least = new long[256];
    private int[] earliest = new int[256];
    private int[] in = new int[256];
    private int[] on = new int[256];
    private int options;
    /// Their numbers by what they add, below it.
    private long[] order = new long[256];
    private int[] starts = new int[256];
    /// The crew that is being looked for.
    private int[] crew = new int[4];
    private int joined;
    /// What the last search found: the lead first.
    int start;
    long points;
    /// The tour that must lead, or -1 for any.
    int leader = -1;
    /// The most who could start together at any time, in the last search.
    int most;

    List<Option> chosen = List.of();

    CrewInsertion(State state, Insertion insertion, TieBounds bounds, boolean reckons) {
        this.state = state;
        model = state.model;
        this.insertion = insertion;
        this.bounds = bounds;
        this.reckons = reckons;
        measures = new Measures(model);
        reckoning = new Reckoning(model);
    }

    /// Looks for the cheapest crew among these tours; false if there is none.
    boolean search(int stop, int[] among, int count, int low, int high) {
        options = 0;
        for (int i = 0; i < count; i++) {
            collect(stop, among[i], low, high);
        }
        for (int i = 0; i < options; i++) {
            order[i] = (least[i] << NUMBER) | i;
        }
        Arrays.sort(order, 0, options);
        long leastLead = least(true);
        long leastHelp = least(false);
        points = Insertion.NOWHERE;
        most = 0;
        int times = starts();
        for (int i = 0; i < times; i++) {
            long sum = crew(stop, starts[i], leastLead, leastHelp);
            most = Math.max(most, joined);
            if (sum < points) {
                points = sum;
                start = starts[i];
                chosen = crew();
            }
        }
        return points < Insertion.NOWHERE;
    }

    /// The least that somebody who leads, or helps, can add.
    private long least(boolean leading) {
        for (int i = 0; i < options; i++) {
            int o = (int) order[i] & NUMBERS;
            if (leads[o] == leading) {
                return least[o];
            }
        }
        return 0;
    }

    private List<Option> crew() {
        List<Option> them = new ArrayList<>(joined);
        for (int j = 0; j < joined; j++) {
            int o = crew[j];
            them.add(new Option(tour[o], position[o], depot[o], leads[o], least[o], earliest[o]));
        }
        return them;
    }

    /// Plans what [#search] found; false, and nothing is changed, if a walk refuses one of them.
    boolean insert(int stop) {
        for (int i = chosen.size() - 1; i >= 0; i--) {
            Option each = chosen.get(i);
            if (!state.insert(stop, each.tour(), each.position(), each.depot(), start, each.leads())) {
                for (int back = i + 1; back < chosen.size(); back++) {
                    state.withdraw(stop, chosen.get(back).tour());
                }
                state.crewOf[stop] = null;
                return false;
            }
        }
        return true;
    }

    private void collect(int stop, int each, int low, int high) {
        boolean mayLead = (leader < 0 || leader == each)
                && model.suits.of(stop, each, true) != Suitability.NO
                && bounds.allows(stop, each, true);
        boolean helps = model.suits.of(stop, each, false) != Suitability.NO && bounds.allows(stop, each, false);
        boolean has = mayLead && state.vanHas(each, stop);
        if (helps || has) {
            positions(stop, each, -1, helps, has, low, high);
        }
        for (int d = 0; mayLead && !has && d < model.stocks.depots; d++) {
            if (state.depotHas(d, stop)) {
                positions(stop, each, d, false, true, low, high);
            }
        }
    }

    private void positions(int stop, int each, int by, boolean helps, boolean mayLead, int low, int high) {
        Route route = state.routes[each];
        long fixed = mayLead ? insertion.fixedPoints(stop, each, true) : 0;
        boolean reckoned = reckons && model.reckoned[each];
        int from = reckoned ? measures.firstInTime(stop, route) : 0;
        int to = reckoned ? measures.lastInTime(stop, route, from) : route.size;
        if (reckoned) {
            measures.fill(stop, route, by, from, to);
        }
        for (int p = from; p <= to; p++) {
            int first = reckoned
                    ? insertion.start(stop, route, p, measures.in[p], measures.on[p], low, high)
                    : insertion.start(stop, route, p, by, low, high);
            if (first >= Model.NEVER) {
                continue;
            }
            long added = reckoned ? measures.points[p] : leastPoints(stop, route, p, by);
            if (helps) {
                option(each, p, by, false, added, first, reckoned);
            }
            if (mayLead) {
                option(each, p, by, true, added + fixed, first, reckoned);
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

    private void option(int each, int p, int by, boolean leading, long added, int first, boolean measured) {
        if (options == tour.length) {
            int more = 2 * options;
            tour = Arrays.copyOf(tour, more);
            position = Arrays.copyOf(position, more);
            depot = Arrays.copyOf(depot, more);
            leads = Arrays.copyOf(leads, more);
            least = Arrays.copyOf(least, more);
            earliest = Arrays.copyOf(earliest, more);
            in = Arrays.copyOf(in, more);
            on = Arrays.copyOf(on, more);
            order = Arrays.copyOf(order, more);
            starts = Arrays.copyOf(starts, more);
        }
        tour[options] = each;
        position[options] = p;
        depot[options] = by;
        leads[options] = leading;
        least[options] = added;
        earliest[options] = first;
        in[options] = measured ? measures.in[p] : 0;
        on[options] = measured ? measures.on[p] : 0;
        options++;
    }

    /// When somebody could start; thinned out if they are too many.
    private int starts() {
        System.arraycopy(earliest, 0, starts, 0, options);
        Arrays.sort(starts, 0, options);
        int count = 0;
        for (int i = 0; i < options; i++) {
            if (count == 0 || starts[count - 1] != starts[i]) {
                starts[count++] = starts[i];
            }
        }
        if (count <= MOST_STARTS) {
            return count;
        }
        for (int i = 0; i < MOST_STARTS; i++) {
            starts[i] = starts[(int) ((long) i * (count - 1) / (MOST_STARTS - 1))];
        }
        return MOST_STARTS;
    }

    /// The cheapest lead who can be there then, and the cheapest others; what they add, or NOWHERE.
    private long crew(int stop, int time, long leastLead, long leastHelp) {
        int needed = model.crew[stop];
        long late = reckons ? reckoning.late(stop, time) : 0;
        long others = leastHelp * (needed - 1);
        joined = 0;
        if (leastLead + late + others >= points) {
            return Insertion.NOWHERE;
        }
        if (crew.length < needed) {
            crew = new int[needed];
        }
        long sum = 0;
        while (joined < needed) {
            // No more than would make this crew the cheapest so far.
            long best = points == Insertion.NOWHERE ? points : points - sum - others;
            long bound = best;
            for (int i = 0; i < options; i++) {
                int o = (int) order[i] & NUMBERS;
                if (leads[o] != (joined == 0)) {
                    continue;
                }
                if (least[o] + (joined == 0 ? late : 0) >= best) {
                    break;
                }
                if (earliest[o] <= time && !joins(o)) {
                    long exact = at(stop, o, time);
                    if (exact < best) {
                        best = exact;
                        crew[joined] = o;
                    }
                }
            }
            if (best == bound) {
                return Insertion.NOWHERE;
            }
            sum += best;
            joined++;
            others -= leastHelp;
        }
        return sum;
    }

    private boolean joins(int option) {
        for (int j = 0; j < joined; j++) {
            if (model.technician[tour[crew[j]]] == model.technician[tour[option]]) {
                return true;
            }
        }
        return false;
    }

    /// What it adds to start then, or NOWHERE; without a walk, the least that it can add.
    private long at(int stop, int o, int time) {
        Route route = state.routes[tour[o]];
        if (!reckons || !model.reckoned[tour[o]]) {
            boolean can = insertion.start(stop, route, position[o], depot[o], time, time) == time;
            return can ? least[o] : Insertion.NOWHERE;
        }
        if (insertion.start(stop, route, position[o], in[o], on[o], time, time) != time) {
            return Insertion.NOWHERE;
        }
        long late = reckoning.added(route, position[o], stop, time, leads[o], in[o], on[o]);
        return late < Insertion.NOWHERE ? least[o] + late : Insertion.NOWHERE;
    }
}
