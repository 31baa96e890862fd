package io.naichang.dev.bench;

import io.naichang.dev.CannotStart;
import io.naichang.dev.Project;
import io.naichang.dev.RunFolder;
import io.naichang.dev.Server;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// `naichang bench [NAME…]`: the named benchmarks, or all of them.
public final class Bench {
    /// Each makes what it needs and prints its tables.
    private static final Map<String, Benchmark> ALL =
            new TreeMap<>(Map.of("sync", options -> sync(), "routes", Bench::routes, "board", options -> board()));

    @FunctionalInterface
    private interface Benchmark {
        void run(List<String> options) throws Exception;
    }

    private Bench() {}

    public static void main(String[] words) throws Exception {
        try {
            List<String> names = Arrays.stream(words)
                    .takeWhile(each -> !each.startsWith("--"))
                    .toList();
            List<String> options = List.of(words).subList(names.size(), words.length);
            List<String> wanted = names.isEmpty() ? List.copyOf(ALL.keySet()) : names;
            for (String each : wanted) {
                if (!ALL.containsKey(each)) {
                    throw new CannotStart("There is no benchmark '" + each + "'. Known are " + ALL.keySet());
                }
            }
            System.exit(allRun(wanted, options) ? 0 : 1);
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }

    /// One that cannot be run, for want of a browser perhaps, keeps no other from it.
    private static boolean allRun(List<String> wanted, List<String> options) {
        boolean all = true;
        for (String each : wanted) {
            try {
                ALL.get(each).run(options);
            } catch (CannotStart reason) {
                System.err.println(each + " cannot be measured: " + reason.getMessage());
                all = false;
            } catch (Exception failed) {
                failed.printStackTrace();
                all = false;
            }
        }
        return all;
    }

    /// `--seeds N`, `--quick` (a tenth of the seconds), `--data DIR` (where the instances are).
    private static void routes(List<String> options) throws Exception {
        int seeds = options.contains("--seeds") ? Integer.parseInt(after(options, "--seeds")) : 3;
        Path data = options.contains("--data")
                ? Path.of(after(options, "--data"))
                : Project.root().resolve("../shared/data/routing").normalize();
        new RoutesBench(seeds, options.contains("--quick"), data).run();
    }

    private static String after(List<String> options, String name) {
        int at = options.indexOf(name) + 1;
        if (at >= options.size()) {
            throw new CannotStart("After " + name + " a word is missing");
        }
        return options.get(at);
    }

    private static void sync() throws Exception {
        RunFolder folder = RunFolder.make("naichang-bench-");
        try (Server server = Server.start(new Server.Choices(0, folder.path(), true, false))) {
            print(new SyncBench(server).run());
        }
        folder.delete();
    }

    private static void board() throws Exception {
        RunFolder folder = RunFolder.make("naichang-bench-");
        try (Server server = Server.start(new Server.Choices(0, folder.path(), true, false))) {
            new BoardBench(server).run();
        }
        folder.delete();
    }

    private static void print(SyncBench.Report report) {
        System.out.println("| What | Naichang | Floor of the same run | Ratio | Target | |");
        System.out.println("|---|---|---|---|---|---|");
        report.results().forEach(each -> System.out.println(each.row()));
        System.out.println();
        System.out.println("| What | Measured | Target | |");
        System.out.println("|---|---|---|---|");
        report.loads().forEach(System.out::println);
        System.out.println();
        report.remarks().forEach(each -> System.out.println("- " + each));
        System.out.printf(
                Locale.ROOT,
                "- %d cores shared by server, PostgreSQL and load; Java %s.%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }
}
