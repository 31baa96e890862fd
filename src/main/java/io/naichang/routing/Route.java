package io.naichang.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One tour of a plan in search: its calls in order, and for each position the earliest and latest times that decide
/// in O(1) whether something fits there.
///
/// A route is changed only within the iteration that copied it. Once that is accepted it is shared, and never changes
/// again; a refused one is written over by the next copy of its tour.
final class Route {
    private static final int NEVER = Model.NEVER;

    final int tour;
    int size;
    int[] stop;
    int[] via;
    int[] at;
    boolean[] lead;
    /// Earliest departure after so many calls, and latest arrival at each call and at the end; 0 with the pause still
    /// to come, 1 after it.
    int[] free0;
    int[] free1;
    int[] due0;
    int[] due1;
    /// Places of start, calls and end.
    int[] place;
    /// Points of the way to each call and to the end, where no walk is needed to know them; 0 in an empty tour.
    int[] leg;
    /// Its fewest seconds, by the depot if there is one; 0 in an empty tour.
    int[] way;
    /// Where no walk is needed though time costs something: what starting late has cost after so many calls, and on
    /// which way the pause was; as in [Reckoning].
    long[] late0;
    long[] late1;
    int[] rest;
    int pauseLeg = -1;
    long late;
    long overtime;
    long cost;
    long waiting;
    int moved;
    /// Seconds of driving and work, where the walk counted them.
    long busy;
    boolean detours;
    /// The least lengths of its parts, where the tour's length is bounded and nothing needs a walk.
    @Nullable
    Spans spans;
    /// Differs between any two contents.
    long version;
    /// Of so many calls from the beginning on, what was worked out is still true.
    private int known;
    /// Whether it was worked out as pure routing.
    private boolean plainly;

    Route(int tour, int room) {
        this.tour = tour;
        stop = new int[room];
        via = new int[room];
        at = new int[room];
        lead = new boolean[room];
        free0 = new int[room + 1];
        free1 = new int[room + 1];
        due0 = new int[room + 1];
        due1 = new int[room + 1];
        place = new int[room + 2];
        leg = new int[room + 1];
        way = new int[room + 1];
        late0 = new long[room + 1];
        late1 = new long[room + 1];
        rest = new int[room + 1];
    }

    /// The same calls to be changed; times and cost follow with [#refresh].
    Route copy() {
        Route copy = new Route(tour, size + 8);
        copy.become(this);
        return copy;
    }

    /// Whether it has room for the calls of the other one.
    boolean holds(Route other) {
        return stop.length >= other.size;
    }

    /// Takes over the calls of a tour, and what is known from its beginning on. All else is what it was of other calls,
    /// until [#refresh].
    void become(Route other) {
        size = other.size;
        System.arraycopy(other.stop, 0, stop, 0, size);
        System.arraycopy(other.via, 0, via, 0, size);
        System.arraycopy(other.at, 0, at, 0, size);
        System.arraycopy(other.lead, 0, lead, 0, size);
        known = other.known;
        plainly = other.plainly;
        System.arraycopy(other.place, 0, place, 0, known + 1);
        System.arraycopy(other.leg, 0, leg, 0, known);
        System.arraycopy(other.free0, 0, free0, 0, known + 1);
        if (plainly && other.spans != null) {
            spans = spans == null ? new Spans() : spans;
            spans.become(other.spans, known);
        }
        if (!plainly) {
            System.arraycopy(other.way, 0, way, 0, known);
            System.arraycopy(other.free1, 0, free1, 0, known + 1);
            System.arraycopy(other.late0, 0, late0, 0, known + 1);
            System.arraycopy(other.late1, 0, late1, 0, known + 1);
            System.arraycopy(other.rest, 0, rest, 0, known + 1);
        }
    }

    /// Whoever changes the model says so before the tour is worked out again.
    void forget() {
        known = 0;
        spans = null;
    }

    /// Whether the same is done in the same order.
    boolean isLike(Route other) {
        return size == other.size
                && Arrays.equals(stop, 0, size, other.stop, 0, size)
                && Arrays.equals(via, 0, size, other.via, 0, size)
                && Arrays.equals(at, 0, size, other.at, 0, size)
                && Arrays.equals(lead, 0, size, other.lead, 0, size);
    }

    int find(int visit) {
        for (int i = 0; i < size; i++) {
            if (stop[i] == visit) {
                return i;
            }
        }
        return -1;
    }

    void insert(int position, int visit, int depot, int appointment, boolean leads) {
        if (size == stop.length) {
            int more = size * 2 + 4;
            stop = Arrays.copyOf(stop, more);
            via = Arrays.copyOf(via, more);
            at = Arrays.copyOf(at, more);
            lead = Arrays.copyOf(lead, more);
            free0 = Arrays.copyOf(free0, more + 1);
            free1 = Arrays.copyOf(free1, more + 1);
            due0 = Arrays.copyOf(due0, more + 1);
            due1 = Arrays.copyOf(due1, more + 1);
            place = Arrays.copyOf(place, more + 2);
            leg = Arrays.copyOf(leg, more + 1);
            way = Arrays.copyOf(way, more + 1);
            late0 = Arrays.copyOf(late0, more + 1);
            late1 = Arrays.copyOf(late1, more + 1);
            rest = Arrays.copyOf(rest, more + 1);
        }
        int tail = size - position;
        System.arraycopy(stop, position, stop, position + 1, tail);
        System.arraycopy(via, position, via, position + 1, tail);
        System.arraycopy(at, position, at, position + 1, tail);
        System.arraycopy(lead, position, lead, position + 1, tail);
        stop[position] = visit;
        via[position] = depot;
        at[position] = appointment;
        lead[position] = leads;
        size++;
        known = Math.min(known, position);
    }

