package io.naichang.dev.simulate;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/// Plays scripts against one server, each with a company of its own.
final class Theatre {
    private final Settings settings;
    private final Http http;
    private final Earthquake earthquake;
    private final LongFunction<String> admins;
    private final String password;
    private final String run = Long.toString(System.nanoTime() & 0xfffffff, 36);
    private final AtomicInteger plays = new AtomicInteger();

    /// @param admins who founds the company of a seed
    Theatre(Settings settings, Http http, Earthquake earthquake, LongFunction<String> admins, String password) {
        this.settings = settings;
        this.http = http;
        this.earthquake = earthquake;
        this.admins = admins;
        this.password = password;
    }

    Play play(long seed, Script script) {
        Scene scene = new Scene(http, new Calendar(settings.days()), earthquake);
        Person founder = Person.atDesk(http, admins.apply(seed), password, scene::isShaken);
        try {
            World world =
                    new World(settings, script, seed, run + "x" + plays.incrementAndGet(), scene, founder, password);
            world.live();
            return new Play(script, scene, Optional.empty(), world.sum());
        } catch (Broken broken) {
            return new Play(script, scene, Optional.of(broken), "");
        }
    }
}
