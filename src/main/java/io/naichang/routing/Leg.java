package io.naichang.routing;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way from one place to the next, by a depot or with a pause where there is one.
final class Leg {
    private Leg() {}

    /// When who leaves `from` at `departure` is at `to`, by the depot if there is one.
    static int arrival(Model model, int from, int depot, int to, int departure) {
        if (depot < 0) {
            return departure + model.ways.seconds(from, to, departure);
        }
        int there = departure + model.ways.seconds(from, model.stocks.depotPlace[depot], departure);
        int leave = there + model.stocks.depotService[depot];
        return leave + model.ways.seconds(model.stocks.depotPlace[depot], to, leave);
    }

    /// The fewest seconds of that way.
    static int shortest(Model model, int from, int depot, int to) {
        if (to == Tour.ANYWHERE) {
            return 0;
        }
        if (depot < 0) {
            return model.ways.shortest(from, to);
        }
        int place = model.stocks.depotPlace[depot];
        return model.ways.shortest(from, place) + model.stocks.depotService[depot] + model.ways.shortest(place, to);
    }

    /// The fewest points of that way.
    static int leastPoints(Model model, int from, int depot, int to) {
        if (to == Tour.ANYWHERE) {
            return 0;
        }
        if (depot < 0) {
            return model.ways.leastPoints(from, to);
        }
        int place = model.stocks.depotPlace[depot];
        return model.ways.leastPoints(from, place) + model.ways.leastPoints(place, to);
    }

    /// The arrival with a pause on the way: on arrival, or before the drive, whichever is earlier.
    static int paused(@Nullable Pause pause, int departure, int straight, IntUnaryOperator reach) {
        if (pause == null || departure >= Model.NEVER) {
            return Model.NEVER;
        }
        int best = straight <= pause.latest() ? Math.max(straight, pause.earliest()) + pause.length() : Model.NEVER;
        if (departure <= pause.latest() && best >= Model.NEVER) {
            best = Math.min(Model.NEVER, reach.applyAsInt(Math.max(departure, pause.earliest()) + pause.length()));
        }
        return best;
    }

    /// The latest departure from which, resting on the way, one is there by then.
    static int latestPaused(Pause pause, int seconds, int by) {
        int onArrival = Math.min(pause.latest(), by - pause.length());
        int before = Math.min(pause.latest(), by - pause.length() - seconds);
        int latest = onArrival >= pause.earliest() ? onArrival - seconds : -Model.NEVER;
        return before >= pause.earliest() ? Math.max(latest, before) : latest;
    }
}