    void remove(int position) {
        int tail = size - position - 1;
        System.arraycopy(stop, position + 1, stop, position, tail);
        System.arraycopy(via, position + 1, via, position, tail);
        System.arraycopy(at, position + 1, at, position, tail);
        System.arraycopy(lead, position + 1, lead, position, tail);
        size--;
        known = Math.min(known, position);
    }

    /// Works out times and cost; false if the calls cannot be made like this.
    boolean refresh(Walk walk, long newVersion) {
        Model model = walk.model;
        version = newVersion;
        detours = false;
        for (int i = 0; i < size; i++) {
            detours |= via[i] >= 0;
        }
        boolean pure = model.plain[tour] && !detours;
        if (pure != plainly) {
            known = 0;
            plainly = pure;
        }
        place[0] = model.startPlace[tour];
        for (int i = known; i < size; i++) {
            place[i + 1] = model.place[stop[i]];
        }
        place[size + 1] = model.endPlace[tour];
        if (size == 0) {
            known = 0;
            return empty(model);
        }
        boolean possible = pure ? plain(model) : reckonedOrWalked(walk);
        known = possible && (pure || model.reckoned[tour]) ? size : 0;
        return possible;
    }

    private boolean reckonedOrWalked(Walk walk) {
        Model model = walk.model;
        for (int i = known; i <= size; i++) {
            way[i] = Leg.shortest(model, place[i], i < size ? via[i] : -1, place[i + 1]);
        }
        if (model.reckoned[tour]) {
            for (int i = known; i <= size; i++) {
                leg[i] = Leg.leastPoints(model, place[i], i < size ? via[i] : -1, place[i + 1]);
            }
            if (!walk.reckoning.fill(this, known)) {
                return false;
            }
            backward(model);
            return true;
        }
        walk.load(this);
        if (!walk.forward()) {
            return false;
        }
        System.arraycopy(walk.free0, 0, free0, 0, size + 1);
        System.arraycopy(walk.free1, 0, free1, 0, size + 1);
        backward(model);
        if (!walk.settle()) {
            return false;
        }
        cost = walk.tally.total();
        waiting = walk.tally.waiting;
        moved = walk.tally.movedVisits;
        busy = walk.tally.busy;
        return true;
    }

    private boolean empty(Model model) {
        spans = null;
        leg[0] = 0;
        way[0] = 0;
        late0[0] = 0;
        late1[0] = 0;
        rest[0] = -1;
        pauseLeg = -1;
        late = 0;
        overtime = 0;
        cost = 0;
        busy = 0;
        waiting = 0;
        moved = 0;
        free0[0] = model.from[tour];
        free1[0] = NEVER;
        backward(model);
        return true;
    }

    private boolean plain(Model model) {
        int[] seconds = model.ways.out;
        int[] points = model.ways.outPoints;
        int places = model.ways.places;
        cost = 0;
        busy = 0;
        waiting = 0;
        moved = 0;
        free0[0] = model.from[tour];
        for (int i = 0; i < size; i++) {
            if (i >= known) {
                int way = place[i] * places + place[i + 1];
                int start = model.earliest(stop[i], at[i], free0[i] + seconds[way]);
                if (start >= NEVER) {
                    return false;
                }
                free0[i + 1] = start + model.duration[stop[i]];
                leg[i] = points[way];
            }
            cost += leg[i];
            if (lead[i] && model.suits.isUnloved(stop[i], tour)) {
                cost += model.weights.preferred();
            }
        }
        int home = place[size + 1];
        due0[size] = model.limit[tour];
        int last = free0[size];
        leg[size] = 0;
        if (home != Tour.ANYWHERE) {
            int way = place[size] * places + home;
            last += seconds[way];
            leg[size] = points[way];
            cost += leg[size];
        }
        for (int i = size - 1; i >= 0; i--) {
            int way = i == size - 1 && home == Tour.ANYWHERE ? 0 : seconds[place[i + 1] * places + place[i + 2]];
            due0[i] = model.latest(stop[i], at[i], due0[i + 1] - way - model.duration[stop[i]]);
        }
        return last <= model.limit[tour] && (model.longest[tour] == Tour.UNBOUNDED || measured(model));
    }

    private boolean measured(Model model) {
        if (spans == null) {
            spans = new Spans();
        }
        return spans.fill(model, this, known) <= model.longest[tour];
    }

    private void backward(Model model) {
        Pause pause = model.pause[tour];
        due1[size] = model.limit[tour];
        due0[size] = pause == null ? due1[size] : Math.min(due1[size], pause.latest());
        for (int i = size - 1; i >= 0; i--) {
            int leave0 = due0[i + 1] - way[i + 1];
            int leave1 = due1[i + 1] - way[i + 1];
            if (pause != null) {
                leave0 = Math.max(leave0, Leg.latestPaused(pause, way[i + 1], due1[i + 1]));
            }
            due0[i] = model.latest(stop[i], at[i], leave0 - model.duration[stop[i]]);
            due1[i] = model.latest(stop[i], at[i], leave1 - model.duration[stop[i]]);
        }
    }
}
