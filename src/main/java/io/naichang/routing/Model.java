package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A problem in numbers: visits, tours and technicians by index, rules that never change worked out beforehand.
final class Model {
    /// No appointment: the visit starts whenever its windows let it.
    static final int FREE = Integer.MIN_VALUE;

    /// A time after all others.
    static final int NEVER = 1 << 29;

    final Problem problem;
    final Weights weights;
    final Ways ways;
    final int stops;
    final int tours;
    final Map<UUID, Integer> stopIndex = new HashMap<>();
    final Map<UUID, Integer> technicianIndex = new HashMap<>();
    final int[] place;
    final int[] duration;
    final int[][] opens;
    final int[][] closes;
    /// The first and the last window of each visit, flat for the inner loops.
    final int[] firstOpens;
    final int[] firstCloses;
    final int[] lastOpens;
    final int[] lastCloses;
    /// How many technicians each visit needs, and what it costs to leave it out.
    final int[] crew;
    final boolean[] optional;
    private final long[] leftOut;
    final int[] technician;
    /// Where each tour begins and ends, as rows of [Ways].
    final int[] startPlace;
    final int[] endPlace;
    final List<List<Integer>> toursOf = new ArrayList<>();
    final Suitability suits;
    final Ties ties;
    final Stocks stocks;
    /// Never taken out of its tour: pinned, or promised and not to be moved.
    final boolean[] held;
    /// Where it is now and when it would start if nothing were changed; null or FREE where nothing is known.
    final int[] @Nullable [] base;
    final int[] baseStart;
    /// The visits for more than one technician that may move.
    final int[] crews;
    /// Planned somewhere now, and cannot stay there.
    final boolean[] displaced;

    /// Kept within what its customer was told, wherever it goes.
    final boolean[] told;

    /// Whose promise would be broken as things stand: whoever moves it breaks nothing.
    final boolean[] lost;
    /// Bounds of each tour; those of a tour that cannot even hold what is pinned to it are widened to hold just that.
    final int[] from;
    final int[] limit;
    final int[] longest;
    final @Nullable Pause[] pause;
    /// Tours of which constant travel and windows tell everything, so that no walk is needed.
    final boolean[] plain;
    /// Tours of which constant travel tells everything, but whose time costs something.
    final boolean[] reckoned;
    /// Of each visit: the promise, and what a second outside of it costs.
    final int[] promiseFrom;
    final int[] promiseTo;
    final long[] late;
    /// When each tour ends if there is no overtime.
    final int[] regular;

    Model(Problem problem) {
        this(problem, true);
    }

    /// With or without tables of all ways.
    Model(Problem problem, boolean tables) {
        this.problem = problem;
        weights = problem.weights();
        ways = new Ways(problem.travel(), weights, tables);
        stops = problem.stops().size();
        tours = problem.tours().size();
        place = new int[stops];
        duration = new int[stops];
        opens = new int[stops][];
        closes = new int[stops][];
        firstOpens = new int[stops];
        firstCloses = new int[stops];
        lastOpens = new int[stops];
        lastCloses = new int[stops];
        crew = new int[stops];
        leftOut = new long[stops];
        optional = new boolean[stops];
        held = new boolean[stops];
        base = new int[stops][];
        displaced = new boolean[stops];
        told = new boolean[stops];
        lost = new boolean[stops];
        baseStart = new int[stops];
        Arrays.fill(baseStart, FREE);
        promiseFrom = new int[stops];
        promiseTo = new int[stops];
        late = new long[stops];
        technician = new int[tours];
        startPlace = new int[tours];
        endPlace = new int[tours];
        regular = problem.tours().stream().mapToInt(Tour::end).toArray();
        from = problem.tours().stream().mapToInt(Tour::start).toArray();
        limit = problem.tours().stream().mapToInt(Tour::limit).toArray();
        longest = problem.tours().stream().mapToInt(Tour::longest).toArray();
        pause = problem.tours().stream().map(Tour::pause).toArray(Pause[]::new);
        for (int t = 0; t < tours; t++) {
            UUID who = problem.tours().get(t).technician();
            int index = technicianIndex.computeIfAbsent(who, any -> technicianIndex.size());
            technician[t] = index;
            startPlace[t] = ways.row(problem.tours().get(t).startPlace());
            endPlace[t] = ways.row(problem.tours().get(t).endPlace());
            if (index == toursOf.size()) {
                toursOf.add(new ArrayList<>());
            }
            toursOf.get(index).add(t);
        }
        for (int s = 0; s < stops; s++) {
            Stop stop = problem.stops().get(s);
            stopIndex.put(stop.visit(), s);
            place[s] = ways.row(stop.place());
            duration[s] = stop.duration();
            crew[s] = stop.crew();
            optional[s] = stop.worth() > 0;
            leftOut[s] = optional[s] ? stop.worth() : weights.unassigned(stop.priority());
            held[s] = stop.fixed() != null;
            promise(s, stop.promise());
            windows(
                    s,
                    stop.fixed() == null
                            ? stop.windows()
                            : List.of(new Window(
                                    stop.fixed().start(), stop.fixed().start())));
        }
        crews = IntStream.range(0, stops)
                .filter(each -> crew[each] > 1 && stop(each).fixed() == null)
                .toArray();
        suits = new Suitability(this);
        ties = new Ties(this);
        stocks = new Stocks(this);
        plain = new boolean[tours];
        reckoned = new boolean[tours];
        decidePlain();
    }

