package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// `initdb` and `pg_ctl`, run as somebody whom PostgreSQL accepts.
record PostgresPrograms(Path folder, Unprivileged user) {
    static PostgresPrograms here() throws IOException {
        Path folder = PostgresArchive.unpacked();
        return new PostgresPrograms(folder, Unprivileged.forProgram(folder.resolve("postgres")));
    }

    Command run(String program, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder.resolve(program).toString()));
        command.addAll(words);
        return user.run(command);
    }

    /// Ends the server on `data` without waiting for its clients.
    void stop(Path data) throws IOException {
        String where = data.toString();
        if (!run("pg_ctl", List.of("stop", "-D", where, "-w", "-t", "30", "-m", "fast"))
                .succeeded()) {
            run("pg_ctl", List.of("stop", "-D", where, "-w", "-t", "10", "-m", "immediate"));
        }
    }

    /// Where `data` is made before it is whole.
    static Path halfOf(Path data) {
        return data.resolveSibling(data.getFileName() + ".new");
    }

    /// Ends what a killed run left on `data`, and forgets a server whose number another process has now.
    void stopLeftover(Path data) throws IOException {
        OsProcess.end(words -> words.contains("--pgdata=" + halfOf(data)), Duration.ofSeconds(5));
        Predicate<List<String>> ours = words -> isServerOf(data, words);
        if (!OsProcess.withCommandLine(ours).isEmpty()) {
            System.err.println("Stopping PostgreSQL, left by a run that was killed");
            stop(data);
            OsProcess.end(ours, Duration.ofSeconds(10));
        }
        Path numbered = data.resolve("postmaster.pid");
        if (Files.exists(numbered) && isAlive(Files.readAllLines(numbered))) {
            // Not the server, which has just ended: PostgreSQL would refuse to start because of a stranger.
            Files.delete(numbered);
        }
    }

    private static boolean isServerOf(Path data, List<String> words) {
        return !words.isEmpty() && words.getFirst().endsWith("/postgres") && words.contains(data.toString());
    }

    private static boolean isAlive(List<String> lines) {
        return !lines.isEmpty()
                && lines.getFirst().matches("[0-9]+")
                && ProcessHandle.of(Long.parseLong(lines.getFirst())).isPresent();
    }
}
