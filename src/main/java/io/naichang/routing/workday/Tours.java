package io.naichang.routing.workday;

import java.util.Arrays;

/// A plan that can be changed quickly: the jobs of each technician in their order, and what is known around
/// each job.
final class Tours {
    final Workday day;
    final Clock clock;
    final int count;
    final int[][] jobs;
    final int[] size;
    final int[] tourOf;
    final int[] rank;
    /// What each tour costs with its penalties but without what its technician costs, and how much of it
    /// hangs on time.
    final double[] price;
    final double[] extra;
    final int[] warp;
    /// Seconds of driving and work.
    final int[] busy;
    /// What each tour costs without penalties.
    final long[] points;
    /// Of each job its place, and the places before and after it; the ways to it and on, and what leaving
    /// it out saves.
    final int[] place;
    final int[] before;
    final int[] after;
    final int[] onward;
    final int[] saved;
    final int[] duration;
    final int[] mate;
    /// Who may have the job and all after it, and whether there is one for two among these.
    final long[] rest;
    final boolean[] crewAhead;
    /// What the technician costs for the job and all after it.
    final int[] paid;
    /// What time costs from each job on, and after it: no more can be saved by a change there.
    final double[] ahead;
    final double[] behind;
    /// How many moves were made, and after which each tour was changed last: -1 if that was before all of
    /// them.
    int moves;
    final int[] changed;
    private final long[] able;
    private final int[] home;
    private final int[] back;
    private final int[] ways;
    private final int width;
    /// What each technician costs for each job.
    private final int[] prices;

    Tours(Workday day) {
        this.day = day;
        clock = new Clock(day);
        count = day.technicians.size();
        int all = day.jobs.size();
        jobs = new int[count][all];
        size = new int[count];
        tourOf = new int[all];
        rank = new int[all];
        price = new double[count];
        extra = new double[count];
        warp = new int[count];
        busy = new int[count];
        points = new long[count];
        before = new int[all];
        after = new int[all];
        onward = new int[all];
        saved = new int[all];
        rest = new long[all];
        able = day.able;
        ahead = new double[all];
        behind = new double[all];
        crewAhead = new boolean[all];
        paid = new int[all];
        changed = new int[count];
        ways = day.ways.direct().points;
        width = day.ways.places();
        place = day.jobs.stream().mapToInt(Workday.Job::place).toArray();
        duration = day.jobs.stream().mapToInt(Workday.Job::duration).toArray();
        mate = day.jobs.stream().mapToInt(Workday.Job::mate).toArray();
        home = day.technicians.stream().mapToInt(Workday.Technician::home).toArray();
        back = day.technicians.stream().mapToInt(Workday.Technician::back).toArray();
        prices = new int[all * count];
        for (int job = 0; job < all; job++) {
            for (int tour = 0; tour < count; tour++) {
                prices[job * count + tour] = day.jobs.get(job).prices().get(tour);
            }
        }
    }

    int way(int from, int to) {
        return ways[from * width + to];
    }

    /// What the technician of the tour costs for the job, or [Workday#NEVER].
    int price(int job, int tour) {
        return prices[job * count + tour];
    }

    /// Whether the tour's technician may have the job, and does not have its other half.
    boolean mayJoin(int job, int tour) {
        return ((able[job] >> tour) & 1) != 0 && (mate[job] < 0 || tourOf[mate[job]] != tour);
    }

    /// Where the tour is before so many calls.
    int placeBefore(int tour, int calls) {
        return calls == 0 ? home[tour] : place[jobs[tour][calls - 1]];
    }

    /// Where it is at that call, or the end.
    int placeAt(int tour, int call) {
        return call == size[tour] ? back[tour] : place[jobs[tour][call]];
    }

    int end(int tour) {
        return back[tour];
    }

    /// What so much more way, in points, and so many more seconds of work add to the price of the tour's
    /// length. Where kilometres cost too, the seconds of a way are near enough: what is made is priced
    /// exactly.
    double fair(int tour, int ways, int work) {
        double more = ways * day.pace + work;
        return day.fair * more * (2.0 * busy[tour] + more);
    }

    /// Makes this the draft's plan, at these points for a second out of time.
    void load(Draft draft, double warpPrice) {
        clock.warpPrice(warpPrice);
        moves = 0;
        for (int i = 0; i < day.crews.length; i++) {
            start(day.crews[i], draft.starts[i]);
        }
        for (int tour = 0; tour < count; tour++) {
            become(tour, 0, draft.tours[tour], draft.tours[tour].length);
            changed[tour] = draft.isSettled(tour) ? -1 : 0;
        }
    }

    /// Lets a crew begin then; its tours are to be worked out again.
    void start(int job, int start) {
        clock.start(job, start);
        clock.start(mate[job], start);
    }

    Draft draft() {
        int[][] copy = new int[count][];
        long sum = day.leastOfAll;
        long warped = 0;
        for (int tour = 0; tour < count; tour++) {
            copy[tour] = Arrays.copyOf(jobs[tour], size[tour]);
            sum += points[tour];
            warped += warp[tour];
            for (int job : copy[tour]) {
                sum += price(job, tour);
            }
        }
        int[] starts = new int[day.crews.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = clock.start(day.crews[i]);
        }
        return new Draft(day.jobs.size(), copy, starts, clock.fetched.clone(), sum, warped);
    }

    /// After so many calls the tour has these.
    void become(int tour, int calls, int[] rest, int length) {
        System.arraycopy(rest, 0, jobs[tour], calls, length);
        size[tour] = calls + length;
        change(tour);
    }

    /// Works a tour out again that a move has changed.
    void change(int tour) {
        changed[tour] = moves;
        int[] mine = jobs[tour];
        int last = size[tour];
        points[tour] = clock.keep(tour, mine, last);
        extra[tour] = clock.extra;
        warp[tour] = clock.warp;
        busy[tour] = clock.busy;
        price[tour] = clock.ways + day.fair * busy[tour] * (double) busy[tour] + clock.extra;
        int from = home[tour];
        for (int i = 0; i < last; i++) {
            int job = mine[i];
            tourOf[job] = tour;
            rank[job] = i;
            before[job] = from;
            from = place[job];
            ahead[job] = clock.extra - clock.paid(tour, i);
            behind[job] = clock.extra - clock.paid(tour, i + 1);
        }
        long all = -1;
        boolean crew = false;
        int costs = 0;
        int to = back[tour];
        for (int i = last - 1; i >= 0; i--) {
            int job = mine[i];
            after[job] = to;
            onward[job] = way(place[job], to);
            saved[job] = way(before[job], place[job]) + onward[job] - way(before[job], to);
            all &= able[job];
            crew |= mate[job] >= 0;
            rest[job] = all;
            crewAhead[job] = crew;
            costs += price(job, tour);
            paid[job] = costs;
            to = place[job];
        }
    }
}
