package io.naichang.dev.bench;

import io.naichang.dev.Arguments;
import io.naichang.dev.CannotStart;
import io.naichang.dev.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `naichang bench`: the sync rows of the design's quality page, on a server of its own.
public final class Bench {
    private Bench() {}

    public static void main(String[] words) throws Exception {
        try {
            Arguments.of(words.length > 0 && words[0].equals("sync") ? new String[0] : words, List.of(), List.of());
            Path data = Files.createTempDirectory("naichang-bench-");
            try (Server server = Server.start(new Server.Choices(0, data, true, false))) {
                print(new SyncBench(server).run());
            }
            System.exit(0);
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
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
