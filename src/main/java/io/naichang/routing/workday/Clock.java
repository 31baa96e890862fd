package io.naichang.routing.workday;

import java.util.Arrays;

/// When somebody is where in each tour, and what that costs; what is known up to each call is kept, so that
/// a change is walked from where it is on, and no further than it can still be of use.
///
/// The rules are those of the engine's walk: everything begins as early as it can, without the pause (chain
/// 0) and with it taken where that ends earliest (chain 1). Who comes too late goes back in time to when
/// the job closes, and pays for that: his time is "warped".
///
/// It is long because all rules are in one walk, whose numbers lie flat and are handed to nobody: a search
/// walks tours millions of times.
final class Clock {
    /// Longer than any tour can be of use.
    private static final int NEVER = 1 << 28;

    /// What is known after so many calls of a tour.
    private static final int FREE0 = 0;

    private static final int FREE1 = 1;
    private static final int WARP0 = 2;
    private static final int WARP1 = 3;
    private static final int LATE0 = 4;
    private static final int LATE1 = 5;
    private static final int BUSY = 6;
    private static final int WAYS = 7;
    private static final int EXTRA = 8;
    private static final int STOCK = 9;
    private static final int PLACE = 10;
    private static final int DONE = 11;
    private static final int STATE = 12;
    /// What is known of a job.
    private static final int AT = 0;

    private static final int LASTS = 1;
    private static final int OPENS = 2;
    private static final int CLOSES = 3;
    private static final int AGAIN = 4;
    private static final int ENDS = 5;
    private static final int TOLD = 6;
    private static final int UNTIL = 7;
    private static final int LATE = 8;
    private static final int PART = 9;
    private static final int START = 10;
    private static final int LEAST = 11;
    private static final int UNITS = 12;
    private static final int JOB = 16;
    /// What a set of bits holds of each kind of part.
    private static final int BITS = 8;

    private static final int MASK = 255;

    private final Workday day;
    private final int longest;
    private final int width;
    private final int[] seconds;
    private final int[] points;
    private final int[] secondsByDepot;
    private final int[] pointsByDepot;
    private final int[] job;
    private final int[] known;
    private final int[] back;
    private final int[] limit;
    private final int[] regular;
    private final boolean[] rests;
    private final int[] earliest;
    private final int[] latest;
    private final int[] rest;
    /// Tours in which more is needed of some part than the van has, and something can be chosen.
    private final boolean[] choosy;
    /// Of each job whether its part is fetched on the way, in the walk under way and in the tours that are
    /// kept.
    private final boolean[] fetches;
    final boolean[] fetched;
    private final int[] whole;
    /// Points of a second out of time.
    private double warpPrice;
    /// What the tour that was walked last pays for time, overtime, and ways by depots, at least: all that
    /// could be saved while its ways and its work stay.
    double extra;
    int warp;
    int busy;
    int ways;
    private long costs;
    /// Both chains where the walk ended.
    private int free0;
    private int free1;
    private int warp0;
    private int warp1;
    private int late0;
    private int late1;

    Clock(Workday day) {
        this.day = day;
        int jobs = day.jobs.size();
        int tours = day.technicians.size();
        longest = jobs + 1;
        width = day.ways.places();
        seconds = day.ways.direct().seconds;
        points = day.ways.direct().points;
        secondsByDepot = day.ways.byDepot().seconds;
        pointsByDepot = day.ways.byDepot().points;
        job = new int[jobs * JOB];
        known = new int[tours * longest * STATE];
        back = new int[tours];
        limit = new int[tours];
        regular = new int[tours];
        rests = new boolean[tours];
        earliest = new int[tours];
        latest = new int[tours];
        rest = new int[tours];
        choosy = new boolean[tours];
        fetches = new boolean[jobs];
        fetched = new boolean[jobs];
        whole = new int[longest];
        for (int j = 0; j < jobs; j++) {
            know(j, day.jobs.get(j));
        }
        for (int t = 0; t < tours; t++) {
            know(t, day.technicians.get(t));
        }
    }

