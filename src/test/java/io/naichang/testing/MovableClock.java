package io.naichang.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The clock of the application under test: the machine's, moved as a test wishes. Inject it, move it, and `reset()`
/// it afterwards. PostgreSQL and the check of a token's expiry go by the machine's clock.
@Alternative
@Priority(1)
@ApplicationScoped
public class MovableClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    /// Moves the clock; a negative duration moves it back.
    public void move(Duration by) {
        offset = offset.plus(by);
    }

    /// Lets the clock agree with the machine's again.
    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the application's clock is UTC");
    }
}
