package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// RxDB and WatermelonDB themselves, in Node, against this server: what `mobile-api-spec/clients` gives to app
/// developers is what runs here.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ClientLibrariesTest {
    private static final Path CLIENTS = Path.of(System.getProperty("basedir", ""), "mobile-api-spec", "clients");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");
    private static final int OLDEST_NODE = 20;

    private record Ended(int code, String said) {}

    @BeforeAll
    static void the_packages_of_the_lockfile() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                node() >= OLDEST_NODE,
                "RxDB and WatermelonDB are NOT tested: that needs Node " + OLDEST_NODE
                        + " or newer with npm on the PATH");
        Path installed = CLIENTS.resolve("node_modules/.package-lock.json");
        Path wanted = CLIENTS.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            Ended npm = run(List.of("npm", "ci"), Map.of());
            assertThat(npm.code()).as(npm.said()).isZero();
        }
    }

    /// The major version of Node; 0 if it or npm is not here.
    private static int node() throws InterruptedException {
        try {
            Matcher version =
                    VERSION.matcher(run(List.of("node", "--version"), Map.of()).said());
            return version.find() && run(List.of("npm", "--version"), Map.of()).code() == 0
                    ? Integer.parseInt(version.group(1))
                    : 0;
        } catch (IOException e) {
            // There is no such program.
            return 0;
        }
    }

    @Test
    void rxdb_keeps_in_step_with_the_server() throws IOException, InterruptedException {
        passes("test/rxdb.test.mjs");
    }

    @Test
    void watermelondb_keeps_in_step_with_the_server() throws IOException, InterruptedException {
        passes("test/watermelondb.test.mjs");
    }

    @Test
    void what_apps_copy_knows_the_fields_that_there_are() throws IOException, InterruptedException {
        passes("test/collections.test.mjs");
    }

    private static void passes(String file) throws IOException, InterruptedException {
        String admin = Given.tenant().admin().username();
        Ended ended = run(
                List.of("node", "--test", "--test-reporter=spec", file),
                Map.of("NAICHANG_URL", "http://localhost:" + RestAssured.port, "NAICHANG_ADMIN", admin));
        assertThat(ended.code()).as(ended.said()).isZero();
        // A file without tests passes too.
        assertThat(ended.said()).containsPattern("pass [1-9]").contains("fail 0", "skipped 0");
    }

    private static Ended run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("naichang-clients", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end: " + Files.readString(said));
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        return new Ended(process.exitValue(), text);
    }
}
