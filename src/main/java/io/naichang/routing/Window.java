package io.naichang.routing;

/// A time in which something may start, in seconds since the problem's origin, both ends included.
public record Window(int from, int to) {
    public Window {
        if (to < from) {
            throw new IllegalArgumentException("a window closes at " + to + " before it opens at " + from);
        }
    }

    boolean contains(int time) {
        return from <= time && time <= to;
    }
}
