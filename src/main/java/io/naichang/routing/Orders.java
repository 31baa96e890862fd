package io.naichang.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The orders in which visits are put back: by chance those that are hard to place first, each time by another measure.
final class Orders {
    /// How many of the orders by chance are each of the measures (after Christiaens and Vanden Berghe, 2020, and the
    /// widths and ends of windows).
    private static final int MEASURES = 17;
    /// So many more put first whom few can do, where not all can do all: what few could do would find them booked.
    private static final int SCARCE = 12;

    private final Model model;
    private final Chance chance;
    private final long[] keys;
    private final int[] size;
    private final int[] distance;
    /// How many tours may have each visit, time on call not counted: an emergency could be had by all of them, and is
    /// not put off for that.
    private final int[] able;
    private final int ways;

    Orders(Model model, Neighbours neighbours, Chance chance) {
        this.model = model;
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
            able[s] = able(s);
        }
        long kinds = IntStream.range(0, model.stops)
                .filter(stop -> !model.held[stop])
                .map(stop -> able[stop])
                .distinct()
                .count();
        ways = kinds > 1 ? MEASURES + SCARCE : MEASURES;
    }

    private int able(int stop) {
        byte[] suits = model.suits.row(stop);
        return (int) IntStream.range(0, model.tours)
                .filter(tour ->
                        suits[tour] != Suitability.NO && !model.tour(tour).isOvertime())
                .count();
    }

    /// Sorts the first so many of these.
    void sort(int[] stops, int count) {
        int way = chance.below(ways);
        for (int i = 0; i < count; i++) {
            keys[i] = key(stops[i], way) * model.stops + stops[i];
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            stops[i] = (int) Math.floorMod(keys[i], (long) model.stops);
        }
    }

    private long key(int stop, int way) {
        if (way < 4) {
            return chance.below(1 << 30);
        } else if (way < 8) {
            return -size[stop];
        } else if (way < 10) {
            return -distance[stop];
        } else if (way < 11) {
            return distance[stop];
        } else if (way < 13) {
            return width(stop);
        } else if (way < 15) {
            return model.firstOpens[stop];
        } else if (way < MEASURES) {
            return -model.lastCloses[stop];
        }
        return ((long) able[stop] << 12) + chance.below(1 << 12);
    }

    private long width(int stop) {
        long sum = 0;
        for (int w = 0; w < model.opens[stop].length; w++) {
            sum += model.closes[stop][w] - model.opens[stop][w];
        }
        return sum;
    }
}
