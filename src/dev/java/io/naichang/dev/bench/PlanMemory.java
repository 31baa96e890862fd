package io.naichang.dev.bench;

import io.naichang.routing.Engine;
import io.naichang.routing.Limits;
import io.naichang.routing.Problem;
import io.naichang.routing.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// What planning the largest day needs: a JVM of its own with a heap of 512 MiB, and what lives in it when the search
/// ends, after a collection, with everything that the search holds.
final class PlanMemory {
    private static final double MEBIBYTE = 1 << 20;

    private PlanMemory() {}

    /// The child's one line; that it ends well says that the heap was enough.
    static String measured(int seconds) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanMemory.class.getName(),
                        Integer.toString(seconds))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException("Planning in 512 MiB failed: " + said);
        }
        return said.strip();
    }

    public static void main(String[] words) {
        int seconds = Integer.parseInt(words[0]);
        Problem problem = FieldDays.all().getLast().problem();
        double[] live = new double[1];
        Progress atTheEnd = (points, out, rounds, milliseconds) -> {
            if (milliseconds >= 1_000L * seconds) {
                System.gc();
                Runtime heap = Runtime.getRuntime();
                live[0] = (heap.totalMemory() - heap.freeMemory()) / MEBIBYTE;
            }
        };
        new Engine(Trials::nanos)
                .solve(problem, Limits.time(Duration.ofSeconds(seconds), Trials.FIRST), atTheEnd, () -> false);
        System.out.printf(Locale.ROOT, "%.0f MiB", live[0]);
    }
}
