package io.naichang.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The packaged application as a child process on a running stack.
final class Application implements AutoCloseable {
    private static final String DEFAULT_MEMORY = "-Xmx512m -XX:+UseG1GC";

    private final Process process;
    private final URI base;
    private final Path log;
    private final long started;

    private Application(Process process, long started, URI base, Path log) {
        this.process = process;
        this.started = started;
        this.base = base;
        this.log = log;
    }

    /// Recognises the application of this data folder among all processes.
    static Predicate<List<String>> on(DataFolder folder) {
        return words -> words.contains(mark(folder));
    }

    static void requireFree(int port) throws IOException {
        if (!Ports.isFree(InetAddress.getByName("0.0.0.0"), port)) {
            throw new CannotStart("Port " + port + " is in use by another program. Choose another by --port");
        }
    }

    static Application start(DataFolder folder, StackFacts facts, int port) throws IOException {
        Path log = folder.resolve("application.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("application.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return launch(List.of(options(), List.of(mark(folder))), facts, port, log);
    }

    /// Starts another node on a stack, with these options for Java beside the usual ones.
    static Application startNode(DataFolder folder, StackFacts facts, List<String> more) throws IOException {
        return launch(List.of(options(), List.of(mark(folder)), more), facts, Ports.free(), folder.resolve("node.log"));
    }

    private static List<String> options() {
        return List.of(System.getenv()
                .getOrDefault("NAICHANG_JAVA_OPTIONS", DEFAULT_MEMORY)
                .strip()
                .split("\\s+"));
    }

    private static Application launch(List<List<String>> options, StackFacts facts, int port, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options.forEach(command::addAll);
        command.addAll(List.of("-jar", Project.applicationJar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(log.toAbsolutePath().getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment(facts, port));
        long started = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        return new Application(process, started, URI.create("http://127.0.0.1:" + port), log);
    }

    /// Runs one of the application's commands beside the running application.
    static Command run(StackFacts facts, Map<String, String> more, List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for a second or two: what makes a long run fast only delays it.
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", Project.applicationJar().toString()));
        command.addAll(words);
        Map<String, String> environment = new HashMap<>(environment(facts, 0));
        // Java reads its words by the locale, and names are Thai.
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(more);
        return Command.run(command, environment);
    }

    URI base() {
        return base;
    }

    /// Returns when the application says that it is ready; refuses when it has died or takes longer than `limit`.
    void awaitReady(Duration limit) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(base.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + limit.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, question)) {
                if (endsWithin(Duration.ofMillis(200))) {
                    throw new CannotStart(died());
                }
                if (System.nanoTime() > deadline) {
                    throw new CannotStart("The application is not ready after " + limit.toSeconds()
                            + " seconds; its log is " + log + "\n" + Tail.of(log, 20));
                }
            }
        }
    }

    /// How long it took from the start of its process to its first answer, whatever that says.
    Duration firstAnswer(Duration limit) throws IOException {
        HttpRequest question =
                HttpRequest.newBuilder(base.resolve("/api/v1/sync/keys")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (answer(client, question) < 0) {
                if (endsWithin(Duration.ofMillis(5))) {
                    throw new CannotStart(died());
                }
                if (System.nanoTime() - started > limit.toNanos()) {
                    throw new CannotStart("Another node does not answer; its log is " + log);
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /// Ends it, however long it takes: a JVM that has recorded what it loads writes that down now.
    void end() {
        process.destroy();
        await();
    }

    long pid() {
        return process.pid();
    }

    /// Waits for its end, which is a failure unless we ended it.
    void await() {
        process.onExit().join();
    }

    String died() throws IOException {
        return "The application has ended by itself; its log is " + log + "\n" + Tail.of(log, 30);
    }

    /// Ends it at once, without a word (SIGKILL).
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(Duration.ofSeconds(20))) {
            process.destroyForcibly();
            await();
        }
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for the application", stop);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) {
        return answer(client, question) == 200;
    }

    /// The status, or −1 while nobody listens.
    private static int answer(HttpClient client, HttpRequest question) {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for the application", stop);
        }
    }

    private static String mark(DataFolder folder) {
        return "-Dnaichang.data=" + folder.path();
    }

    private static Map<String, String> environment(StackFacts facts, int port) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "0.0.0.0"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", facts.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", facts.appUser()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", facts.appPassword()),
                Map.entry("QUARKUS_DATASOURCE_READS_JDBC_URL", facts.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_READS_USERNAME", facts.appUser()),
                Map.entry("QUARKUS_DATASOURCE_READS_PASSWORD", facts.appPassword()),
                Map.entry("QUARKUS_FLYWAY_USERNAME", facts.ownerUser()),
                Map.entry("QUARKUS_FLYWAY_PASSWORD", facts.ownerPassword()),
                Map.entry("QUARKUS_MINIO_HOST", facts.s3Host()),
                Map.entry("QUARKUS_MINIO_PORT", Integer.toString(facts.s3Port())),
                Map.entry("QUARKUS_MINIO_SECURE", "false"),
                Map.entry("QUARKUS_MINIO_ACCESS_KEY", facts.s3AccessKey()),
                Map.entry("QUARKUS_MINIO_SECRET_KEY", facts.s3SecretKey()),
                Map.entry("NAICHANG_BLOBS_BUCKET", facts.s3Bucket()),
                Map.entry("NAICHANG_SIGNING_KEYS", facts.signingKeys()),
                // Not a URI: what follows the scheme is read as it is, spaces included.
                Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:" + facts.publicKeys()));
    }
}
