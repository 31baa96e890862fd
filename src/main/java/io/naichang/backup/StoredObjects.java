package io.naichang.backup;

import io.naichang.platform.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The objects that rows refer to: whether the store has them, with the bytes that the rows speak of.
@ApplicationScoped
class StoredObjects {
    private static final int AT_ONCE = 8;
    private static final String UNKNOWN = "-";

    private final ObjectStore store;

    StoredObjects(ObjectStore store) {
        this.store = store;
    }

    /// An object as rows have it; where they do not know size or hash, these are null.
    record Wanted(String key, @Nullable Long size, @Nullable String sha256) {}

    /// An object as the store has it. In a backup it is a line: hash (`-` where it was not read), size and key.
    record Found(String sha256, long size, String key, boolean missing) {
        String line() {
            return sha256 + " " + size + " " + key + "\n";
        }

        static Wanted wanted(String line) {
            String[] words = line.split(" ", 3);
            return new Wanted(words[2], Long.valueOf(words[1]), words[0].equals(UNKNOWN) ? null : words[0]);
        }
    }

    /// Those that a snapshot refers to, by key.
    static List<Wanted> of(Connection snapshot) throws SQLException {
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key, size, sha256 FROM stored_object ORDER BY key")) {
            List<Wanted> wanted = new ArrayList<>();
            while (rows.next()) {
                long size = rows.getLong(2);
                wanted.add(new Wanted(rows.getString(1), rows.wasNull() ? null : size, rows.getString(3)));
            }
            return wanted;
        }
    }

    /// Looks for them in the store, in their order; reads every byte of each unless only sizes are asked for.
    Stream<Found> look(Stream<Wanted> wanted, boolean sizesOnly) {
        return wanted.gather(Gatherers.mapConcurrent(AT_ONCE, each -> sizesOnly ? size(each) : bytes(each)));
    }

    private Found size(Wanted wanted) {
        Optional<Long> size = store.size(wanted.key());
        boolean missing =
                size.isEmpty() || (wanted.size() != null && !wanted.size().equals(size.get()));
        return new Found(
                wanted.sha256() == null ? UNKNOWN : wanted.sha256(),
                size.orElse(wanted.size() == null ? 0 : wanted.size()),
                wanted.key(),
                missing);
    }

    private Found bytes(Wanted wanted) {
        Optional<InputStream> found = store.read(wanted.key());
        if (found.isEmpty()) {
            return size(wanted);
        }
        MessageDigest digest = CopyFile.sha256();
        long size = 0;
        try (InputStream in = found.get()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store did not give " + wanted.key() + " to its end", e);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        boolean other = wanted.sha256() != null && !wanted.sha256().equals(hash);
        return new Found(hash, size, wanted.key(), other || (wanted.size() != null && wanted.size() != size));
    }
}
