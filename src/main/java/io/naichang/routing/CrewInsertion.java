package io.naichang.routing;

import io.naichang.routing.CrewOptions.Option;
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

    private final State state;
    private final Model model;
    private final Insertion insertion;
    private final Reckoning reckoning;
    private final CrewOptions options;
    /// Whether being late counts too, where it can be known; a plan is kept as it is whatever that costs.
    private final boolean reckons;
    /// The options of a search; the numbers of those who lead and of those who help by what they add, below it.
    private Option[] all = new Option[256];
    private int count;
    private long[] leads = new long[256];
    private int leaders;
    private long[] helps = new long[256];
    private int helpers;
    private int[] starts = new int[256];
    /// The crew that is being looked for.
    private Option[] crew = new Option[4];
    private int joined;
    /// What the last search found: the lead first.
    int start;
    long points;
    /// The most who could start together at any time, in the last search.
    int most;

    List<Option> chosen = List.of();

    CrewInsertion(State state, Insertion insertion, TieBounds bounds, boolean reckons) {
        this.state = state;
        model = state.model;
        this.insertion = insertion;
        this.reckons = reckons;
        reckoning = new Reckoning(model);
        options = new CrewOptions(state, insertion, bounds, reckons);
    }

    /// From now on this tour must lead.
    void leader(int tour) {
        options.leader = tour;
    }

    /// Looks for the cheapest crew among these tours that adds less than `bound`; false if there is none.
    boolean search(int stop, int[] among, int tours, int low, int high, long bound) {
        count = 0;
        leaders = 0;
        helpers = 0;
        for (int i = 0; i < tours; i++) {
            for (Option each : options.of(stop, among[i], low, high)) {
                add(each);
            }
        }
        Arrays.sort(leads, 0, leaders);
        Arrays.sort(helps, 0, helpers);
        long leastLead = leaders == 0 ? 0 : leads[0] >> NUMBER;
        long leastHelp = helpers == 0 ? 0 : helps[0] >> NUMBER;
        points = bound;
        most = 0;
        int times = starts();
        for (int i = 0; i < times; i++) {
            long sum = crew(stop, starts[i], leastLead, leastHelp);
            most = Math.max(most, joined);
            if (sum < points) {
                points = sum;
                start = starts[i];
                chosen = List.of(Arrays.copyOf(crew, joined));
            }
        }
        return points < bound;
    }

    /// Whether what the last search found costs exactly that, and not at least.
    boolean isExact() {
        return reckons && chosen.stream().allMatch(each -> model.reckoned[each.tour()]);
    }

    private void add(Option each) {
        if (count == all.length) {
            int more = 2 * count;
            all = Arrays.copyOf(all, more);
            leads = Arrays.copyOf(leads, more);
            helps = Arrays.copyOf(helps, more);
            starts = Arrays.copyOf(starts, more);
        }
        long key = each.least() << NUMBER | count;
        if (each.leads()) {
            leads[leaders++] = key;
        } else {
            helps[helpers++] = key;
        }
        starts[count] = each.earliest();
        all[count++] = each;
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

    /// When somebody could start; thinned out if they are too many.
    private int starts() {
        Arrays.sort(starts, 0, count);
        int different = 0;
        for (int i = 0; i < count; i++) {
            if (different == 0 || starts[different - 1] != starts[i]) {
                starts[different++] = starts[i];
            }
        }
        if (different <= MOST_STARTS) {
            return different;
        }
        for (int i = 0; i < MOST_STARTS; i++) {
            starts[i] = starts[(int) ((long) i * (different - 1) / (MOST_STARTS - 1))];
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
            crew = new Option[needed];
        }
        long sum = 0;
        while (joined < needed) {
            // No more than would make this crew the cheapest so far.
            long best = points == Insertion.NOWHERE ? points : points - sum - others;
            long bound = best;
            long[] order = joined == 0 ? leads : helps;
            int size = joined == 0 ? leaders : helpers;
            long more = joined == 0 ? late : 0;
            for (int i = 0; i < size; i++) {
                if ((order[i] >> NUMBER) + more >= best) {
                    break;
                }
                Option option = all[(int) order[i] & NUMBERS];
                if (option.earliest() <= time && !joins(option.tour())) {
                    long exact = at(stop, option, time);
                    if (exact < best) {
                        best = exact;
                        crew[joined] = option;
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

    private boolean joins(int tour) {
        for (int j = 0; j < joined; j++) {
            if (model.technician[crew[j].tour()] == model.technician[tour]) {
                return true;
            }
        }
        return false;
    }

    /// What it adds to start then, or NOWHERE; without a walk, the least that it can add.
    private long at(int stop, Option each, int time) {
        Route route = state.routes[each.tour()];
        int p = each.position();
        if (!reckons || !model.reckoned[each.tour()]) {
            boolean can = insertion.start(stop, route, p, each.depot(), time, time) == time;
            return can ? each.least() : Insertion.NOWHERE;
        }
        if (insertion.start(stop, route, p, each.in(), each.on(), time, time) != time) {
            return Insertion.NOWHERE;
        }
        long late = reckoning.added(route, p, stop, time, each.leads(), each.in(), each.on());
        return late < Insertion.NOWHERE ? each.least() + late : Insertion.NOWHERE;
    }
}
