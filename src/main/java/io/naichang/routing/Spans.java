package io.naichang.routing;

import java.util.Arrays;

/// How long a tour takes at least, joined from its beginning, one visit and its end in O(1) (after Vidal and others,
/// 2013).
///
/// A span is its least duration and the earliest and latest departures that reach it. Valid for one window a visit and
/// constant travel, and only where the times are feasible.
final class Spans {
    private int[] values = new int[0];

    /// Takes over the beginnings of so many calls.
    void become(Spans other, int calls) {
        if (values.length < 6 * (calls + 1)) {
            values = new int[6 * (calls + 8)];
        }
        System.arraycopy(other.values, 0, values, 0, 6 * (calls + 1));
    }

    /// Fills the spans of all beginnings and ends of a feasible route, those of the first `known` beginnings being
    /// known; answers the length of the whole.
    int fill(Model model, Route route, int known) {
        int size = route.size;
        if (values.length < 6 * (size + 1)) {
            values = Arrays.copyOf(values, 6 * (size + 8));
        }
        int[] out = model.ways.out;
        int places = model.ways.places;
        set(0, 0, model.from[route.tour], model.limit[route.tour]);
        for (int i = known; i < size; i++) {
            int way = out[route.place[i] * places + route.place[i + 1]];
            int open = route.at[i] == Model.FREE ? model.firstOpens[route.stop[i]] : route.at[i];
            int close = route.at[i] == Model.FREE ? model.firstCloses[route.stop[i]] : route.at[i];
            join(6 * i, way, model.duration[route.stop[i]], open, close, 6 * (i + 1));
        }
        set(6 * size + 3, 0, model.from[route.tour], model.limit[route.tour]);
        for (int i = size - 1; i >= 0; i--) {
            int to = route.place[i + 2];
            int way = to == Tour.ANYWHERE ? 0 : out[route.place[i + 1] * places + to];
            int open = route.at[i] == Model.FREE ? model.firstOpens[route.stop[i]] : route.at[i];
            int close = route.at[i] == Model.FREE ? model.firstCloses[route.stop[i]] : route.at[i];
            int after = 6 * (i + 1) + 3;
            int duration = model.duration[route.stop[i]];
            int delta = duration + way;
            int wait = Math.max(0, values[after + 1] - delta - close);
            set(
                    6 * i + 3,
                    duration + values[after] + way + wait,
                    Math.max(values[after + 1] - delta, open) - wait,
                    Math.min(values[after + 2] - delta, close));
        }
        return values[3] + wayTo(model, route) + wait(0, 3, wayTo(model, route));
    }

    private static int wayTo(Model model, Route route) {
        return route.size == 0 ? 0 : model.ways.out[route.place[0] * model.ways.places + route.place[1]];
    }

    private int wait(int before, int after, int way) {
        return Math.max(0, values[after + 1] - values[before] - way - values[before + 2]);
    }

    /// The length with one more visit after `position` calls.
    int with(int position, int in, int duration, int open, int close, int on) {
        int before = 6 * position;
        int after = before + 3;
        int delta = values[before] + in;
        int wait = Math.max(0, open - delta - values[before + 2]);
        int long1 = values[before] + in + duration + wait;
        int last = Math.min(close - delta, values[before + 2]);
        int further = Math.max(0, values[after + 1] - long1 - on - last);
        return long1 + on + values[after] + further;
    }

    private void join(int before, int way, int duration, int open, int close, int into) {
        int delta = values[before] + way;
        int wait = Math.max(0, open - delta - values[before + 2]);
        set(
                into,
                values[before] + way + duration + wait,
                Math.max(open - delta, values[before + 1]) - wait,
                Math.min(close - delta, values[before + 2]));
    }

    private void set(int at, int duration, int earliest, int latest) {
        values[at] = duration;
        values[at + 1] = earliest;
        values[at + 2] = latest;
    }
}
