package io.naichang.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One tour walked from its start: what is possible, when everything happens, and what it costs.
///
/// This is the one place where the rules of time are: search, candidates, drops and explanations all walk here.
/// Everything begins as early as it can. A pause is taken where the tour ends earliest with it; the technician leaves
/// as late as his first visit lets him, and where the tour's length is bounded as late as that asks for.
final class Walk {
    private static final int NEVER = Model.NEVER;

    final Model model;
    int tour;
    int size;
    int[] stop = new int[16];
    int[] via = new int[16];
    int[] at = new int[16];
    boolean[] lead = new boolean[16];
    /// Earliest departure after so many calls, before (0) and after (1) the pause.
    int[] free0 = new int[17];
    int[] free1 = new int[17];
    private boolean[] paused = new boolean[17];
    int[] drive = new int[17];
    int[] arrive = new int[16];
    int[] begin = new int[16];
    int departure;
    int end;
    int pauseLeg;
    int pauseAt;
    /// Where it failed, of what and by how many seconds, if [#forward] or [#settle] answered false.
    int failedAt;
    Rule failed = Rule.WINDOW;
    int missed;
    final Tally tally = new Tally();
    final Reckoning reckoning;

    Walk(Model model) {
        this.model = model;
        reckoning = new Reckoning(model);
    }

    void load(Route route) {
        tour = route.tour;
        size = route.size;
        room(size + 1);
        System.arraycopy(route.stop, 0, stop, 0, size);
        System.arraycopy(route.via, 0, via, 0, size);
        System.arraycopy(route.at, 0, at, 0, size);
        System.arraycopy(route.lead, 0, lead, 0, size);
    }

    void insert(int position, int visit, int depot, int appointment, boolean leads) {
        room(size + 1);
        for (int i = size; i > position; i--) {
            stop[i] = stop[i - 1];
            via[i] = via[i - 1];
            at[i] = at[i - 1];
            lead[i] = lead[i - 1];
        }
        size++;
        stop[position] = visit;
        via[position] = depot;
        at[position] = appointment;
        lead[position] = leads;
    }

    private void room(int calls) {
        if (calls > stop.length) {
            int more = calls * 2;
            stop = Arrays.copyOf(stop, more);
            via = Arrays.copyOf(via, more);
            at = Arrays.copyOf(at, more);
            lead = Arrays.copyOf(lead, more);
            free0 = Arrays.copyOf(free0, more + 1);
            free1 = Arrays.copyOf(free1, more + 1);
            paused = Arrays.copyOf(paused, more + 1);
            drive = Arrays.copyOf(drive, more + 1);
            arrive = Arrays.copyOf(arrive, more);
            begin = Arrays.copyOf(begin, more);
        }
    }

    /// The place before call `i`.
    int before(int i) {
        return i == 0 ? model.startPlace[tour] : model.place[stop[i - 1]];
    }

    /// When he would be at call `i` (the tour's end for `size`) if he left the place before at `departure`.
    private int reach(int i, int departure) {
        if (departure >= NEVER) {
            return NEVER;
        }
        int from = before(i);
        if (i == size) {
            int home = model.endPlace[tour];
            return home == Tour.ANYWHERE ? departure : departure + model.ways.seconds(from, home, departure);
        }
        return Math.min(NEVER, Leg.arrival(model, from, via[i], model.place[stop[i]], departure));
    }

    /// The same with the pause before the drive or on arrival, whichever is earlier.
    private int reachPaused(int i, int departure) {
        return Leg.paused(model.pause[tour], departure, reach(i, departure), time -> reach(i, time));
    }

    /// Fills `free0` and `free1`; false if some call or the end cannot be reached in time.
    boolean forward() {
        Pause pause = model.pause[tour];
        free0[0] = opens();
        free1[0] = NEVER;
        for (int i = 0; i < size; i++) {
            int arrival = reach(i, free0[i]);
            free0[i + 1] = done(i, arrival);
            free1[i + 1] = NEVER;
            if (pause != null) {
                int later = reach(i, free1[i]);
                int resting = reachPaused(i, free0[i]);
                paused[i + 1] = resting < later;
                free1[i + 1] = done(i, Math.min(later, resting));
            }
            if (free0[i + 1] >= NEVER && free1[i + 1] >= NEVER) {
                boolean rested = pause != null && arrival >= NEVER;
                return fail(i, rested ? Math.min(reach(i, free1[i]), reachPaused(i, free0[i])) : arrival);
            }
        }
        return finish(pause);
    }

    /// Who leaves before his day does so for what is pinned; what he gains where the roads are free is time for nothing
    /// else.
    private int opens() {
        int from = model.from[tour];
        int start = model.tour(tour).start();
        return from < start && size > 0 && model.stop(stop[0]).fixed() == null ? start : from;
    }

