package io.naichang.dev.simulate;

import io.naichang.dev.CannotStart;
import io.naichang.dev.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `naichang simulate [--devices N] [--days D] [--seed S | --seeds A-B] [--url URL --admin NAME]`: plays seeds against
/// a
/// server and ends with 0 only if every promise was kept in every one.
public final class Simulate {
    private static final String PASSWORD = "simulated-naichang";
    private static final int MOST_LINES = 120;

    private final Settings settings;
    private final String run = Long.toString(System.nanoTime() & 0xfffffff, 36);

    private Simulate(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] words) throws Exception {
        boolean kept;
        try {
            kept = new Simulate(Settings.of(words)).run();
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            kept = false;
        }
        System.exit(kept ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Optional<String> url = settings.url();
        if (url.isPresent()) {
            String password = Optional.ofNullable(System.getenv("NAICHANG_ADMIN_PASSWORD"))
                    .orElseThrow(() -> new CannotStart("NAICHANG_ADMIN_PASSWORD must hold the password of --admin"));
            Http http = new Http(URI.create(url.get()));
            return play(
                    http,
                    new Earthquake(Optional.empty()),
                    seed -> settings.admins().get((int)
                            ((seed - settings.first()) % settings.admins().size())),
                    password);
        }
        Path data = Files.createTempDirectory("naichang-simulate-");
        System.out.println("Starting a server of its own …");
        try (Server server = Server.start(new Server.Choices(0, data, true, false))) {
            Tenants tenants = new Tenants(server, PASSWORD);
            return play(new Http(server.base()), new Earthquake(Optional.of(server)), tenants::add, PASSWORD);
        }
    }

    /// Who founds the company of a seed.
    private interface Admins {
        String of(long seed);
    }

    private boolean play(Http http, Earthquake earthquake, Admins admins, String password) throws InterruptedException {
        long began = System.nanoTime();
        int broken = 0;
        try (ExecutorService lanes = Executors.newFixedThreadPool(settings.lanes())) {
            List<Future<Integer>> played = new ArrayList<>();
            for (int lane = 0; lane < settings.lanes(); lane++) {
                long first = settings.first() + lane;
                played.add(lanes.submit(() -> lane(http, earthquake, admins, password, first)));
            }
            for (Future<Integer> each : played) {
                broken += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator itself has failed", e.getCause());
        }
        long seeds = settings.last() - settings.first() + 1;
        say(seeds + " seeds of " + settings.devices() + " devices and " + settings.days() + " days in "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s: "
                + (broken == 0 ? "every promise was kept" : broken + " with a broken promise"));
        return broken == 0;
    }

    /// One seed after the other, so that no two are ever in one tenant at a time.
    private int lane(Http http, Earthquake earthquake, Admins admins, String password, long first) {
        int broken = 0;
        for (long seed = first; seed <= settings.last(); seed += settings.lanes()) {
            broken += play(new Scene(http, new Calendar(settings.days()), earthquake), admins.of(seed), password, seed)
                    ? 0
                    : 1;
        }
        return broken;
    }

    private boolean play(Scene scene, String admin, String password, long seed) {
        long began = System.nanoTime();
        Person founder = Person.atDesk(scene.http(), admin, password, scene::isShaken);
        try {
            World world = new World(settings, seed, run, scene, founder, password);
            world.live();
            say("seed " + seed + ": kept; " + world.sum() + ", "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            return true;
        } catch (Broken broken) {
            explain(scene, seed, broken);
            return false;
        }
    }

    private void explain(Scene scene, long seed, Broken broken) {
        List<String> events = scene.journal().about(broken.rows());
        int from = Math.max(0, events.size() - MOST_LINES);
        say("seed " + seed + ": BROKEN " + broken.promise() + "\n" + broken.getMessage() + "\n"
                + (from > 0 ? "  … and " + from + " earlier events\n" : "")
                + String.join("\n", events.subList(from, events.size())) + "\nAgain: " + settings.replay(seed));
    }

    private static synchronized void say(String words) {
        System.out.println(words);
    }
}
