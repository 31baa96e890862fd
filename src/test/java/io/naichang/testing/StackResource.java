package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Real PostgreSQL and a real S3 store for every test of this JVM: started once, empty, stopped with the JVM.
///
/// They run in a process of their own, because the S3 server's libraries must not meet the application's. Its standard
/// input is its lifeline: it ends when this JVM does, even by `kill -9`.
public class StackResource implements QuarkusTestResourceLifecycleManager {
    /// Quarkus loads this class anew for each test profile; what must be there once lives in the system properties.
    private static final String FACTS = "naichang.testing.";

    private final String name;

    public StackResource() {
        this("test-stack");
    }

    StackResource(String name) {
        this.name = name;
    }

    @Override
    public Map<String, String> start() {
        try {
            JsonNode facts = new JsonMapper().readTree(facts());
            String url = facts.get("jdbcUrl").asText();
            String user = facts.get("appUser").asText();
            String password = facts.get("appPassword").asText();
            return Map.ofEntries(
                    // Any free one: two checkouts on one machine may test at the same time.
                    Map.entry("quarkus.http.test-port", "0"),
                    // Every test makes people who sign in: at the cost of production that would be most of the run.
                    Map.entry("naichang.people.argon2.memory-kib", "256"),
                    Map.entry("naichang.people.argon2.iterations", "1"),
                    Map.entry("quarkus.datasource.jdbc.url", url),
                    Map.entry("quarkus.datasource.username", user),
                    Map.entry("quarkus.datasource.password", password),
                    Map.entry("quarkus.datasource.reads.jdbc.url", url),
                    Map.entry("quarkus.datasource.reads.username", user),
                    Map.entry("quarkus.datasource.reads.password", password),
                    Map.entry("quarkus.flyway.username", facts.get("ownerUser").asText()),
                    Map.entry(
                            "quarkus.flyway.password",
                            facts.get("ownerPassword").asText()),
                    Map.entry("quarkus.minio.host", facts.get("s3Host").asText()),
                    Map.entry("quarkus.minio.port", facts.get("s3Port").asText()),
                    Map.entry("quarkus.minio.secure", "false"),
                    Map.entry(
                            "quarkus.minio.access-key", facts.get("s3AccessKey").asText()),
                    Map.entry(
                            "quarkus.minio.secret-key", facts.get("s3SecretKey").asText()),
                    Map.entry("naichang.blobs.bucket", facts.get("s3Bucket").asText()),
                    Map.entry("naichang.signing.keys", facts.get("signingKeys").asText()),
                    Map.entry(
                            "mp.jwt.verify.publickey.location",
                            "file:" + facts.get("publicKeys").asText()));
        } catch (IOException failure) {
            throw new IllegalStateException("the stack for the tests did not start", failure);
        }
    }

    @Override
    public void stop() {
        // The next test profile uses it again; it ends with this JVM.
    }

    private String facts() throws IOException {
        synchronized (System.getProperties()) {
            String known = System.getProperty(FACTS + name);
            if (known == null) {
                known = launch();
                System.setProperty(FACTS + name, known);
            }
            return known;
        }
    }

    private String launch() throws IOException {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path programs = root.resolve("src/dev/target");
        if (!Files.isDirectory(programs.resolve("lib"))) {
            throw new IllegalStateException("The stack for the tests is not built. Run './naichang test', or once:"
                    + " ./mvnw -B -f src/dev/pom.xml package");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process stack = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        programs.resolve("classes") + File.pathSeparator + programs.resolve("lib") + "/*",
                        "io.naichang.dev.Stack",
                        "--data",
                        root.resolve("target/" + name).toString(),
                        "--fresh",
                        "--throwaway",
                        "--parent")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // The hook also keeps the process object, and with it the lifeline, from being collected.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack)));
        String line =
                new BufferedReader(new InputStreamReader(stack.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IllegalStateException("the stack for the tests ended before it was ready; see its words above");
        }
        return line;
    }

    private static void end(Process stack) {
        try {
            stack.getOutputStream().close();
            // The next JVM of this build starts the same folder afresh.
            stack.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException ended) {
            stack.destroy();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
