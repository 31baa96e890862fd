package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// Builds the plan as it stands: pinned visits where they are, then each visit where its `now` says if it still can be.
final class Base {
    /// Longer steps could leap over the last minutes before the roads fill, and let somebody leave an hour before them.
    private static final int STEP = 60;

    private final Model model;
    private final State state;
    private final Insertion insertion;
    private final TieBounds bounds;

    private Base(Model model) {
        this.model = model;
        state = new State(model);
        insertion = new Insertion(state, null);
        bounds = new TieBounds(state);
    }

    static State of(Model model, boolean movePromised) {
        // What has to be placed anew goes to the same place with tables of ways and without: what is moved is measured
        // against Engine.now, which has none, and who reckons may choose another depot or position than who walks.
        Arrays.fill(model.plain, false);
        Arrays.fill(model.reckoned, false);
        Base base = new Base(model);
        base.pin();
        base.place();
        base.remember();
        base.hold(movePromised);
        base.holdBefore();
        model.decidePlain();
        base.refresh();
        base.state.begin();
        return base.state;
    }

    /// Pinned visits in the order of their starts; a tour that cannot hold them is widened to what it must hold.
    private void pin() {
        int[] free = model.from.clone();
        int[] where = Arrays.stream(model.from).map(any -> -1).toArray();
        for (int stop : sorted(true)) {
            Fixed fixed = model.stop(stop).fixed();
            List<Integer> tours =
                    tours(fixed == null ? List.of() : fixed.technicians(), fixed == null ? 0 : fixed.start());
            if (fixed == null || tours.size() < fixed.technicians().size()) {
                continue;
            }
            int start = fixed.start();
            for (int tour : tours) {
                if (where[tour] >= 0) {
                    int from = model.place[where[tour]];
                    start = Math.max(start, free[tour] + model.ways.seconds(from, model.place[stop], free[tour]));
                }
            }
            for (int tour : tours) {
                int begin = model.startPlace[tour];
                if (where[tour] < 0 && free[tour] + model.ways.seconds(begin, model.place[stop], free[tour]) > start) {
                    model.from[tour] = departure(begin, model.place[stop], start);
                }
            }
            model.windows(stop, List.of(new Window(start, start)));
            for (int tour : tours) {
                free[tour] = start + model.duration[stop];
                where[tour] = stop;
                int home = model.endPlace[tour];
                int way = home == Tour.ANYWHERE ? 0 : model.ways.seconds(model.place[stop], home, free[tour]);
                model.limit[tour] = Math.max(model.limit[tour], free[tour] + way);
            }
            insert(stop, tours, start);
        }
    }

    /// When he leaves at the latest to be there by then, in the traffic of that hour.
    private int departure(int from, int to, int by) {
        int leave = by - model.ways.shortest(from, to);
        int late = leave + model.ways.seconds(from, to, leave) - by;
        while (late > 0) {
            leave -= Math.min(late, STEP);
            late = leave + model.ways.seconds(from, to, leave) - by;
        }
        return leave;
    }

    private void insert(int stop, List<Integer> tours, int start) {
        for (int i = tours.size() - 1; i >= 0; i--) {
            int tour = tours.get(i);
            int end = state.routes[tour].size;
            boolean leads = i == 0;
            if (!state.insert(stop, tour, end, -1, start, leads)) {
                // Only a pause or a bound of length can still be in the way: what is pinned breaks both.
                model.pause[tour] = null;
                model.longest[tour] = Tour.UNBOUNDED;
                state.routes[tour].forget();
                if (!state.insert(stop, tour, end, -1, start, leads)) {
                    throw new IllegalStateException("visit " + model.stop(stop).visit() + " cannot be pinned: "
                            + state.walk.failed + " by " + state.walk.missed);
                }
            }
        }
    }

    private void place() {
        for (int stop : sorted(false)) {
            Now now = model.stop(stop).now();
            if (now != null) {
                List<Integer> tours = tours(now.technicians(), now.start());
                boolean complete = tours.size() == model.crew[stop] && inside(tours, now.start());
                if (!complete || !stay(stop, tours, now.start())) {
                    model.displaced[stop] = true;
                }
            }
        }
    }

    private boolean inside(List<Integer> tours, int start) {
        return tours.stream()
                .allMatch(each -> model.tour(each).start() <= start
                        && start <= model.tour(each).limit());
    }

    private boolean stay(int stop, List<Integer> tours, int start) {
        if (!bounds.of(stop)) {
            return false;
        }
        for (int i = 0; i < tours.size(); i++) {
            boolean suits = model.suits.of(stop, tours.get(i), i == 0) != Suitability.NO;
            if (!suits || !bounds.allows(stop, tours.get(i), i == 0)) {
                return false;
            }
        }
        if (tours.size() > 1) {
            return together(stop, tours, start);
        }
        int tour = tours.getFirst();
        int position = position(tour, start);
        int earliest = state.vanHas(tour, stop)
                ? insertion.start(stop, state.routes[tour], position, -1, bounds.low, bounds.high)
                : Model.NEVER;
        int at = model.ties.appointed(stop) ? earliest : Model.FREE;
        if (earliest < Model.NEVER && state.insert(stop, tour, position, -1, at, true)) {
            return true;
        }
        return insertion.cheapest(stop, tour, Insertion.NOWHERE, bounds.low, bounds.high) < Insertion.NOWHERE
                && state.insert(stop, tour, insertion.position, insertion.depot, insertion.at, true);
    }

