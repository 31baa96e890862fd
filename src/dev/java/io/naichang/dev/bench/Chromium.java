package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.naichang.dev.Tree;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A page in a real Chromium without a window, by its DevTools protocol: a driver in between would cost frames of what
/// is measured.
final class Chromium implements AutoCloseable {
    private static final String LISTENING = "DevTools listening on ws://";
    private static final long PATIENCE = 60;
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient http;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    /// Completed by the next page that is loaded.
    private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();

    /// Where it is: named by `CHROME`, or on the PATH.
    static Optional<Path> program() {
        Stream<File> told = Stream.ofNullable(System.getenv("CHROME")).map(File::new);
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<File> found = Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(name -> new File(folder, name)));
        return Stream.concat(told, found).filter(File::canExecute).findFirst().map(File::toPath);
    }

    /// An empty page of this size in a new browser.
    Chromium(Path program, int width, int height) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("naichang-chromium-");
        process = new ProcessBuilder(List.of(
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
        http = HttpClient.newHttpClient();
        try {
            socket = connect();
        } catch (IOException | InterruptedException | CompletionException failed) {
            process.destroy();
            throw failed;
        }
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send("Performance.enable", Map.of());
        send("Page.enable", Map.of());
    }

    private WebSocket connect() throws IOException, InterruptedException {
        HttpRequest pages = HttpRequest.newBuilder(URI.create("http://" + address() + "/json/list"))
                .build();
        JsonNode all = JSON.readTree(http.send(pages, BodyHandlers.ofString()).body());
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(all.path(0).path("webSocketDebuggerUrl").asText()), new Listener())
                .join();
    }

    /// It says on its error output where it listens; what it writes after that nobody reads.
    private String address() throws IOException {
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> said.lines().forEach(any -> {}));
                return line.substring(LISTENING.length()).split("/", 2)[0];
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /// A command of the protocol; its result when the page has carried it out.
    JsonNode send(String method, Map<String, ?> parameters) throws IOException {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(text, true).join();
        JsonNode all = answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        if (all.has("error")) {
            throw new IOException(method + ": " + all.path("error"));
        }
        return all.path("result");
    }

    /// Goes to this address, and waits until the page there is loaded.
    void open(URI address) throws IOException {
        CompletableFuture<JsonNode> event = new CompletableFuture<>();
        loaded = event;
        send("Page.navigate", Map.of("url", address.toString()));
        event.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
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

    /// Seconds of work of the page's main thread since the page was opened.
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
        socket.abort();
        http.shutdownNow();
        process.destroy();
        process.onExit().join();
        Tree.delete(profile);
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
                open.values().forEach(each -> each.completeExceptionally(notJson));
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            open.values().forEach(each -> each.completeExceptionally(new IOException("Chromium went away: " + reason)));
            return CompletableFuture.completedStage(null);
        }
    }
}