    private void promise(int stop, @Nullable Window promise) {
        if (promise != null) {
            promiseFrom[stop] = promise.from();
            promiseTo[stop] = promise.to();
            late[stop] = weights.late();
        }
    }

    /// Sorts and joins the windows of a visit; none means any time.
    void windows(int stop, List<Window> windows) {
        List<Window> sorted = new ArrayList<>(windows);
        sorted.sort((a, b) -> Integer.compare(a.from(), b.from()));
        int[] from = new int[Math.max(1, sorted.size())];
        int[] to = new int[from.length];
        int count = 0;
        for (Window each : sorted) {
            if (count > 0 && each.from() <= to[count - 1]) {
                to[count - 1] = Math.max(to[count - 1], each.to());
            } else {
                from[count] = each.from();
                to[count++] = each.to();
            }
        }
        if (count == 0) {
            from[0] = -NEVER;
            to[0] = NEVER;
            count = 1;
        }
        windows(stop, Arrays.copyOf(from, count), Arrays.copyOf(to, count));
    }

    /// Gives a visit these windows, sorted and apart from each other.
    void windows(int stop, int[] from, int[] to) {
        opens[stop] = from;
        closes[stop] = to;
        firstOpens[stop] = from[0];
        firstCloses[stop] = to[0];
        lastOpens[stop] = from[from.length - 1];
        lastCloses[stop] = to[to.length - 1];
    }

    /// What it costs to move a visit on top, since its customer was told a time.
    long movedPromise(int stop) {
        return stop(stop).promise() == null || lost[stop] ? 0 : weights.movedPromise();
    }

    /// Whether it could start at some time within these seconds, as far as its windows say.
    boolean opensWithin(int stop, Window promise) {
        for (int w = 0; w < opens[stop].length; w++) {
            if (opens[stop][w] <= promise.to() && closes[stop][w] >= promise.from()) {
                return true;
            }
        }
        return false;
    }

    /// Lets a visit start within these seconds only, as far as its windows do.
    void narrow(int stop, int low, int high) {
        List<Window> left = new ArrayList<>();
        for (int w = 0; w < opens[stop].length; w++) {
            int from = Math.max(low, opens[stop][w]);
            int to = Math.min(high, closes[stop][w]);
            if (from <= to) {
                left.add(new Window(from, to));
            }
        }
        windows(stop, left.isEmpty() ? List.of(new Window(-NEVER, -NEVER)) : left);
    }

    /// Where time costs something, the O(1) checks say what is possible but not what it costs.
    void decidePlain() {
        boolean timeIsMoney = weights.waiting() > 0 || weights.fairness() > 0;
        for (Stop each : problem.stops()) {
            timeIsMoney |= each.promise() != null && weights.late() > 0;
        }
        for (int start : baseStart) {
            timeIsMoney |= start != FREE;
        }
        boolean fresh = Arrays.stream(baseStart).allMatch(start -> start == FREE);
        for (boolean each : displaced) {
            fresh &= !each;
        }
        boolean oneWindowEach = Arrays.stream(closes).allMatch(each -> each.length == 1);
        for (int t = 0; t < tours; t++) {
            Tour tour = tour(t);
            boolean overtime = tour.overtime() > 0 && weights.overtime() > 0;
            // Only a walk keeps what is not pinned within a day that what is pinned has widened.
            boolean asSaid = from[t] >= tour.start();
            plain[t] = asSaid
                    && ways.constant
                    && ways.tabled
                    && !timeIsMoney
                    && !overtime
                    && tour.pause() == null
                    && (longest[t] == Tour.UNBOUNDED || oneWindowEach);
            reckoned[t] = !plain[t]
                    && asSaid
                    && ways.constant
                    && ways.tabled
                    && fresh
                    && weights.waiting() == 0
                    && longest[t] == Tour.UNBOUNDED;
        }
    }

    Tour tour(int tour) {
        return problem.tours().get(tour);
    }

    /// Whether tours begin at several places.
    boolean hasHomes() {
        return Arrays.stream(startPlace).distinct().count() > 1;
    }

    Stop stop(int stop) {
        return problem.stops().get(stop);
    }

    /// What leaving the visit out costs.
    long leftOut(int stop) {
        return leftOut[stop];
    }

    /// The first permitted start for who arrives then, or NEVER.
    int earliest(int stop, int at, int arrival) {
        if (at != FREE) {
            return arrival <= at ? at : NEVER;
        }
        if (arrival <= firstCloses[stop]) {
            return Math.max(arrival, firstOpens[stop]);
        }
        int[] to = closes[stop];
        for (int w = 1; w < to.length; w++) {
            if (arrival <= to[w]) {
                return Math.max(arrival, opens[stop][w]);
            }
        }
        return NEVER;
    }

    /// The last permitted start by then, or -NEVER.
    int latest(int stop, int at, int by) {
        if (at != FREE) {
            return at <= by ? at : -NEVER;
        }
        if (lastOpens[stop] <= by) {
            return Math.min(lastCloses[stop], by);
        }
        int[] from = opens[stop];
        for (int w = from.length - 2; w >= 0; w--) {
            if (from[w] <= by) {
                return Math.min(closes[stop][w], by);
            }
        }
        return -NEVER;
    }

    /// Whether a visit of one technician is elsewhere than it is now, or starts at another time.
    boolean isMoved(int stop, int tour, int start) {
        if (displaced[stop]) {
            return true;
        }
        int[] tours = base[stop];
        boolean later = Math.abs(start - baseStart[stop]) > weights.tolerance();
        return tours != null && (later || technician[tour] != technician[tours[0]]);
    }
}