    private void know(int number, Workday.Job of) {
        int at = number * JOB;
        job[at + AT] = of.place();
        job[at + LASTS] = of.duration();
        job[at + OPENS] = of.windows().getFirst().opens();
        job[at + CLOSES] = of.windows().getFirst().closes();
        job[at + AGAIN] = of.windows().getLast().opens();
        job[at + ENDS] = of.windows().getLast().closes();
        job[at + TOLD] = of.told().opens();
        job[at + UNTIL] = of.told().closes();
        job[at + LATE] = of.late();
        job[at + PART] = of.part() * BITS;
        job[at + UNITS] = of.units();
        job[at + START] = NEVER;
        job[at + LEAST] = day.least[number];
    }

    private void know(int tour, Workday.Technician of) {
        back[tour] = of.back();
        limit[tour] = of.limit();
        regular[tour] = of.regular();
        Workday.Pause pause = of.pause();
        rests[tour] = pause != null;
        earliest[tour] = pause == null ? 0 : pause.earliest();
        latest[tour] = pause == null ? NEVER : pause.latest();
        rest[tour] = pause == null ? 0 : pause.length();
        int at = tour * longest * STATE;
        Arrays.fill(known, at, at + STATE, 0);
        known[at + FREE0] = of.from();
        known[at + FREE1] = NEVER;
        known[at + WARP1] = NEVER;
        known[at + PLACE] = of.home();
        for (int kind = 0; kind < of.stock().size(); kind++) {
            known[at + STOCK] |= of.stock().get(kind) << (kind * BITS);
        }
    }

    void warpPrice(double points) {
        warpPrice = points;
    }

    /// When the crew of the job begins; NEVER for a job of one.
    int start(int number) {
        return job[number * JOB + START];
    }

    void start(int number, int start) {
        job[number * JOB + START] = start;
    }

    /// Seconds of driving and work up to so many calls.
    int busyTo(int tour, int calls) {
        return known[(tour * longest + calls) * STATE + BUSY];
    }

    /// About the least that being late there costs, if the job is done after so many calls of a tour.
    double late(int tour, int calls, int number) {
        int at = (tour * longest + calls) * STATE;
        int of = number * JOB;
        int time = known[at + FREE0] + seconds[known[at + PLACE] * width + job[of + AT]];
        int last = Math.min(job[of + START], job[of + ENDS]);
        long late = (long) job[of + LATE] * (Math.min(time, last) - job[of + UNTIL]) - job[of + LEAST];
        return Math.max(0, late) + warpPrice * Math.max(0, time - last);
    }

    /// The least that time costs up to so many calls, in both chains, and ways by depots; nothing where it
    /// hangs on what comes who fetches his parts.
    double paid(int tour, int calls) {
        if (choosy[tour]) {
            return 0;
        }
        int at = (tour * longest + calls) * STATE;
        double paid = known[at + LATE0] + warpPrice * known[at + WARP0];
        if (rests[tour]) {
            paid = Math.min(paid, known[at + LATE1] + warpPrice * known[at + WARP1]);
        }
        return paid + known[at + EXTRA];
    }

    /// When a job could begin after so many calls of a tour, for all that is before it.
    int earliest(int tour, int calls, int number) {
        int at = (tour * longest + calls) * STATE;
        int way = seconds[known[at + PLACE] * width + job[number * JOB + AT]];
        int straight = known[at + FREE0] + way;
        int time = rests[tour] && straight > latest[tour] ? known[at + FREE1] + way : straight;
        return time <= job[number * JOB + CLOSES]
                ? Math.max(time, job[number * JOB + OPENS])
                : Math.max(time, job[number * JOB + AGAIN]);
    }

    /// Walks a tour whose first calls stay, and of which these follow; keeps what it meets. What it costs
    /// without the prices of warp.
    long keep(int tour, int[] jobs, int count) {
        choosy[tour] = false;
        walk(tour, 0, jobs, count, Double.MAX_VALUE, true, false);
        return costs;
    }

