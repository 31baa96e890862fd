package io.naichang.dev.bench;

import io.naichang.dev.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the application's heap holds, told by its own metrics.
final class Heap {
    private static final Pattern USED =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)$");
    private static final double MEBIBYTE = 1 << 20;

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    Heap(Server server) {
        this.server = server;
    }

    /// What lives, in MiB: the rest is collected first.
    double live() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return used();
    }

    private double used() throws IOException, InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(server.base().resolve("/q/metrics")).build();
        String metrics =
                client.send(question, HttpResponse.BodyHandlers.ofString()).body();
        return USED.matcher(metrics)
                        .results()
                        .map(MatchResult::group)
                        .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' '))))
                        .sum()
                / MEBIBYTE;
    }

    /// The most that lives while something is done, in MiB.
    double mostDuring(Rates.Work work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Double> most = threads.submit(() -> {
                double found = 0;
                while (!over.get()) {
                    found = Math.max(found, live());
                }
                return found;
            });
            try {
                work.run();
            } finally {
                over.set(true);
            }
            return most.get();
        }
    }
}
