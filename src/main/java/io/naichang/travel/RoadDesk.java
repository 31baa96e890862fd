package io.naichang.travel;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks the road service block by block, remembers what it says, and leaves it alone for a while when it failed.
final class RoadDesk {
    private static final Logger LOG = Logger.getLogger(RoadDesk.class);

    private final RoadService service;
    private final RoadCache cache;
    private final TravelConfig config;
    private final Clock clock;
    private final AtomicReference<Instant> restingUntil = new AtomicReference<>(Instant.MIN);
    /// A service may be too slow for somebody who waits, and good enough for a plan.
    private final AtomicReference<Instant> unhurriedUntil = new AtomicReference<>(Instant.MIN);

    RoadDesk(RoadService service, RoadCache cache, TravelConfig config, Clock clock) {
        this.service = service;
        this.cache = cache;
        this.config = config;
        this.clock = clock;
    }

    /// Ways from each source to each target.
    record Block(List<Position> sources, List<Position> targets) {
        Block {
            sources = List.copyOf(sources);
            targets = List.copyOf(targets);
        }
    }

    String name() {
        return service.name();
    }

    @Nullable
    Road find(Position from, Position to) {
        RoadCache.Known known = cache.find(from, to);
        return known == null ? null : known.road();
    }

    /// When the service told this way; null if it is not remembered.
    @Nullable
    Instant told(Position from, Position to) {
        RoadCache.Known known = cache.find(from, to);
        return known == null ? null : known.told();
    }

    /// Remembers a way for as long as if it had been told at that time.
    void keep(Position from, Position to, Road road, Instant told) {
        cache.keep(from, to, road, told);
    }

    /// Asks for these in their order, as many as can be had in time.
    ///
    /// @param within how long all of them may take
    /// @return why not all were answered, in the words of an operator; null if all were
    @Nullable
    String ask(Iterable<Block> blocks, Duration within) {
        boolean hurried = within.compareTo(config.timeout()) < 0;
        Patience patience = Patience.of(config.timeout(), within);
        boolean answered = false;
        for (Block each : blocks) {
            Instant now = clock.instant();
            boolean rests = now.isBefore(restingUntil.get()) || (hurried && now.isBefore(unhurriedUntil.get()));
            if (rests) {
                return "rests since it failed";
            }
            if (patience.isOver()) {
                return "was not done within " + within;
            }
            try {
                ask(each, patience);
                answered = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "was interrupted";
            } catch (IOException e) {
                // It answers, only not as much as was asked of it: the next one who asks has time of his own.
                if (answered && patience.isOver()) {
                    return "was not done within " + within;
                }
                (hurried ? unhurriedUntil : restingUntil).set(clock.instant().plus(config.rest()));
                LOG.warnf("%s %s; travel times are estimated for %s", service.name(), e.getMessage(), config.rest());
                return String.valueOf(e.getMessage());
            }
        }
        return null;
    }

    private void ask(Block block, Patience patience) throws IOException, InterruptedException {
        Road[][] answer = service.ask(block.sources(), block.targets(), patience);
        Instant told = clock.instant();
        for (int from = 0; from < answer.length; from++) {
            for (int to = 0; to < answer[from].length; to++) {
                Position source = block.sources().get(from);
                Position target = block.targets().get(to);
                if (!source.equals(target)) {
                    cache.keep(source, target, answer[from][to], told);
                }
            }
        }
    }
}
