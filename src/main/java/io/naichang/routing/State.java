package io.naichang.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A plan in search: routes, who is left out, what stock is left; and the way back to what it was when the iteration
/// began. Only routes that an iteration touches are copied.
final class State {
    final Model model;
    final Walk walk;
    final Route[] routes;
    /// The tour of the lead, or -1; and the tours of the rest of a crew.
    final int[] tourOf;
    final int[] @Nullable [] crewOf;
    int[] left;
    int[] absent;
    int absents;
    private final int[] absentAt;
    long cost;
    long leftOut;
    int moved;

    private final int[] touched;
    private final Route[] before;
    private final @Nullable Route[] spare;
    private final boolean[] isTouched;
    private final boolean[] stale;
    int touches;
    private int[] leftBefore;
    private int[] absentBefore;
    private final int[] tourOfBefore;
    private final int[] @Nullable [] crewOfBefore;
    private int absentsBefore;
    private long costBefore;
    private long leftOutBefore;
    private int movedBefore;
    private long versions;
    /// Of each tour: its version and how many calls it has, flat for the inner loops.
    final long[] versionOf;
    final int[] sizeOf;
    /// The tours that have calls as last worked out, in no order, how many these are, and where each is among them.
    final int[] inUse;
    int used;
    private final int[] usedAt;
    /// The tours that visits may be taken from or put into for now; null for all.
    boolean @Nullable [] open;

    State(Model model) {
        this.model = model;
        walk = new Walk(model);
        routes = new Route[model.tours];
        tourOf = new int[model.stops];
        crewOf = new int[model.stops][];
        tourOfBefore = new int[model.stops];
        crewOfBefore = new int[model.stops][];
        Arrays.fill(tourOf, -1);
        left = model.stocks.atFirst();
        leftBefore = left.clone();
        absent = new int[model.stops];
        absentBefore = new int[model.stops];
        absentAt = new int[model.stops];
        touched = new int[model.tours];
        before = new Route[model.tours];
        spare = new Route[model.tours];
        isTouched = new boolean[model.tours];
        stale = new boolean[model.tours];
        versionOf = new long[model.tours];
        sizeOf = new int[model.tours];
        inUse = new int[model.tours];
        usedAt = new int[model.tours];
        for (int t = 0; t < model.tours; t++) {
            routes[t] = new Route(t, 8);
            routes[t].refresh(walk, ++versions);
            versionOf[t] = versions;
        }
        for (int s = 0; s < model.stops; s++) {
            addAbsent(s);
        }
        begin();
    }

    /// Points of everything.
    long total() {
        return cost + leftOut;
    }

    /// From here on, [#rollback] comes back here.
    void begin() {
        for (int i = 0; i < touches; i++) {
            int tour = touched[i];
            isTouched[tour] = false;
            // What came back to what it was is the old tour again, and all that is remembered of it stays true.
            if (routes[tour] != before[tour] && routes[tour].isLike(before[tour])) {
                routes[tour] = before[tour];
                note(before[tour]);
            }
        }
        touches = 0;
        System.arraycopy(left, 0, leftBefore, 0, left.length);
        System.arraycopy(absent, 0, absentBefore, 0, absents);
        System.arraycopy(tourOf, 0, tourOfBefore, 0, tourOf.length);
        System.arraycopy(crewOf, 0, crewOfBefore, 0, crewOf.length);
        absentsBefore = absents;
        costBefore = cost;
        leftOutBefore = leftOut;
        movedBefore = moved;
    }

