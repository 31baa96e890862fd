package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A real PostgreSQL 18 on a data folder, listening on the loopback interface only.
///
/// It is started by `pg_ctl`, which gives it a session of its own: Ctrl-C at the terminal then reaches us alone, and
/// the application ends before its database does.
final class Postgres implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "postgres-superuser";
    private static final int ATTEMPTS = 20;

    private final DataFolder folder;
    private final Secrets secrets;
    private final PostgresPrograms programs;
    private final Path data;
    private final Path log;
    private int port;
    private boolean throwaway;
    private boolean running;

    Postgres(DataFolder folder, Secrets secrets, PostgresPrograms programs) {
        this.folder = folder;
        this.secrets = secrets;
        this.programs = programs;
        this.data = dataOf(folder);
        this.log = folder.resolve("postgres.log");
    }

    static Path dataOf(DataFolder folder) {
        return folder.resolve("postgres");
    }

    /// Starts it, on `wantedPort` or (0) on one of its own choice. `throwaway` data need not survive a power cut.
    synchronized void start(int wantedPort, boolean throwaway) throws IOException {
        this.throwaway = throwaway;
        if (Files.notExists(data)) {
            create();
        }
        if (Files.notExists(log)) {
            OwnerOnly.write(log, "");
        }
        programs.user().own(data);
        programs.user().own(log);
        for (int attempt = 1; !running; attempt++) {
            port = wantedPort > 0 ? wantedPort : Ports.remembered(folder.resolve("postgres.port"));
            Files.writeString(data.resolve("naichang.conf"), configuration(throwaway));
            Command start = programs.run(
                    "pg_ctl", List.of("start", "-D", data.toString(), "-w", "-t", "120", "-l", log.toString()));
            running = start.succeeded();
            // Processes of a killed server may hold its memory a moment longer; another program may take the port.
            if (!running && attempt == ATTEMPTS) {
                throw new CannotStart("PostgreSQL does not start; its log is " + log + "\n" + start.output() + "\n"
                        + Tail.of(log, 8));
            }
            if (!running) {
                Pause.shortly();
            }
        }
    }

    /// Kills it as a power cut would, and starts it again. Its first process is killed; the others notice that and end.
    synchronized void crash() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle.of(pid).ifPresent(first -> {
            first.destroyForcibly();
            first.onExit().join();
        });
        running = false;
        start(port, throwaway);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String superuserPassword() throws IOException {
        return secrets.get(PASSWORD);
    }

    @Override
    public synchronized void close() throws IOException {
        if (running) {
            programs.stop(data);
            running = false;
        }
    }

    /// Makes the database cluster beside its place and moves it there when it is whole: a crash leaves no half of one.
    private void create() throws IOException {
        Path half = PostgresPrograms.halfOf(data);
        Tree.delete(half);
        superuserPassword();
        Command initdb = programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + half,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + secrets.file(PASSWORD),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The order of text must not depend on this machine's C library.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (!initdb.succeeded()) {
            throw new CannotStart("PostgreSQL could not be set up in " + half + "\n" + initdb.output());
        }
        Files.writeString(half.resolve("postgresql.conf"), "\ninclude = 'naichang.conf'\n", StandardOpenOption.APPEND);
        Files.move(half, data);
    }

    private String configuration(boolean throwaway) {
        return """
                # Written anew at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 256MB
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%u '
                log_lock_waits = on
                log_min_duration_statement = 1s
                shared_preload_libraries = 'pg_stat_statements'
                track_io_timing = on
                %s""".formatted(port, throwaway ? "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n" : "");
    }
}