    /// What the tour would cost whose first calls stay, and of which these follow; or infinitely much if
    /// [#extra] would be more than `allowed`.
    double price(int tour, int position, int[] jobs, int count, double allowed) {
        return choosy[tour]
                ? choose(tour, position, jobs, count, allowed, false)
                : walk(tour, position, jobs, count, allowed, false, false);
    }

    /// The same, walked from the start, where not all can have what they need from the van: those of whom
    /// it would be farthest by a depot have it.
    private double choose(int tour, int position, int[] jobs, int count, double allowed, boolean keeps) {
        int first = tour * longest * STATE;
        for (int i = 0; i < position; i++) {
            whole[i] = known[first + (i + 1) * STATE + DONE];
        }
        System.arraycopy(jobs, 0, whole, position, count);
        int all = position + count;
        for (int i = 0; i < all; i++) {
            fetches[whole[i]] = job[whole[i] * JOB + PART] >= 0;
        }
        int stock = known[first + STOCK];
        int farthest = 0;
        while (farthest >= 0) {
            farthest = -1;
            int most = -1;
            for (int i = 0; i < all; i++) {
                int of = whole[i] * JOB;
                int from = i == 0 ? known[first + PLACE] : job[whole[i - 1] * JOB + AT];
                int way = from * width + job[of + AT];
                if (fetches[whole[i]]
                        && ((stock >> job[of + PART]) & MASK) >= job[of + UNITS]
                        && secondsByDepot[way] - seconds[way] > most) {
                    most = secondsByDepot[way] - seconds[way];
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                int of = whole[farthest] * JOB;
                fetches[whole[farthest]] = false;
                stock -= job[of + UNITS] << job[of + PART];
            }
        }
        choosy[tour] |= keeps;
        return walk(tour, 0, whole, all, allowed, keeps, true);
    }

    private double walk(int tour, int position, int[] jobs, int count, double allowed, boolean keeps, boolean chosen) {
        int at = (tour * longest + position) * STATE;
        int free0 = known[at + FREE0];
        int free1 = known[at + FREE1];
        int warp0 = known[at + WARP0];
        int warp1 = known[at + WARP1];
        int late0 = known[at + LATE0];
        int late1 = known[at + LATE1];
        int work = known[at + BUSY];
        int driven = known[at + WAYS];
        int more = known[at + EXTRA];
        int stock = known[at + STOCK];
        int place = known[at + PLACE];
        int atFirst = known[tour * longest * STATE + STOCK];
        boolean rested = rests[tour];
        int restFrom = earliest[tour];
        int restBy = latest[tour];
        int resting = rest[tour];
        double dear = warpPrice;
        for (int i = 0; i < count; i++) {
            int of = jobs[i] * JOB;
            int to = job[of + AT];
            int row = place * width + to;
            int way = seconds[row];
            driven += points[row];
            int part = job[of + PART];
            if (part >= 0) {
                boolean fetched = chosen ? fetches[jobs[i]] : ((stock >> part) & MASK) < job[of + UNITS];
                if (!fetched) {
                    stock -= job[of + UNITS] << part;
                } else if (!chosen && ((atFirst >> part) & MASK) >= job[of + UNITS]) {
                    return choose(tour, position, jobs, count, allowed, keeps);
                } else {
                    way = secondsByDepot[row];
                    more += pointsByDepot[row] - points[row];
                }
                if (keeps) {
                    this.fetched[jobs[i]] = fetched;
                }
            }
            more -= job[of + LEAST];
            work += way + job[of + LASTS];
            int fixed = job[of + START];
            int closes = job[of + CLOSES];
            int straight = free0 + way;
            if (rested) {
                int later = free1 + way;
                int warped = warp0;
                int after;
                if (straight <= restBy) {
                    after = Math.max(straight, restFrom) + resting;
                } else if (free0 <= restBy) {
                    after = Math.max(free0, restFrom) + resting + way;
                } else {
                    after = restBy + resting + way;
                    warped += free0 - restBy;
                }
                if (warped == warp1 ? after < later : warped < warp1) {
                    later = after;
                    warp1 = warped;
                    late1 = late0;
                }
                int start;
                if (fixed < NEVER) {
                    start = fixed;
                    warp1 += Math.max(0, later - fixed);
                } else if (later <= closes) {
                    start = Math.max(later, job[of + OPENS]);
                } else {
                    start = Math.max(later, job[of + AGAIN]);
                    int over = start - job[of + ENDS];
                    if (over > 0) {
                        warp1 += over;
                        start -= over;
                    }
                }
                free1 = start + job[of + LASTS];
                late1 += job[of + LATE] * (Math.max(0, start - job[of + UNTIL]) + Math.max(0, job[of + TOLD] - start));
            }
            int start;
            if (fixed < NEVER) {
                start = fixed;
                warp0 += Math.max(0, straight - fixed);
            } else if (straight <= closes) {
                start = Math.max(straight, job[of + OPENS]);
            } else {
                start = Math.max(straight, job[of + AGAIN]);
                int over = start - job[of + ENDS];
                if (over > 0) {
                    warp0 += over;
                    start -= over;
                }
            }
            free0 = start + job[of + LASTS];
            late0 += job[of + LATE] * (Math.max(0, start - job[of + UNTIL]) + Math.max(0, job[of + TOLD] - start));
            place = to;
            double paid = late0 + dear * warp0;
            if (rested) {
                paid = Math.min(paid, late1 + dear * warp1);
            }
            if (paid + more > allowed) {
                extra = Double.POSITIVE_INFINITY;
                return Double.POSITIVE_INFINITY;
            }
            if (keeps) {
                at += STATE;
                known[at + FREE0] = free0;
                known[at + FREE1] = free1;
                known[at + WARP0] = warp0;
                known[at + WARP1] = warp1;
                known[at + LATE0] = late0;
                known[at + LATE1] = late1;
                known[at + BUSY] = work;
                known[at + WAYS] = driven;
                known[at + EXTRA] = more;
                known[at + STOCK] = stock;
                known[at + PLACE] = place;
                known[at + DONE] = jobs[i];
            }
        }
        this.free0 = free0;
        this.free1 = free1;
        this.warp0 = warp0;
        this.warp1 = warp1;
        this.late0 = late0;
        this.late1 = late1;
        busy = work;
        ways = driven;
        extra = more;
        return position + count == 0 ? empty() : finish(tour, place);
    }

    private double empty() {
        extra = 0;
        warp = 0;
        busy = 0;
        ways = 0;
        costs = 0;
        return 0;
    }

    /// The way home, the pause if it is still to come, and the sum.
    private double finish(int tour, int place) {
        int home = place * width + back[tour];
        int way = seconds[home];
        int straight = free0 + way;
        int end = straight;
        int late = late0;
        warp = warp0 + Math.max(0, straight - limit[tour]);
        if (rests[tour]) {
            int restBy = latest[tour];
            int after = Math.max(straight <= restBy ? straight : Math.min(free0, restBy), earliest[tour]) + rest[tour];
            after += straight <= restBy ? 0 : way;
            int warped = warp0 + Math.max(0, straight <= restBy ? 0 : free0 - restBy);
            int later = free1 + way;
            boolean now = warped == warp1 ? after < later : warped < warp1;
            int ends = now ? after : later;
            int all = (now ? warped : warp1) + Math.max(0, ends - limit[tour]);
            if (straight > restBy || warp > all) {
                end = ends;
                late = now ? late0 : late1;
                warp = all;
            }
        }
        busy += way;
        ways += points[home];
        int over = day.overtime * Math.max(0, Math.min(end, limit[tour]) - regular[tour]);
        extra += late + over;
        costs = ways + (long) extra + day.fairness * busy * busy / (3_600L * 3_600L);
        extra += warpPrice * warp;
        return ways + day.fair * busy * (double) busy + extra;
    }
}