    private boolean together(int stop, List<Integer> tours, int start) {
        CrewInsertion crew = new CrewInsertion(state, insertion, bounds, false);
        int[] among = tours.stream().mapToInt(Integer::intValue).toArray();
        boolean found =
                crew.search(stop, among, among.length, Math.max(bounds.low, start), bounds.high, Insertion.NOWHERE)
                        || crew.search(stop, among, among.length, bounds.low, bounds.high, Insertion.NOWHERE);
        return found && crew.chosen.getFirst().tour() == among[0] && crew.insert(stop);
    }

    /// Before the first call that is planned for later.
    private int position(int tour, int start) {
        Route route = state.routes[tour];
        for (int i = 0; i < route.size; i++) {
            if (planned(route.stop[i]) > start) {
                return i;
            }
        }
        return route.size;
    }

    private int planned(int stop) {
        Stop each = model.stop(stop);
        if (each.fixed() != null) {
            return each.fixed().start();
        }
        return each.now() == null ? 0 : each.now().start();
    }

    private List<Integer> sorted(boolean pinned) {
        List<Integer> stops = new ArrayList<>();
        for (int s = 0; s < model.stops; s++) {
            Stop each = model.stop(s);
            if (pinned ? each.fixed() != null : each.fixed() == null && each.now() != null) {
                stops.add(s);
            }
        }
        stops.sort(Comparator.comparingInt(this::planned).thenComparingInt(each -> each));
        return stops;
    }

    private List<Integer> tours(List<UUID> technicians, int start) {
        return technicians.stream()
                .map(each -> model.suits.nearest(each, start))
                .filter(each -> each >= 0)
                .distinct()
                .toList();
    }

    private void remember() {
        for (int s = 0; s < model.stops; s++) {
            if (state.tourOf[s] >= 0 && model.stop(s).fixed() == null) {
                int[] others = state.crewOf[s];
                int[] all = new int[1 + (others == null ? 0 : others.length)];
                all[0] = state.tourOf[s];
                if (others != null) {
                    System.arraycopy(others, 0, all, 1, others.length);
                }
                model.base[s] = all;
                model.baseStart[s] = state.start(s);
                Window promise = model.stop(s).promise();
                model.lost[s] = promise != null && state.start(s) > promise.to();
            }
        }
    }

    /// Promised visits keep technician and promise; where the technician is gone or comes too late, another may keep
    /// the promise, or come less late. One whose time is over holds nobody any more.
    private void hold(boolean movePromised) {
        for (int s = 0; s < model.stops && !movePromised; s++) {
            Window promise = model.stop(s).promise();
            if (promise == null || model.stop(s).fixed() != null) {
                continue;
            }
            if (model.baseStart[s] != Model.FREE) {
                model.held[s] = !model.lost[s];
                model.told[s] = !model.lost[s];
                model.narrow(
                        s, Math.min(promise.from(), model.baseStart[s]), Math.max(promise.to(), model.baseStart[s]));
            } else if (model.displaced[s] && model.opensWithin(s, promise)) {
                model.told[s] = true;
                model.narrow(s, promise.from(), promise.to());
            }
        }
    }

    /// What a visit that stays must come after stays too.
    private void holdBefore() {
        boolean more = true;
        while (more) {
            more = false;
            for (int s = 0; s < model.stops; s++) {
                for (Ties.Link link : model.ties.of(s)) {
                    boolean first = model.held[s] && link.kind() == Tie.Kind.AFTER && link.later();
                    if (first && state.tourOf[link.other()] >= 0 && !model.held[link.other()]) {
                        model.held[link.other()] = true;
                        more = true;
                    }
                }
            }
        }
    }

    private void refresh() {
        for (Route each : state.routes) {
            if (!state.renew(each.tour)) {
                freeze(each);
            }
        }
    }

    /// A tour of bounded length that a narrowed promise would stretch too far stays exactly as it is.
    private void freeze(Route route) {
        for (int i = 0; i < route.size; i++) {
            Stop stop = model.stop(route.stop[i]);
            model.held[route.stop[i]] = true;
            if (stop.fixed() == null) {
                model.windows(route.stop[i], stop.windows());
            }
        }
        model.suits.close(route.tour);
        if (!state.renew(route.tour)) {
            throw new IllegalStateException("tour " + route.tour + " cannot be walked: " + state.walk.failed);
        }
    }
}
