package io.naichang.routing;

import java.util.Arrays;

/// The orders in which visits are put back: by chance those that are hard to place first, each time by another measure.
final class Orders {
    /// Later than any time.
    private static final long NEVER_TOLD = 1L << 40;

    private final Model model;
    private final Chance chance;
    private final long[] keys;
    private final int[] size;
    private final int[] distance;
    private final int[] able;
    private final Manner manner;

    Orders(Model model, Neighbours neighbours, Chance chance, Manner manner) {
        this.model = model;
        this.manner = manner;
        this.chance = chance;
        keys = new long[model.stops];
        size = new int[model.stops];
        distance = new int[model.stops];
        able = new int[model.stops];
        for (int s = 0; s < model.stops; s++) {
            int parts = Arrays.stream(model.stocks.quantity[s]).sum();
            size[s] = parts > 0 ? parts : model.duration[s];
            distance[s] = model.tours == 0
                    ? 0
                    : model.ways.shortest(model.startPlace[neighbours.homes[s][0]], model.place[s]);
            able[s] = model.suits.able(s);
        }
    }

    /// Sorts the first so many of these.
    void sort(int[] stops, int count) {
        Order first = manner.order(chance);
        for (int i = 0; i < count; i++) {
            keys[i] = key(stops[i], first) * model.stops + stops[i];
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            stops[i] = (int) Math.floorMod(keys[i], (long) model.stops);
        }
    }

    private long key(int stop, Order first) {
        return switch (first) {
            case CHANCE -> chance.below(1 << 30);
            case LARGE -> -size[stop];
            case FAR -> -distance[stop];
            case NEAR -> distance[stop];
            case NARROW -> width(stop);
            case OPENS_FIRST -> model.firstOpens[stop];
            case CLOSES_LAST -> -model.lastCloses[stop];
            case TOLD ->
                model.stop(stop).promise() == null ? NEVER_TOLD + chance.below(1 << 30) : model.promiseTo[stop];
            case SCARCE -> ((long) able[stop] << 12) + chance.below(1 << 12);
        };
    }

    private long width(int stop) {
        long sum = 0;
        for (int w = 0; w < model.opens[stop].length; w++) {
            sum += model.closes[stop][w] - model.opens[stop][w];
        }
        return sum;
    }
}
