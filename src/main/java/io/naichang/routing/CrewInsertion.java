package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts a visit for several technicians into several tours at once: for each start that some tour offers, the cheapest
/// lead and the cheapest others who can be there then.
final class CrewInsertion {
    /// More starts than this are thinned out evenly.
    private static final int MOST_STARTS = 24;

    record Option(int tour, int position, int depot, boolean leads, long points, int start) {}

    private final State state;
    private final Model model;
    private final Insertion insertion;
    private final TieBounds bounds;
    /// What the last search found: the lead first.
    int[] tours = {};
    int start;
    long points;
    /// The tour that must lead, or -1 for any.
    int leader = -1;
    /// The most who could start together at any time, in the last search.
    int most;

    List<Option> chosen = List.of();

    CrewInsertion(State state, Insertion insertion, TieBounds bounds) {
        this.state = state;
        model = state.model;
        this.insertion = insertion;
        this.bounds = bounds;
    }

    /// Looks for the cheapest crew among these tours; false if there is none.
    boolean search(int stop, int[] among, int count, int low, int high) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            collect(stop, among[i], low, high, options);
        }
        options.sort((a, b) -> Long.compare(a.points(), b.points()));
        points = Insertion.NOWHERE;
        most = 0;
        for (int time : starts(options)) {
            List<Option> crew = crew(stop, options, time);
            most = Math.max(most, crew.size());
            if (crew.size() == model.stop(stop).crew()) {
                long sum = crew.stream().mapToLong(Option::points).sum();
                if (sum < points) {
                    points = sum;
                    chosen = crew;
                    start = time;
                }
            }
        }
        tours = points == Insertion.NOWHERE
                ? new int[0]
                : chosen.stream().mapToInt(Option::tour).toArray();
        return points < Insertion.NOWHERE;
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

    private void collect(int stop, int tour, int low, int high, List<Option> options) {
        boolean leads = (leader < 0 || leader == tour)
                && model.suits.of(stop, tour, true) != Suitability.NO
                && bounds.allows(stop, tour, true);
        boolean helps = model.suits.of(stop, tour, false) != Suitability.NO && bounds.allows(stop, tour, false);
        if (helps) {
            positions(stop, tour, -1, false, low, high, options);
        }
        if (leads && state.vanHas(tour, stop)) {
            positions(stop, tour, -1, true, low, high, options);
        } else if (leads) {
            for (int d = 0; d < model.stocks.depots; d++) {
                if (state.depotHas(d, stop)) {
                    positions(stop, tour, d, true, low, high, options);
                }
            }
        }
    }

    private void positions(int stop, int tour, int by, boolean leads, int low, int high, List<Option> options) {
        Route route = state.routes[tour];
        int here = model.place[stop];
        long fixed = insertion.fixedPoints(stop, tour, leads);
        for (int p = 0; p <= route.size; p++) {
            int earliest = insertion.start(stop, route, p, by, low, high);
            if (earliest < Model.NEVER) {
                int next = p < route.size ? route.via[p] : -1;
                long added = fixed
                        + Leg.leastPoints(model, route.place[p], by, here)
                        + Leg.leastPoints(model, here, next, route.place[p + 1]);
                if (route.size > 0) {
                    added -= Leg.leastPoints(model, route.place[p], next, route.place[p + 1]);
                }
                options.add(new Option(tour, p, by, leads, added, earliest));
            }
        }
    }

    private static int[] starts(List<Option> options) {
        int[] all = options.stream().mapToInt(Option::start).sorted().distinct().toArray();
        if (all.length <= MOST_STARTS) {
            return all;
        }
        int[] some = new int[MOST_STARTS];
        for (int i = 0; i < MOST_STARTS; i++) {
            some[i] = all[(int) ((long) i * (all.length - 1) / (MOST_STARTS - 1))];
        }
        return Arrays.stream(some).distinct().toArray();
    }

    /// The cheapest lead who can be there then, and the cheapest others; the options come by their points.
    private List<Option> crew(int stop, List<Option> options, int time) {
        List<Option> crew = new ArrayList<>();
        for (Option each : options) {
            if (each.leads() && can(stop, each, time)) {
                crew.add(each);
                break;
            }
        }
        for (Option each : options) {
            if (crew.isEmpty() || crew.size() == model.stop(stop).crew()) {
                break;
            }
            if (!each.leads() && !joined(crew, each) && can(stop, each, time)) {
                crew.add(each);
            }
        }
        return crew;
    }

    private boolean joined(List<Option> crew, Option one) {
        for (Option each : crew) {
            if (model.technician[each.tour()] == model.technician[one.tour()]) {
                return true;
            }
        }
        return false;
    }

    private boolean can(int stop, Option one, int time) {
        return one.start() <= time
                && insertion.start(stop, state.routes[one.tour()], one.position(), one.depot(), time, time) == time;
    }
}
