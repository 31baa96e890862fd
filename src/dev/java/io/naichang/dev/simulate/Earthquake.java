package io.naichang.dev.simulate;

import io.naichang.dev.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Kills the server (kill -9) or its database, one at a time, and brings it back. It shakes every world that lives on
/// that
/// server; while it does, and a moment longer, no failed call is anybody's fault.
final class Earthquake {
    private static final long AFTERSHOCK = Duration.ofSeconds(5).toNanos();

    private final Optional<Server> server;
    private final Path backups;
    private boolean striking;
    private volatile long calm = System.nanoTime();

    private Earthquake(Optional<Server> server, Path backups) {
        this.server = server;
        this.backups = backups;
    }

    /// A server that is not ours is never shaken.
    static Earthquake none() {
        return new Earthquake(Optional.empty(), Path.of(""));
    }

    /// @param backups below which they are taken
    static Earthquake of(Server server, Path backups) {
        return new Earthquake(Optional.of(server), backups);
    }

    boolean isShaking() {
        return System.nanoTime() - calm < 0;
    }

    /// Strikes, unless it is striking already or the server is not ours; tells whether it did.
    boolean strike(boolean database) {
        if (server.isEmpty() || !begin()) {
            return false;
        }
        try {
            if (database) {
                server.get().crashDatabase();
            } else {
                server.get().crash();
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("what was killed does not come back", e);
        } finally {
            end();
        }
    }

    /// Takes a backup; nobody else writes meanwhile.
    Path backup() {
        try {
            Path folder = Files.createTempDirectory(backups, "backup-").resolve("backup");
            server.orElseThrow().backup(folder);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException("no backup could be taken", e);
        }
    }

    /// Takes the server back to a backup.
    void restore(Path backup) {
        try {
            server.orElseThrow().restore(backup);
        } catch (IOException e) {
            throw new IllegalStateException("the backup could not be restored", e);
        }
    }

    private synchronized boolean begin() {
        if (striking) {
            return false;
        }
        striking = true;
        calm = System.nanoTime() + Duration.ofHours(1).toNanos();
        return true;
    }

    private synchronized void end() {
        striking = false;
        calm = System.nanoTime() + AFTERSHOCK;
    }
}
