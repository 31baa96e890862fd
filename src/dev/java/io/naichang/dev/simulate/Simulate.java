package io.naichang.dev.simulate;

import io.naichang.dev.CannotStart;
import io.naichang.dev.RunFolder;
import io.naichang.dev.Server;
import java.io.IOException;
import java.net.URI;
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
    private static final int LONGEST_LINE = 400;

    private final Settings settings;

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
            List<String> admins = settings.admins();
            return play(new Theatre(
                    settings,
                    new Http(URI.create(url.get())),
                    Earthquake.none(),
                    seed -> admins.get((int) ((seed - settings.first()) % admins.size())),
                    password));
        }
        RunFolder folder = RunFolder.make("naichang-simulate-");
        System.out.println("Starting a server of its own …");
        boolean kept;
        Path data = folder.path().resolve("data");
        try (Server server = Server.start(new Server.Choices(0, data, true, false))) {
            Tenants tenants = new Tenants(server, PASSWORD);
            kept = play(new Theatre(
                    settings, new Http(server.base()), Earthquake.of(server, folder.path()), tenants::add, PASSWORD));
        }
        if (kept) {
            folder.delete();
        }
        return kept;
    }

    private boolean play(Theatre theatre) throws InterruptedException {
        long began = System.nanoTime();
        int broken = 0;
        try (ExecutorService lanes = Executors.newFixedThreadPool(settings.lanes())) {
            List<Future<Integer>> played = new ArrayList<>();
            for (int lane = 0; lane < settings.lanes(); lane++) {
                long first = settings.first() + lane;
                played.add(lanes.submit(() -> lane(theatre, first)));
            }
            for (Future<Integer> each : played) {
                broken += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator itself has failed", e.getCause());
        }
        long seeds = settings.last() - settings.first() + 1;
        say(seeds + " seeds of " + settings.devices() + " devices and " + settings.days() + " days in "
                + seconds(began) + " s: "
                + (broken == 0 ? "every promise was kept" : broken + " with a broken promise"));
        return broken == 0;
    }

    /// One seed after the other, so that no two are ever in one tenant at a time.
    private int lane(Theatre theatre, long first) {
        int broken = 0;
        for (long seed = first; seed <= settings.last(); seed += settings.lanes()) {
            broken += play(theatre, seed) ? 0 : 1;
        }
        return broken;
    }

    private boolean play(Theatre theatre, long seed) {
        long began = System.nanoTime();
        Play play = theatre.play(seed, settings.script(seed));
        Optional<Broken> broken = play.broken();
        if (broken.isEmpty()) {
            say("seed " + seed + ": kept; " + play.sum() + ", " + (System.nanoTime() - began) / 1_000_000 + " ms");
            return true;
        }
        say("seed " + seed + ": BROKEN " + broken.get().promise() + "\n"
                + broken.get().getMessage() + "\nAgain: " + settings.replay(seed));
        explain(theatre, seed, play, broken.get());
        return false;
    }

    private void explain(Theatre theatre, long seed, Play play, Broken broken) {
        long began = System.nanoTime();
        Shrink shrink = new Shrink(script -> theatre.play(seed, script), play, broken.promise(), settings.shrink());
        Play least = shrink.least().orElse(play);
        int steps = least.script().steps().size();
        String found = least == play
                ? "No shorter history of seed " + seed + " was found"
                : "Minimal history of seed " + seed + ": " + steps + " of "
                        + play.script().steps().size() + " steps";
        List<String> events = least.history().stream()
                .map(each -> each.length() > LONGEST_LINE ? each.substring(0, LONGEST_LINE) + "…" : each)
                .toList();
        int from = Math.max(0, events.size() - MOST_LINES);
        say(found + " (" + shrink.plays() + " plays, " + seconds(began) + " s)\n"
                + least.broken().map(Broken::getMessage).orElse("") + "\n"
                + (from > 0 ? "  … and " + from + " earlier events\n" : "")
                + String.join("\n", events.subList(from, events.size()))
                + (least == play ? "" : "\nAgain: " + settings.replay(seed, least.script())));
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static synchronized void say(String words) {
        System.out.println(words);
    }
}
