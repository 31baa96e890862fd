package io.naichang.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /// Asks the process to end and kills it if it does not within `patience`.
    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!endsWithin(process, patience)) {
            process.destroyForcibly();
            endsWithin(process, patience);
        }
    }

    static boolean endsWithin(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("waiting for a process failed", impossible);
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
