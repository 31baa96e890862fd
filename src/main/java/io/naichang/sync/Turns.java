package io.naichang.sync;

import io.naichang.platform.Exchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// So many places, given out in the order in which they were asked for. Who hangs up while he waits leaves the queue.
final class Turns {
    /// One who waits; true is a place, false is none.
    private static final class Waiting {
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    }

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Exchange exchange;
    private int free;

    Turns(int places, Exchange exchange) {
        this.free = places;
        this.exchange = exchange;
    }

    /// Waits for a place at most until [System#nanoTime] is `deadline`; false if none came, or if nobody waits for it
    /// any more.
    boolean take(long deadline) {
        Waiting mine = ask();
        if (!mine.answer.isDone()) {
            exchange.whenOver(() -> giveUp(mine));
        }
        try {
            return mine.answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return !giveUp(mine);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            if (!giveUp(mine)) {
                release();
            }
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        }
    }

    private synchronized Waiting ask() {
        Waiting mine = new Waiting();
        if (free > 0) {
            free--;
            mine.answer.complete(true);
        } else {
            queue.add(mine);
        }
        return mine;
    }

    /// False if the place was given just before.
    private synchronized boolean giveUp(Waiting mine) {
        queue.remove(mine);
        return mine.answer.complete(false) || !mine.answer.join();
    }

    synchronized void release() {
        Waiting next = queue.poll();
        if (next == null) {
            free++;
        } else {
            next.answer.complete(true);
        }
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized int free() {
        return free;
    }
}
