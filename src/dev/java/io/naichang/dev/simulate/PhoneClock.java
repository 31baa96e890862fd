package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// The clocks of a phone: one that its owner sets as he likes, one that counts from its start.
final class PhoneClock {
    private final Calendar calendar;
    private Instant started;
    private int boots = 1;
    private Duration wrong = Duration.ZERO;

    PhoneClock(Calendar calendar) {
        this.calendar = calendar;
        started = calendar.now().minus(Duration.ofMinutes(7));
    }

    Instant wall() {
        return calendar.now().plus(wrong);
    }

    /// Sets the wall clock wrong.
    void jump(Duration by) {
        wrong = by;
    }

    Duration wrong() {
        return wrong;
    }

    void restart() {
        boots++;
        started = calendar.now();
    }

    ObjectNode reading() {
        return Http.object().put("wall", wall().toString()).put("mono", mono()).put("boot", boot());
    }

    /// Says in a mutation when it was made.
    void stamp(ObjectNode mutation) {
        mutation.put("at", wall().toString()).put("mono", mono()).put("boot", boot());
    }

    private String boot() {
        return "b" + boots;
    }

    private long mono() {
        return Duration.between(started, calendar.now()).toMillis();
    }
}
