package io.naichang.dev;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's own programs, unpacked once from the class path beside the build.
final class PostgresArchive {
    private PostgresArchive() {}

    /// The folder with `initdb`, `pg_ctl` and `postgres` for this machine.
    static Path unpacked() throws IOException {
        URL archive = PostgresArchive.class.getResource("/postgres-" + platform() + ".txz");
        if (archive == null) {
            throw new CannotStart("No PostgreSQL for " + platform()
                    + " is on the class path; it is there for Linux and macOS on x86_64 and arm64");
        }
        URLConnection packed = archive.openConnection();
        // The size tells one version's archive from another's, so that an update is unpacked again.
        Path programs = Project.build().resolve("postgres-" + platform() + "-" + packed.getContentLengthLong());
        if (!Files.isDirectory(programs)) {
            Path half = Files.createTempDirectory(Project.build(), "postgres-unpacking-");
            try (InputStream bytes = packed.getInputStream()) {
                unpack(bytes, half);
            }
            moveInto(half, programs);
        }
        return programs.resolve("bin");
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "darwin" : system)
                + (processor.equals("aarch64") || processor.equals("arm64") ? "-arm_64" : "-x86_64");
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        // Others must be able to run them: PostgreSQL itself is never root.
        Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("the archive wants to write outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean program = (entry.getMode() & 0b001_001_001) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void moveInto(Path half, Path programs) throws IOException {
        try {
            Files.move(half, programs, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            Tree.delete(half); // another program unpacked the same at the same time
        }
    }
}
