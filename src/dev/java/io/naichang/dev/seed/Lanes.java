package io.naichang.dev.seed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// A few requests at a time: enough to keep two cores busy, too few to be a storm.
final class Lanes {
    private static final int LANES = 6;

    private Lanes() {}

    /// Does the task for each, in about this order; the first failure ends it.
    static <T> void each(Collection<T> all, Consumer<T> task) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(all);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(executor.submit(() -> drain(queue, task)));
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making demo data", stop);
        }
    }

    private static <T> void drain(Queue<T> queue, Consumer<T> task) {
        try {
            for (T next = queue.poll(); next != null; next = queue.poll()) {
                task.accept(next);
            }
        } catch (RuntimeException failure) {
            queue.clear();
            throw failure;
        }
    }
}