    void rollback() {
        for (int i = 0; i < touches; i++) {
            // Nobody has seen it: the next draft of the tour is written over it.
            spare[touched[i]] = routes[touched[i]] == before[touched[i]] ? null : routes[touched[i]];
            routes[touched[i]] = before[touched[i]];
            note(before[touched[i]]);
            stale[touched[i]] = false;
        }
        System.arraycopy(tourOfBefore, 0, tourOf, 0, tourOf.length);
        System.arraycopy(crewOfBefore, 0, crewOf, 0, crewOf.length);
        System.arraycopy(leftBefore, 0, left, 0, left.length);
        absents = absentsBefore;
        System.arraycopy(absentBefore, 0, absent, 0, absents);
        Arrays.fill(absentAt, -1);
        for (int i = 0; i < absents; i++) {
            absentAt[absent[i]] = i;
        }
        cost = costBefore;
        leftOut = leftOutBefore;
        moved = movedBefore;
        begin();
    }

    private void own(Route route) {
        for (int c = 0; c < route.size; c++) {
            int stop = route.stop[c];
            if (route.lead[c]) {
                tourOf[stop] = route.tour;
            } else {
                int[] others = crewOf[stop];
                if (others == null) {
                    crewOf[stop] = new int[] {route.tour};
                } else if (Arrays.stream(others).noneMatch(each -> each == route.tour)) {
                    int[] more = Arrays.copyOf(others, others.length + 1);
                    more[others.length] = route.tour;
                    crewOf[stop] = more;
                }
            }
        }
    }

    private void note(Route route) {
        int tour = route.tour;
        if (route.size > 0 && sizeOf[tour] == 0) {
            usedAt[tour] = used;
            inUse[used++] = tour;
        } else if (route.size == 0 && sizeOf[tour] > 0) {
            int last = inUse[--used];
            inUse[usedAt[tour]] = last;
            usedAt[last] = usedAt[tour];
        }
        versionOf[tour] = route.version;
        sizeOf[tour] = route.size;
    }

    boolean isOpen(int tour) {
        return open == null || open[tour];
    }

    /// Whether this round has changed the tour.
    boolean isDraft(int tour) {
        return isTouched[tour];
    }

    private Route touch(int tour) {
        Route route = routes[tour];
        if (!isTouched[tour]) {
            isTouched[tour] = true;
            touched[touches++] = tour;
            before[tour] = route;
            Route draft = spare[tour];
            if (draft != null && draft.holds(route)) {
                draft.become(route);
                spare[tour] = null;
            } else {
                draft = route.copy();
            }
            draft.cost = route.cost;
            draft.moved = route.moved;
            routes[tour] = draft;
            return draft;
        }
        return route;
    }

    /// Takes a visit out of all its tours; times follow with [#settle].
    void remove(int stop) {
        takeOut(tourOf[stop], stop);
        int[] others = crewOf[stop];
        if (others != null) {
            for (int tour : others) {
                takeOut(tour, stop);
            }
        }
        tourOf[stop] = -1;
        crewOf[stop] = null;
        addAbsent(stop);
    }

    private void takeOut(int tour, int stop) {
        Route route = touch(tour);
        int position = route.find(stop);
        if (route.lead[position]) {
            model.stocks.move(left, holder(tour, route.via[position]), stop, 1);
        }
        route.remove(position);
        stale[tour] = true;
    }

    private int holder(int tour, int depot) {
        return depot < 0 ? model.technician[tour] : model.technicianIndex.size() + depot;
    }

    /// Works out again what removals left open; false where a detour was the only way in time, and the rest cannot
    /// stand
    /// alone: then only [#rollback] helps.
    boolean settle() {
        boolean possible = true;
        for (int i = 0; i < touches; i++) {
            if (stale[touched[i]]) {
                possible &= refresh(touched[i]);
            }
        }
        return possible;
    }

    /// Takes over a whole tour where there was none; false, and nothing is changed, if it cannot be walked.
    boolean adopt(Route whole) {
        Route empty = touch(whole.tour);
        routes[whole.tour] = whole.copy();
        if (!refresh(whole.tour)) {
            cost -= routes[whole.tour].cost;
            moved -= routes[whole.tour].moved;
            routes[whole.tour] = empty;
            refresh(whole.tour);
            return false;
        }
        take(routes[whole.tour]);
        return true;
    }

