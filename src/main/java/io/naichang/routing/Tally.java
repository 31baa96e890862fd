package io.naichang.routing;

/// What a walked tour costs, rule by rule.
final class Tally {
    long travel;
    long waiting;
    long late;
    long preferred;
    long overtime;
    long moved;
    long movedPromise;
    long fairness;
    int movedVisits;
    /// Seconds of driving and work.
    long busy;

    void clear() {
        travel = 0;
        waiting = 0;
        late = 0;
        preferred = 0;
        overtime = 0;
        moved = 0;
        movedPromise = 0;
        fairness = 0;
        movedVisits = 0;
        busy = 0;
    }

    long total() {
        return travel + waiting + late + preferred + overtime + moved + movedPromise + fairness;
    }

    void count(Walk walk) {
        clear();
        Model model = walk.model;
        Weights weights = model.weights;
        busy = 0;
        for (int i = 0; i < walk.size; i++) {
            int stop = walk.stop[i];
            int depot = walk.via[i];
            travel += points(walk, i, model.place[stop], depot);
            // The drive by a depot has its service in it.
            busy += walk.drive[i] + model.duration[stop];
            if (i > 0) {
                waiting += (long) weights.waiting() * wait(walk, i);
            }
            if (walk.lead[i]) {
                lead(walk, i);
            }
        }
        int home = model.endPlace[walk.tour];
        if (home != Tour.ANYWHERE) {
            travel += points(walk, walk.size, home, -1);
            busy += walk.drive[walk.size];
        }
        overtime = (long) weights.overtime()
                * Math.max(0, walk.end - model.tour(walk.tour).end());
        fairness = weights.fairness() * busy * busy / (3_600L * 3_600L);
    }

    private static int wait(Walk walk, int i) {
        int free = walk.begin[i - 1] + walk.model.duration[walk.stop[i - 1]];
        Pause pause = walk.model.pause[walk.tour];
        int rest = i == walk.pauseLeg && pause != null ? pause.length() : 0;
        return Math.max(0, walk.begin[i] - free - walk.drive[i] - rest);
    }

    private static int points(Walk walk, int i, int to, int depot) {
        Model model = walk.model;
        int from = walk.before(i);
        if (depot < 0) {
            return model.ways.points(walk.drive[i], from, to);
        }
        int place = model.stocks.depotPlace[depot];
        int driving = walk.drive[i] - model.stocks.depotService[depot];
        int first = Math.min(driving, model.ways.shortest(from, place));
        return model.ways.points(first, from, place) + model.ways.points(driving - first, place, to);
    }

    private void lead(Walk walk, int i) {
        Model model = walk.model;
        Weights weights = model.weights;
        int stop = walk.stop[i];
        Window promise = model.stop(stop).promise();
        int start = walk.begin[i];
        if (promise != null) {
            late += (long) weights.late() * (Math.max(0, start - promise.to()) + Math.max(0, promise.from() - start));
        }
        if (model.suits.isUnloved(stop, walk.tour)) {
            preferred += weights.preferred();
        }
        if (model.crew[stop] == 1 && model.isMoved(stop, walk.tour, start)) {
            movedVisits++;
            moved += weights.moved();
            movedPromise += model.movedPromise(stop);
        }
    }
}
