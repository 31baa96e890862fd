package io.naichang.sync;

import io.vertx.core.Vertx;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The body of a call as it comes from a phone, which while it is hurried must send so many bytes in so much time, or
/// is given up as soon as somebody else needs what it occupies. Only the time counts in which we wait for the phone,
/// not that in which it waits for us.
///
/// To be read by one thread, a virtual one: waiting is ended by an interrupt.
final class HurriedBody extends FilterInputStream {
    /// What must come before patience ends, and again each time that it has come.
    static final int BYTES = 64 << 10;
    /// How often we look whether somebody needs what a slow phone occupies.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// The phone was too slow; nothing more is read.
    static final class GivenUp extends IOException {
        GivenUp() {
            super("the body came too slowly for those who wait");
        }
    }

    private final Vertx vertx;
    private final long patience;
    /// Whether somebody waits, while the phone is hurried.
    private @Nullable BooleanSupplier needed;

    private @Nullable Thread reader;
    private long alarm;
    private long begun;
    private long came;
    private long waited;
    private boolean struck;

    HurriedBody(InputStream phone, Vertx vertx, Duration patience) {
        super(phone);
        this.vertx = vertx;
        this.patience = patience.toNanos();
    }

    /// Until [#relax()].
    ///
    /// @param needed whether somebody else could use what this call occupies; asked on an event loop
    synchronized void hurry(BooleanSupplier needed) {
        this.needed = needed;
        came = 0;
        waited = 0;
        lookIn(patience);
    }

    synchronized void relax() {
        needed = null;
        vertx.cancelTimer(alarm);
    }

    private void lookIn(long nanos) {
        alarm = vertx.setTimer(Math.max(1, nanos / 1_000_000), this::look);
    }

    private synchronized void look(long due) {
        if (needed == null || due != alarm) {
            return;
        }
        long left = patience - waited - (reader == null ? 0 : System.nanoTime() - begun);
        if (left > 0) {
            lookIn(left);
        } else if (!needed.getAsBoolean()) {
            lookIn(Math.min(patience, LOOK.toNanos()));
        } else {
            struck = true;
            if (reader != null) {
                reader.interrupt();
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begin();
        try {
            int count = in.read(buffer, offset, length);
            came(count);
            return count;
        } catch (InterruptedIOException e) {
            throw isStruck() ? new GivenUp() : e;
        } finally {
            end();
        }
    }

    private synchronized void begin() throws GivenUp {
        if (struck) {
            throw new GivenUp();
        }
        reader = Thread.currentThread();
        begun = System.nanoTime();
    }

    private synchronized void came(int count) {
        came += Math.max(0, count);
        if (came >= BYTES) {
            came = 0;
            waited = 0;
            begun = System.nanoTime();
        }
    }

    private synchronized boolean isStruck() {
        return struck;
    }

    private synchronized void end() {
        reader = null;
        waited += System.nanoTime() - begun;
        if (struck) {
            // Whether it was heard or came a moment too late.
            Thread.interrupted();
        }
    }
}