    /// Makes this the plan of these routes, which it or a copy of it has worked out.
    void restore(Route[] all) {
        cost = 0;
        moved = 0;
        leftOut = 0;
        absents = 0;
        left = model.stocks.atFirst();
        leftBefore = left.clone();
        Arrays.fill(tourOf, -1);
        Arrays.fill(crewOf, null);
        for (int s = 0; s < model.stops; s++) {
            addAbsent(s);
        }
        for (Route each : all) {
            routes[each.tour] = each;
            note(each);
            cost += each.cost;
            moved += each.moved;
            take(each);
        }
        touches = 0;
        Arrays.fill(isTouched, false);
        Arrays.fill(stale, false);
        begin();
    }

    /// Notes whose the calls of a tour are now, and what they take from vans and depots.
    private void take(Route route) {
        own(route);
        for (int i = 0; i < route.size; i++) {
            if (route.lead[i]) {
                model.stocks.move(left, holder(route.tour, route.via[i]), route.stop[i], -1);
                removeAbsent(route.stop[i]);
            }
        }
    }

    private boolean refresh(int tour) {
        Route route = routes[tour];
        cost -= route.cost;
        moved -= route.moved;
        boolean possible = route.refresh(walk, ++versions);
        note(route);
        cost += route.cost;
        moved += route.moved;
        stale[tour] = false;
        return possible;
    }

    /// Works out a tour again because the model has changed; false if it can no longer be walked.
    boolean renew(int tour) {
        before[tour] = routes[tour];
        routes[tour].forget();
        return refresh(tour);
    }

    /// Puts a visit into a tour; false if the walk finds that it does not fit after all, and then nothing has changed.
    boolean insert(int stop, int tour, int position, int depot, int appointment, boolean leads) {
        Route route = touch(tour);
        route.insert(position, stop, depot, appointment, leads);
        if (!refresh(tour)) {
            route.remove(position);
            refresh(tour);
            return false;
        }
        if (leads) {
            model.stocks.move(left, holder(tour, depot), stop, -1);
            tourOf[stop] = tour;
            removeAbsent(stop);
        } else {
            int[] others = crewOf[stop];
            int[] more = others == null ? new int[1] : Arrays.copyOf(others, others.length + 1);
            more[more.length - 1] = tour;
            crewOf[stop] = more;
        }
        return true;
    }

    /// Takes back one member of a crew that did not get complete.
    void withdraw(int stop, int tour) {
        takeOut(tour, stop);
        refresh(tour);
    }

    void addAbsent(int stop) {
        absentAt[stop] = absents;
        absent[absents++] = stop;
        leftOut += model.leftOut(stop);
    }

    private void removeAbsent(int stop) {
        int hole = absentAt[stop];
        int last = absent[--absents];
        absent[hole] = last;
        absentAt[last] = hole;
        absentAt[stop] = -1;
        leftOut -= model.leftOut(stop);
    }

    /// Whether the van has what the visit needs.
    boolean vanHas(int tour, int stop) {
        return model.stocks.has(left, model.technician[tour], stop);
    }

    boolean depotHas(int depot, int stop) {
        return model.stocks.has(left, model.technicianIndex.size() + depot, stop);
    }

    /// Whether one of the depots has all of it.
    boolean someDepotHas(int stop) {
        for (int d = 0; d < model.stocks.depots; d++) {
            if (depotHas(d, stop)) {
                return true;
            }
        }
        return false;
    }

    /// When a planned visit starts: its appointment, or as the walk of its tour says.
    int start(int stop) {
        Route route = routes[tourOf[stop]];
        int position = route.find(stop);
        if (route.at[position] != Model.FREE) {
            return route.at[position];
        }
        walk.load(route);
        if (!walk.forward() || !walk.settle()) {
            throw new IllegalStateException("tour " + route.tour + " cannot be walked: " + walk.failed);
        }
        return walk.begin[position];
    }
}
