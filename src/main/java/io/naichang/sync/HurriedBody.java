package io.naichang.sync;

import io.naichang.platform.Problem;
import io.vertx.core.Vertx;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/// The body of a call as it comes from a phone, which while it is hurried must send so many bytes in so much time. Only
/// the time counts in which we wait for the phone, not that in which it waits for us.
///
/// To be read by one thread, a virtual one: waiting is ended by an interrupt.
final class HurriedBody extends FilterInputStream {
    /// What must come before patience ends, and again each time that it has come.
    static final int BYTES = 64 << 10;

    private final Vertx vertx;
    private final long patience;
    private boolean hurried;
    private long came;
    private long waited;

    HurriedBody(InputStream phone, Vertx vertx, Duration patience) {
        super(phone);
        this.vertx = vertx;
        this.patience = patience.toNanos();
    }

    /// Until [#relax()], since somebody else could use what this call occupies.
    void hurry() {
        hurried = true;
        came = 0;
        waited = 0;
    }

    void relax() {
        hurried = false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!hurried) {
            return in.read(buffer, offset, length);
        }
        long begun = System.nanoTime();
        int count = new Waiting().read(buffer, offset, length);
        waited += System.nanoTime() - begun;
        came += Math.max(0, count);
        if (came >= BYTES) {
            hurry();
        } else if (count > 0 && waited > patience) {
            throw tooSlow();
        }
        return count;
    }

    private static Problem tooSlow() {
        return Problem.of(408, "too-slow", "The file came too slowly; upload it to the store by a plan.");
    }

    /// One read, which an alarm may end. It never strikes later.
    private final class Waiting {
        private final Thread reader = Thread.currentThread();
        private boolean over;
        private boolean alarmed;

        private int read(byte[] buffer, int offset, int length) throws IOException {
            long alarm = vertx.setTimer(Math.max(1, (patience - waited) / 1_000_000), due -> strike());
            try {
                return in.read(buffer, offset, length);
            } catch (InterruptedIOException e) {
                if (end()) {
                    throw tooSlow();
                }
                throw e;
            } finally {
                vertx.cancelTimer(alarm);
                if (end()) {
                    // Whether it was heard or came a moment too late.
                    Thread.interrupted();
                }
            }
        }

        private synchronized void strike() {
            if (!over) {
                alarmed = true;
                reader.interrupt();
            }
        }

        private synchronized boolean end() {
            over = true;
            return alarmed;
        }
    }
}
