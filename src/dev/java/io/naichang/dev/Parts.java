package io.naichang.dev;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started, to be stopped in reverse order. A signal may close it from another thread while the next part is
/// still being started; that part then ends at once, so that no order of events leaves a process behind.
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        stop(part);
        throw new CannotStart("Stopped while starting");
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (this) {
                closed = true;
                next = started.poll();
            }
            if (next == null) {
                return;
            }
            stop(next);
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            // The others must still be stopped; whatever this one left is removed by the next start.
            System.err.println("While stopping " + part.getClass().getSimpleName() + ": " + failure.getMessage());
        }
    }
}
