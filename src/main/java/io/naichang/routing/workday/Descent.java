package io.naichang.routing.workday;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Local search: from a draft down to where no change around a job and one of its nearest makes it cheaper.
final class Descent {
    /// So many of its nearest are tried as neighbours of a job.
    private static final int NEAR = 25;
    /// No descent needs nearly as many rounds; nobody could cancel one that does not end.
    private static final int MOST_ROUNDS = 1_000;

    private final Tours tours;
    private final RandomGenerator chance;
    private final Exchanges exchanges;
    private final CrewStarts crews;
    private final int[] order;
    private final int[][] near;
    /// After which move each job was looked at last.
    private final int[] looked;

    Descent(Tours tours, RandomGenerator chance) {
        this.tours = tours;
        this.chance = chance;
        exchanges = new Exchanges(tours);
        crews = new CrewStarts(tours);
        order = new int[tours.rank.length];
        Arrays.setAll(order, job -> job);
        near = Arrays.stream(tours.day.near)
                .map(all -> Arrays.copyOf(all, Math.min(NEAR, all.length)))
                .toArray(int[][]::new);
        looked = new int[order.length];
    }

    /// Goes down from what the tours hold.
    void run() {
        Arrays.fill(looked, -1);
        for (int i = order.length - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            int one = order[i];
            order[i] = order[other];
            order[other] = one;
        }
        int before = -1;
        for (int round = 0; round < MOST_ROUNDS && before != tours.moves; round++) {
            before = tours.moves;
            for (int job : order) {
                look(job, round > 0);
            }
            for (int job : tours.day.crews) {
                crews.improve(job);
            }
        }
    }

    private void look(int job, boolean offersEmpty) {
        int last = looked[job];
        looked[job] = tours.moves;
        boolean changed = tours.changed[tours.tourOf[job]] > last;
        for (int other : near[job]) {
            if (changed || tours.changed[tours.tourOf[other]] > last) {
                changed |= exchanges.beside(job, other);
            }
        }
        for (int tour = 0; offersEmpty && tour < tours.count; tour++) {
            if (tours.size[tour] == 0 && isChanged(tours.tourOf[job], tour, last) && exchanges.alone(job, tour)) {
                return;
            }
        }
    }

    private boolean isChanged(int one, int two, int since) {
        return Math.max(tours.changed[one], tours.changed[two]) > since;
    }
}
