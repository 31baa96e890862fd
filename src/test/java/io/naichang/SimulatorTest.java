package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The simulator (`naichang simulate`) against the server under test, in a process of its own as anybody may run it:
/// small
/// worlds, always the same seeds. Larger ones are played by hand.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SimulatorTest {
    private static final int TENANTS = 4;

    @Test
    void every_promise_of_sync_is_kept_in_twenty_small_worlds() throws IOException, InterruptedException {
        String admins = IntStream.range(0, TENANTS)
                .mapToObj(each -> Given.tenant().admin().username())
                .collect(Collectors.joining(","));
        Path programs =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/dev/target");
        ProcessBuilder simulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        programs.resolve("classes") + File.pathSeparator + programs.resolve("lib") + "/*",
                        "io.naichang.dev.simulate.Simulate",
                        "--devices=4",
                        "--days=2",
                        "--seeds=1-20",
                        "--url=http://localhost:" + RestAssured.port,
                        "--admin=" + admins)
                .redirectErrorStream(true);
        simulator.environment().put("NAICHANG_ADMIN_PASSWORD", Given.PASSWORD);

        Process process = simulator.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("20 seeds").contains("every promise was kept");
    }
}
