package io.naichang.routing.workday;

/// When two who do a job together begin it.
final class CrewStarts {
    private static final int STEP = 900;

    private final Tours tours;
    private final Clock clock;
    private final int[] tried = new int[12];
    private final int[] room;
    private int count;

    CrewStarts(Tours tours) {
        this.tours = tours;
        clock = tours.clock;
        room = new int[tours.rank.length];
    }

    /// Lets a crew begin at another time, if that is cheaper: as soon as one or both can, when it was told,
    /// when a window opens or closes, or a quarter of an hour sooner or later.
    boolean improve(int job) {
        int mate = tours.mate[job];
        int a = tours.tourOf[job];
        int b = tours.tourOf[mate];
        int old = clock.start(job);
        double least = tours.price[a] + tours.price[b] + Exchanges.LESS;
        int best = old;
        collect(job, old);
        for (int i = 0; i < count; i++) {
            tours.start(job, tried[i]);
            double price = price(a, tours.rank[job]);
            price += price < least ? price(b, tours.rank[mate]) : 0;
            if (price < least) {
                least = price;
                best = tried[i];
            }
        }
        tours.start(job, best);
        if (best == old) {
            return false;
        }
        tours.moves++;
        tours.change(a);
        tours.change(b);
        return true;
    }

    private double price(int tour, int call) {
        return clock.price(tour, call, rest(tour, call), tours.size[tour] - call, Double.MAX_VALUE);
    }

    private int[] rest(int tour, int call) {
        System.arraycopy(tours.jobs[tour], call, room, 0, tours.size[tour] - call);
        return room;
    }

    private void collect(int job, int old) {
        count = 0;
        int soon = soonest(job);
        int other = soonest(tours.mate[job]);
        Workday.Job of = tours.day.jobs.get(job);
        add(of, Math.max(soon, other));
        add(of, soon);
        add(of, other);
        add(of, of.told().opens());
        add(of, of.told().closes());
        add(of, of.windows().getFirst().opens());
        add(of, of.windows().getFirst().closes());
        add(of, of.windows().getLast().opens());
        add(of, of.windows().getLast().closes());
        add(of, old - STEP);
        add(of, old + STEP);
    }

    private int soonest(int job) {
        return clock.earliest(tours.tourOf[job], tours.rank[job], job);
    }

    private void add(Workday.Job of, int start) {
        if (of.windows().getFirst().has(start) || of.windows().getLast().has(start)) {
            tried[count++] = start;
        }
    }
}
