package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.naichang.dev.CannotStart;
import io.naichang.dev.Tree;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A page in a real Chromium without a window, by its DevTools protocol: a driver in between would cost frames of what
/// is measured.
final class Chromium implements AutoCloseable {
    private static final String LISTENING = "DevTools listening on ws://";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    /// Completed by the next page that is loaded.
    private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /// Where it is: named by `CHROME`, else on the PATH.
    static Optional<Path> program() {
        String told = System.getenv("CHROME");
        if (told != null) {
            Path path = Path.of(told);
            if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
                throw new CannotStart("CHROME names no program: " + told);
            }
            return Optional.of(path);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(name -> Path.of(folder, name)))
                .filter(each -> Files.isRegularFile(each) && Files.isExecutable(each))
                .findFirst();
    }

    /// An empty page of this size in a new browser.
    static Chromium start(Path program, int width, int height) throws IOException {
        Path profile = Files.createTempDirectory("naichang-chromium-");
        Process process;
        try {
            process = launch(program, profile);
        } catch (IOException notStarted) {
            Tree.delete(profile);
            throw notStarted;
        }
        Chromium page = new Chromium(process, profile);
        try {
            page.connect();
            page.send(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
            page.send("Performance.enable", Map.of());
            page.send("Page.enable", Map.of());
            return page;
        } catch (IOException | RuntimeException failed) {
            page.close();
            throw failed;
        }
    }

    private static Process launch(Path program, Path profile) throws IOException {
        return new ProcessBuilder(List.of(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void connect() throws IOException {
        // That it listens does not say that its first page is there yet: it is asked for one.
        HttpRequest tab = HttpRequest.newBuilder(URI.create("http://" + address() + "/json/new?about:blank"))
                .PUT(BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        String answer = soon("the new page", http.sendAsync(tab, BodyHandlers.ofString()))
                .body();
        URI page = URI.create(JSON.readTree(answer).path("webSocketDebuggerUrl").asText());
        socket = soon("the page's socket", http.newWebSocketBuilder().buildAsync(page, new Listener()));
    }

    /// It says on its error output where it listens; what it writes after that nobody reads.
    private String address() throws IOException {
        CompletableFuture<String> found = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            process.errorReader(StandardCharsets.UTF_8).lines().forEach(line -> {
                if (line.startsWith(LISTENING)) {
                    found.complete(line.substring(LISTENING.length()).split("/", 2)[0]);
                }
            });
            found.completeExceptionally(new IOException("Chromium ended before it listened"));
        });
        return soon("Chromium to listen", found);
    }

    private static <T> T soon(String what, CompletableFuture<T> awaited) throws IOException {
        try {
            return awaited.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw new IOException("waiting for " + what, failed.getCause());
        }
    }

    /// A command of the protocol; its result when the page has carried it out.
    JsonNode send(String method, Map<String, ?> parameters) throws IOException {
        WebSocket connected = Objects.requireNonNull(socket);
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        soon("sending " + method, connected.sendText(text, true));
        JsonNode all = soon(method + " " + parameters, answer);
        if (all.has("error")) {
            throw new IOException(method + ": " + all.path("error"));
        }
        return all.path("result");
    }

    /// Goes to this address, and waits until the page there is loaded.
    void open(URI address) throws IOException {
        CompletableFuture<JsonNode> event = new CompletableFuture<>();
        loaded = event;
        JsonNode gone = send("Page.navigate", Map.of("url", address.toString()));
        if (gone.has("errorText")) {
            throw new IOException(address + ": " + gone.path("errorText").asText());
        }
        soon(address.toString(), event);
    }

    /// What the script answers, when its promise is kept.
    JsonNode run(String script) throws IOException {
        JsonNode answer =
                send("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /// Waits, frame by frame, until the expression is true.
    void until(String expression) throws IOException {
        run("new Promise(done => { const look = () => (" + expression
                + ") ? done(true) : requestAnimationFrame(look); look(); })");
    }

    /// Seconds that tasks of the page's main thread have taken, by the clock, since the page was opened.
    double work() throws IOException {
        for (JsonNode each : send("Performance.getMetrics", Map.of()).path("metrics")) {
            if (each.path("name").asText().equals("TaskDuration")) {
                return each.path("value").asDouble();
            }
        }
        throw new IOException("Chromium does not say how long tasks took");
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        if (socket != null) {
            socket.abort();
        }
        http.shutdownNow();
        all.forEach(ProcessHandle::destroy);
        try {
            soon("Chromium to end", process.onExit());
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            Tree.delete(profile);
        }
    }

    private void fail(Throwable why) {
        open.values().forEach(each -> each.completeExceptionally(why));
        loaded.completeExceptionally(why);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void hear(String message) {
            try {
                JsonNode read = JSON.readTree(message);
                CompletableFuture<JsonNode> waiting =
                        open.remove(read.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(read);
                } else if (read.path("method").asText().equals("Page.loadEventFired")) {
                    loaded.complete(read);
                }
            } catch (IOException notJson) {
                fail(notJson);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            fail(new IOException("Chromium went away: " + reason));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable why) {
            fail(why);
        }
    }
}
