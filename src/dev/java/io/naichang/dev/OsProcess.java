package io.naichang.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Processes that an earlier run left behind, recognised by their whole command line. That names our data folder and
/// nobody else's, which a number in a file does not: numbers are given to other processes again.
final class OsProcess {
    private OsProcess() {}

    static List<ProcessHandle> withCommandLine(Predicate<List<String>> ours) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> ours.test(commandLine(process)))
                .toList();
    }

    /// Asks those processes to end, and kills what has not ended within `patience`.
    static void end(Predicate<List<String>> ours, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        withCommandLine(ours).forEach(ProcessHandle::destroy);
        // A dead process that nobody waits for keeps its number but has no command line any more.
        while (!withCommandLine(ours).isEmpty()) {
            if (System.nanoTime() > deadline) {
                withCommandLine(ours).forEach(ProcessHandle::destroyForcibly);
            }
            Pause.shortly();
        }
    }

    private static List<String> commandLine(ProcessHandle process) {
        // On Linux /proc tells it of processes of other users too; the JDK then says nothing at all.
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            if (Files.exists(file)) {
                return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
            }
        } catch (IOException gone) {
            return List.of();
        }
        ProcessHandle.Info info = process.info();
        return Stream.concat(info.command().stream(), Stream.of(info.arguments().orElse(new String[0])))
                .toList();
    }
}
