package io.naichang.sync;

import java.util.ArrayDeque;
import java.util.Deque;

/// What an answer occupies from before it is read until its phone has fetched it or has hung up. Whoever notices first
/// closes it; closing it again does nothing.
public final class Lease implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private boolean placed;
    private boolean closed;

    Lease() {}

    /// Occupies something more, which closing gives back.
    public void hold(Runnable release) {
        if (!add(release)) {
            release.run();
        }
    }

    private synchronized boolean add(Runnable release) {
        if (!closed) {
            releases.push(release);
        }
        return !closed;
    }

    /// All long pages of one answer share a place.
    void place(Runnable release) {
        placed = true;
        hold(release);
    }

    boolean hasPlace() {
        return placed;
    }

    /// Then nobody needs to know when it ends.
    synchronized boolean isEmpty() {
        return releases.isEmpty();
    }

    @Override
    public void close() {
        end().forEach(Runnable::run);
    }

    private synchronized Deque<Runnable> end() {
        closed = true;
        Deque<Runnable> all = new ArrayDeque<>(releases);
        releases.clear();
        return all;
    }
}
