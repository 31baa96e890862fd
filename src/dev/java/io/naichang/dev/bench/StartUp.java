package io.naichang.dev.bench;

import io.naichang.dev.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// From the start of the process to its first answer, with no migration pending: another node beside the one that runs.
final class StartUp {
    private static final int STARTS = 5;
    private static final double TARGET = 2;

    private StartUp() {}

    static String row(Server server) throws IOException {
        Path cache = Files.createTempDirectory("naichang-aot-").resolve("naichang.aot");
        try {
            server.startAnother(List.of("-XX:AOTCacheOutput=" + cache));
            double plain = seconds(server, List.of());
            double cached = seconds(server, List.of("-XX:AOTCache=" + cache));
            return Loads.row(
                    "start of the JVM to its first answer, with an AOT cache",
                    String.format(Locale.ROOT, "%.1f s (%.1f s without)", cached, plain),
                    "< 2 s",
                    cached < TARGET);
        } finally {
            Files.deleteIfExists(cache);
            Files.deleteIfExists(cache.getParent());
        }
    }

    private static double seconds(Server server, List<String> options) throws IOException {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Duration each = server.startAnother(options);
            taken.add(each.toMillis() / 1e3);
        }
        return Loads.quantile(taken, 0.5);
    }
}
