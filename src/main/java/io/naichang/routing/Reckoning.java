package io.naichang.routing;

/// Times and points of a tour from some call on, where travel is constant: what [Walk] would find, without a walk.
///
/// Two chains go along the tour, without the pause (0) and with it taken where that ends earliest (1). Each carries
/// when the technician is free, and what starting then has cost. Where both are again what they were before a visit was
/// put in, the rest of the tour is as it was.
final class Reckoning {
    private static final int NEVER = Model.NEVER;

    private final Model model;
    private int free0;
    private int free1;
    private long late0;
    private long late1;
    /// On which way the pause of chain 1 is taken.
    private int restLeg;
    /// What [#finish] found.
    private int end;
    private int pauseLeg;
    private long late;

    Reckoning(Model model) {
        this.model = model;
    }

    /// Fills what the route remembers of its times, and its cost, where it knows those of the first calls; false if the
    /// calls cannot be made like this.
    boolean fill(Route route, int known) {
        int tour = route.tour;
        if (known == 0) {
            free0 = model.from[tour];
            free1 = NEVER;
            late0 = 0;
            late1 = 0;
            restLeg = -1;
            save(route, 0);
        } else {
            load(route, known);
        }
        long points = 0;
        long busy = 0;
        for (int i = 0; i < route.size; i++) {
            int stop = route.stop[i];
            if (i >= known) {
                if (!step(tour, stop, route.at[i], route.lead[i], route.way[i], i)) {
                    return false;
                }
                save(route, i + 1);
            }
            points += route.leg[i];
            busy += route.way[i] + model.duration[stop];
            if (route.lead[i] && model.suits.isUnloved(stop, tour)) {
                points += model.weights.preferred();
            }
        }
        if (!finish(tour, route.size, route.way[route.size])) {
            return false;
        }
        route.pauseLeg = pauseLeg;
        route.late = late;
        route.busy = busy + route.way[route.size];
        route.overtime = overtime(tour, end);
        route.waiting = 0;
        route.moved = 0;
        route.cost = points + route.leg[route.size] + late + route.overtime + fairness(route.busy);
        return true;
    }

    private void save(Route route, int i) {
        route.free0[i] = free0;
        route.free1[i] = free1;
        route.late0[i] = late0;
        route.late1[i] = late1;
        route.rest[i] = restLeg;
    }

    private void load(Route route, int i) {
        free0 = route.free0[i];
        free1 = route.free1[i];
        late0 = route.late0[i];
        late1 = route.late1[i];
        restLeg = route.rest[i];
    }

    /// One call further; false if neither chain gets there in time.
    private boolean step(int tour, int stop, int at, boolean leads, int way, int leg) {
        int arrival = Math.min(NEVER, free0 + way);
        Pause pause = model.pause[tour];
        if (pause != null) {
            int later = Math.min(NEVER, free1 + way);
            int resting = resting(pause, arrival, way);
            boolean rests = resting < later;
            int start = model.earliest(stop, at, rests ? resting : later);
            free1 = NEVER;
            if (start < NEVER) {
                free1 = start + model.duration[stop];
                late1 = (rests ? late0 : late1) + (leads ? late(stop, start) : 0);
                restLeg = rests ? leg : restLeg;
            }
        }
        int start = arrival >= NEVER ? NEVER : model.earliest(stop, at, arrival);
        free0 = NEVER;
        if (start < NEVER) {
            free0 = start + model.duration[stop];
            late0 += leads ? late(stop, start) : 0;
        }
        return free0 < NEVER || free1 < NEVER;
    }

    private int resting(Pause pause, int arrival, int way) {
        return resting(pause, free0, arrival, way);
    }

    /// The arrival of chain 0 with the pause on the way, as in [Leg#paused].
    static int resting(Pause pause, int free, int arrival, int way) {
        if (free >= NEVER) {
            return NEVER;
        }
        if (arrival <= pause.latest()) {
            return Math.max(arrival, pause.earliest()) + pause.length();
        }
        return free <= pause.latest()
                ? Math.min(NEVER, Math.max(free, pause.earliest()) + pause.length() + way)
                : NEVER;
    }

    private boolean finish(int tour, int size, int way) {
        int limit = model.limit[tour];
        int straight = Math.min(NEVER, free0 + way);
        Pause pause = model.pause[tour];
        if (straight <= limit && (pause == null || straight <= pause.latest())) {
            end = straight;
            pauseLeg = -1;
            late = late0;
            return true;
        }
        if (pause == null) {
            return false;
        }
        int later = Math.min(NEVER, free1 + way);
        int resting = resting(pause, straight, way);
        boolean rests = resting < later;
        end = rests ? resting : later;
        pauseLeg = rests ? size : restLeg;
        late = rests ? late0 : late1;
        return end <= limit;
    }

    /// What starting then costs.
    long late(int stop, int start) {
        return model.late[stop]
                * (Math.max(0, start - model.promiseTo[stop]) + Math.max(0, model.promiseFrom[stop] - start));
    }

    private long overtime(int tour, int ends) {
        return (long) model.weights.overtime() * Math.max(0, ends - model.regular[tour]);
    }

    private long fairness(long busy) {
        return model.weights.fairness() * busy * busy / (3_600L * 3_600L);
    }

    /// The points that time adds if a visit is put in after `p` calls, with these seconds of way to it and on; or
    /// NOWHERE.
    long added(Route route, int p, int stop, int at, boolean leads, int in, int on) {
        int tour = route.tour;
        load(route, p);
        if (!step(tour, stop, at, leads, in, p)) {
            return Insertion.NOWHERE;
        }
        int way = on;
        for (int i = p; i < route.size; i++) {
            if (!step(tour, route.stop[i], route.at[i], route.lead[i], way, i + 1)) {
                return Insertion.NOWHERE;
            }
            if (free0 == route.free0[i + 1] && free1 == route.free1[i + 1]) {
                return asBefore(route, i + 1);
            }
            way = route.way[i + 1];
        }
        if (!finish(tour, route.size + 1, way)) {
            return Insertion.NOWHERE;
        }
        return late - route.late + overtime(tour, end) - route.overtime;
    }

    /// From here on nothing is later than it was.
    private long asBefore(Route route, int calls) {
        boolean yetToRest = route.pauseLeg < 0 || route.pauseLeg >= calls;
        return yetToRest ? late0 - route.late0[calls] : late1 - route.late1[calls];
    }
}
