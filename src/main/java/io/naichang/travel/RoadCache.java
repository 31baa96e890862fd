package io.naichang.travel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ways that were asked for lately; the ones that nobody wanted for longest make room. Roads belong to no tenant.
final class RoadCache {
    private record Way(Position from, Position to) {}

    /// @param told when the service said so
    record Known(Road road, Instant told) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Way, Known> ways;
    private final Duration life;
    private final Clock clock;

    RoadCache(int size, Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
        ways = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Way, Known> eldest) {
                return size() > size;
            }
        };
    }

    @Nullable
    Known find(Position from, Position to) {
        lock.lock();
        try {
            Known known = ways.get(new Way(from, to));
            return known == null || known.told().plus(life).isBefore(clock.instant()) ? null : known;
        } finally {
            lock.unlock();
        }
    }

    void keep(Position from, Position to, Road road, Instant told) {
        lock.lock();
        try {
            ways.put(new Way(from, to), new Known(road, told));
        } finally {
            lock.unlock();
        }
    }
}
