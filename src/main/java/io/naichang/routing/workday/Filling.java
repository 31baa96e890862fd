package io.naichang.routing.workday;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Puts jobs that a draft has not where they are cheapest, one after the other.
final class Filling {
    private final Tours tours;
    private final RandomGenerator chance;
    private final boolean[] there;
    private final int[] missing;
    private final int[] room;

    Filling(Tours tours, RandomGenerator chance) {
        this.tours = tours;
        this.chance = chance;
        there = new boolean[tours.rank.length];
        missing = new int[there.length];
        room = new int[there.length + 1];
    }

    void run() {
        Arrays.fill(there, false);
        for (int tour = 0; tour < tours.count; tour++) {
            for (int i = 0; i < tours.size[tour]; i++) {
                there[tours.jobs[tour][i]] = true;
            }
        }
        int count = 0;
        for (int job = 0; job < there.length; job++) {
            if (!there[job]) {
                tours.tourOf[job] = -1;
                missing[count++] = job;
            }
        }
        while (count > 0) {
            int next = chance.nextInt(count);
            place(missing[next]);
            missing[next] = missing[--count];
        }
    }

    private void place(int job) {
        double least = Double.MAX_VALUE;
        int where = -1;
        int before = 0;
        for (int tour = 0; tour < tours.count; tour++) {
            for (int i = 0; mayJoin(job, tour) && i <= tours.size[tour]; i++) {
                double ways = ways(job, tour, i);
                // What time costs in the tour may shrink by all of it at most.
                double allowed = least - ways + tours.extra[tour];
                if (allowed <= 0) {
                    continue;
                }
                double more = tours.clock.price(tour, i, with(job, tour, i), tours.size[tour] + 1 - i, allowed)
                        - tours.price[tour]
                        + tours.price(job, tour);
                if (more < least) {
                    least = more;
                    where = tour;
                    before = i;
                }
            }
        }
        if (where < 0) {
            throw new IllegalStateException("nobody may have job " + job);
        }
        tours.become(where, before, with(job, where, before), tours.size[where] + 1 - before);
    }

    /// Whether the tour may have it, and its other half, if nobody has that yet, somebody else.
    private boolean mayJoin(int job, int tour) {
        int mate = tours.mate[job];
        boolean taken = mate >= 0 && tours.tourOf[mate] < 0 && tours.day.able[mate] == 1L << tour;
        return !taken && tours.mayJoin(job, tour);
    }

    /// What ways, work and technician cost more if the job comes after so many calls.
    private double ways(int job, int tour, int i) {
        int from = tours.placeBefore(tour, i);
        int to = tours.placeAt(tour, i);
        int more = tours.way(from, tours.place[job]) + tours.way(tours.place[job], to) - tours.way(from, to);
        return more + tours.fair(tour, more, tours.duration[job]) + tours.price(job, tour);
    }

    private int[] with(int job, int tour, int i) {
        room[0] = job;
        System.arraycopy(tours.jobs[tour], i, room, 1, tours.size[tour] - i);
        return room;
    }
}
