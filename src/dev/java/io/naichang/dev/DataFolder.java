package io.naichang.dev;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

/// The one folder that holds everything a stack must remember. It belongs to one running stack at a time; the lock
/// is the operating system's, so that a killed program never leaves it locked.
public final class DataFolder implements AutoCloseable {
    private static final String MARKER = "this-is-naichang-data.txt";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Opens the folder, makes it if needed, and waits up to `patience` for another program to let go of it.
    public static DataFolder open(Path wanted, Duration patience) throws IOException {
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw new CannotStart(wanted + " is a file; I need a folder for the data");
        }
        Files.createDirectories(wanted);
        Path path = wanted.toRealPath();
        if (!isEmpty(path) && !Files.exists(path.resolve(MARKER))) {
            throw new CannotStart(path + " holds other things than Naichang's data. I leave it alone: name a new or"
                    + " empty folder by --data");
        }
        Files.writeString(
                path.resolve(MARKER),
                "The data of an embedded Naichang: PostgreSQL, objects, keys and passwords.\n"
                        + "'naichang run --fresh' may delete everything in this folder.\n");
        OwnerOnly.restrict(path);
        FileChannel lock = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!acquire(lock, patience)) {
            lock.close();
            throw new CannotStart("Naichang already runs on the data in " + path
                    + ". Stop it first, or name another folder by --data");
        }
        return new DataFolder(path, lock);
    }

    /// Whether a stack runs on it at this moment.
    static boolean isInUse(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        }
    }

    public Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Deletes everything in it. Whoever calls has stopped what was running on it.
    void wipe() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (!Set.of(MARKER, LOCK).contains(entry.getFileName().toString())) {
                    Tree.delete(entry);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static boolean acquire(FileChannel channel, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                return true;
            }
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Pause.shortly();
        }
    }
}