    private int done(int i, int arrival) {
        int start = arrival >= NEVER ? NEVER : model.earliest(stop[i], at[i], arrival);
        return start >= NEVER ? NEVER : start + model.duration[stop[i]];
    }

    private boolean finish(@Nullable Pause pause) {
        int limit = model.limit[tour];
        int straight = reach(size, free0[size]);
        pauseLeg = -1;
        if (straight <= limit && (pause == null || straight <= pause.latest())) {
            end = straight;
            return true;
        }
        if (pause == null) {
            return fail(Rule.SHIFT, size, straight - limit);
        }
        int later = reach(size, free1[size]);
        int resting = reachPaused(size, free0[size]);
        end = Math.min(later, resting);
        if (end > limit) {
            return end >= NEVER
                    ? fail(Rule.PAUSE, size, Math.max(1, straight - pause.latest()))
                    : fail(Rule.SHIFT, size, end - limit);
        }
        pauseLeg = size;
        if (resting >= later) {
            while (!paused[pauseLeg]) {
                pauseLeg--;
            }
            pauseLeg--;
        }
        return true;
    }

    private boolean fail(int i, int arrival) {
        if (arrival >= NEVER) {
            return fail(model.pause[tour] == null ? Rule.UNREACHABLE : Rule.PAUSE, i, 0);
        }
        int close = at[i] == Model.FREE ? model.lastCloses[stop[i]] : at[i];
        return fail(model.stop(stop[i]).fixed() == null ? Rule.WINDOW : Rule.PINNED, i, Math.max(1, arrival - close));
    }

    private boolean fail(Rule rule, int where, int by) {
        failed = rule;
        failedAt = where;
        missed = by;
        return false;
    }

    /// After [#forward]: fixes departure, arrivals, starts and costs; false if the tour gets too long.
    boolean settle() {
        if (size == 0) {
            departure = model.tour(tour).start();
            end = departure;
            pauseLeg = -1;
            tally.clear();
            return true;
        }
        play(free0[0]);
        int leave = latestDeparture();
        if (leave > free0[0]) {
            play(leave);
        }
        if (model.longest[tour] != Tour.UNBOUNDED) {
            if (end - departure > model.longest[tour] && pauseLeg < 0) {
                delay();
            }
            if (end - departure > model.longest[tour]) {
                return fail(Rule.LENGTH, size, end - departure - model.longest[tour]);
            }
        }
        tally.count(this);
        return true;
    }

    /// The latest departure that does not delay the first call.
    private int latestDeparture() {
        int from = free0[0];
        int leave = pauseLeg == 0 ? from : from + begin[0] - arrive[0];
        for (int tries = 0; leave > from; tries++) {
            int over = reach(0, leave) - begin[0];
            if (over <= 0) {
                return leave;
            }
            leave = tries < 4 ? leave - over : from;
        }
        return from;
    }

    /// Leaves as much later as the length asks for, where waiting shrinks by it and nothing ends later. No more than
    /// that:
    /// starts must not jump when a window is narrowed around them.
    private void delay() {
        int waits = 0;
        int slack = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            waits += begin[i] - arrive[i];
            int last = at[i] == Model.FREE ? closing(i) : at[i];
            slack = Math.min(slack, waits + last - begin[i]);
        }
        int was = end;
        int earlier = departure;
        int needed = end - departure - model.longest[tour];
        play(earlier + Math.max(0, Math.min(needed, Math.min(waits, slack))));
        if (end > was) {
            play(earlier);
        }
    }

    private int closing(int i) {
        int[] to = model.closes[stop[i]];
        int w = 0;
        while (w < to.length - 1 && begin[i] > to[w]) {
            w++;
        }
        return to[w];
    }

    /// Everything as early as it can be from this departure on, with the pause on its leg.
    private void play(int leave) {
        departure = leave;
        pauseAt = Run.NONE;
        int time = leave;
        for (int i = 0; i <= size; i++) {
            int straight = reach(i, time);
            int arrival = straight;
            int start = time;
            if (i == pauseLeg) {
                Pause pause = model.pause[tour];
                arrival = reachPaused(i, time);
                if (pause != null) {
                    boolean there = straight <= pause.latest()
                            && arrival == Math.max(straight, pause.earliest()) + pause.length();
                    pauseAt = there ? arrival - pause.length() : Math.max(time, pause.earliest());
                    start = there ? time : pauseAt + pause.length();
                    drive[i] = there ? straight - time : arrival - start;
                }
            } else {
                drive[i] = straight - start;
            }
            if (i < size) {
                arrive[i] = arrival;
                begin[i] = Math.min(NEVER, model.earliest(stop[i], at[i], arrival));
                time = begin[i] + model.duration[stop[i]];
            } else {
                end = arrival;
            }
        }
    }
}
