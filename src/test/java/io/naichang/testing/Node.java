package io.naichang.testing;

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

/// Programs of Node, where there is one.
public final class Node {
    /// The oldest major version that our code for Node runs on.
    public static final int OLDEST = 20;

    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

    private Node() {}

    /// How a program ended, and all that it said.
    public record Ended(int code, String said) {}

    /// The major version of Node; 0 if it or one of these programs is not here.
    public static int version(String... alsoNeeded) throws InterruptedException {
        Path here = Path.of("").toAbsolutePath();
        try {
            Matcher version = VERSION.matcher(
                    run(here, List.of("node", "--version"), Map.of()).said());
            boolean complete = version.find();
            for (String each : alsoNeeded) {
                complete &= run(here, List.of(each, "--version"), Map.of()).code() == 0;
            }
            return complete ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            // There is no such program.
            return 0;
        }
    }

    /// Installs what the lockfile of a folder names, unless that was done since it was written. Skips the test, and
    /// says
    /// which one, where there is no Node.
    public static void install(Path folder, String skipped) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                version("npm") >= OLDEST,
                skipped + " NOT tested: that needs Node " + OLDEST + " or newer with npm on the PATH");
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path wanted = folder.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            Ended npm = run(folder, List.of("npm", "ci"), Map.of());
            if (npm.code() != 0) {
                throw new IllegalStateException("npm ci failed in " + folder + ": " + npm.said());
            }
        }
    }

    /// Runs a program to its end, of at most five minutes.
    public static Ended run(Path folder, List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("naichang-node", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
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
