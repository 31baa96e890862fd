package io.naichang.routing;

/// What the visits that are planned already leave to one that is tied to them.
final class TieBounds {
    private final State state;
    private final Model model;
    int low;
    int high;
    /// The visit whose absence makes it impossible, or -1.
    int missing;

    TieBounds(State state) {
        this.state = state;
        model = state.model;
    }

    /// Works out the bounds of the start; false if something that must come first is left out.
    boolean of(int stop) {
        low = -Model.NEVER;
        high = Model.NEVER;
        missing = -1;
        for (Ties.Link link : model.ties.of(stop)) {
            if (link.kind() != Tie.Kind.AFTER) {
                continue;
            }
            boolean planned = state.tourOf[link.other()] >= 0;
            if (link.later()) {
                if (!planned) {
                    missing = link.other();
                    return false;
                }
                low = Math.max(low, state.start(link.other()) + model.duration[link.other()] + link.gap());
            } else if (planned) {
                high = Math.min(high, state.start(link.other()) - link.gap() - model.duration[stop]);
            }
        }
        return low <= high;
    }

    /// Whether days and technicians of the tied visits let it be in this tour.
    boolean allows(int stop, int tour, boolean leads) {
        return refusal(stop, tour, leads) == null;
    }

    Ties.@org.jspecify.annotations.Nullable Link refusal(int stop, int tour, boolean leads) {
        for (Ties.Link link : model.ties.of(stop)) {
            int other = state.tourOf[link.other()];
            if (other < 0) {
                continue;
            }
            boolean fits = switch (link.kind()) {
                case AFTER -> true;
                case SAME_DAY -> model.tour(other).day() == model.tour(tour).day();
                case SAME_TECHNICIAN -> !leads || model.technician[other] == model.technician[tour];
                case OTHER_TECHNICIAN -> !works(link.other(), other, model.technician[tour]);
            };
            if (!fits) {
                return link;
            }
        }
        return null;
    }

    private boolean works(int stop, int lead, int technician) {
        if (model.technician[lead] == technician) {
            return true;
        }
        int[] others = state.crewOf[stop];
        if (others != null) {
            for (int tour : others) {
                if (model.technician[tour] == technician) {
                    return true;
                }
            }
        }
        return false;
    }
}
