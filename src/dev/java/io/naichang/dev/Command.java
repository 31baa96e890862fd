package io.naichang.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One run of a program to its end, with what it printed.
record Command(int exit, String output) {
    static Command run(List<String> words) throws IOException {
        return run(words, Map.of());
    }

    /// Runs a program that needs more than our own environment.
    static Command run(List<String> words, Map<String, String> environment) throws IOException {
        // A file, not a pipe: a server started by the program may inherit the pipe, which then never ends.
        Path output = Files.createTempFile("naichang-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            builder.environment().putAll(environment);
            builder.directory(Path.of("/").toFile());
            int exit = builder.start().waitFor();
            return new Command(exit, new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while running " + words.getFirst(), stop);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    boolean succeeded() {
        return exit == 0;
    }
}
