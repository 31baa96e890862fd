package io.naichang.backup;

import io.naichang.backup.CopyFile.Content;
import io.naichang.backup.Manifest.ObjectsFile;
import io.naichang.backup.Manifest.TableFile;
import io.naichang.backup.StoredObjects.Wanted;
import io.naichang.platform.Command;
import io.naichang.platform.Ids;
import io.naichang.platform.ObjectStoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// `backup DIR [--sizes-only]`: every table as it is in one snapshot, and the list of objects that the rows refer to,
/// into
/// a new folder. What was written is read back; then phones are told that they may forget what it covers.
@ApplicationScoped
class Backup implements Command {
    private static final String SIZES_ONLY = "--sizes-only";
    private static final int REFUSED = 1;
    /// The rows are safe, but bytes that they refer to are not in the store.
    private static final int OBJECTS_MISSING = 3;
    private static final int MISUSED = 64;
    private static final int NAMED = 20;

    private final Owner owner;
    private final StoredObjects objects;
    private final Ids ids;
    private final String version;

    Backup(
            Owner owner,
            StoredObjects objects,
            Ids ids,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.owner = owner;
        this.objects = objects;
        this.ids = ids;
        this.version = version;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int run(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        boolean sizesOnly = rest.remove(SIZES_ONLY);
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            System.err.println("backup: name one new or empty folder, and nothing else but " + SIZES_ONLY);
            return MISUSED;
        }
        try {
            return run(Path.of(rest.getFirst()).toAbsolutePath().normalize(), sizesOnly);
        } catch (Refusal refusal) {
            System.err.println("backup: " + refusal.getMessage());
        } catch (IOException | SQLException | ObjectStoreUnavailable | UncheckedIOException failure) {
            System.err.println("backup: failed, and covers nothing: " + failure);
        }
        return REFUSED;
    }

    /// What of the snapshot is still needed when the tables are copied.
    private record Snapshot(
            List<TableFile> tables,
            String schema,
            String epoch,
            String installation,
            String takenAt,
            List<Wanted> objects,
            Covered covered) {}

    /// The phones' highest numbers in the snapshot: three columns.
    private record Covered(Array tenants, Array devices, Array seqs) {}

    private int run(Path folder, boolean sizesOnly) throws IOException, SQLException {
        prepare(folder);
        try (Connection connection = owner.open()) {
            Snapshot snapshot = copy(connection, folder);
            List<String> missing = new ArrayList<>();
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    version,
                    snapshot.schema(),
                    Schema.text(connection, "SHOW server_version"),
                    snapshot.installation(),
                    snapshot.epoch(),
                    snapshot.takenAt(),
                    snapshot.tables(),
                    // After the snapshot: they have passed every number that is in it.
                    sequences(connection),
                    objects(folder, snapshot.objects(), sizesOnly, missing));
            manifest.write(folder);
            Manifest.verified(folder);
            record(connection, snapshot, manifest);
            return report(folder, manifest, missing);
        }
    }

    private static void prepare(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new Refusal(folder + " is not an empty folder; I overwrite nothing");
                }
            }
        }
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            // It holds personal data and the hashes of passwords.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Snapshot copy(Connection connection, Path folder) throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        List<TableFile> files = new ArrayList<>();
        for (Table table : Table.all(connection)) {
            Content content = CopyFile.write(
                    folder.resolve(table.name() + ".copy"),
                    out -> copies.copyOut("COPY " + table.target() + " TO STDOUT (FORMAT binary)", out));
            files.add(new TableFile(table.name(), table.columns(), content.units(), content.bytes(), content.sha256()));
        }
        Snapshot snapshot = new Snapshot(
                files,
                Schema.name(connection),
                Schema.text(connection, "SELECT name FROM epoch ORDER BY number DESC LIMIT 1"),
                Schema.text(connection, "SELECT name FROM epoch ORDER BY number LIMIT 1"),
                Schema.text(connection, "SELECT wire(now())"),
                StoredObjects.of(connection),
                covered(connection));
        connection.commit();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
        return snapshot;
    }

    private static Covered covered(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(array_agg(tenant_id), '{}'), coalesce(array_agg(id), '{}'), coalesce(array_agg(last_seq), '{}')"
                                + " FROM sync_device")) {
            rows.next();
            return new Covered(rows.getArray(1), rows.getArray(2), rows.getArray(3));
        }
    }

    private static Map<String, Long> sequences(Connection connection) throws SQLException {
        Map<String, Long> last = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL")) {
            while (rows.next()) {
                last.put(rows.getString(1), rows.getLong(2));
            }
        }
        return last;
    }

    private ObjectsFile objects(Path folder, List<Wanted> wanted, boolean sizesOnly, List<String> missing)
            throws IOException, SQLException {
        long[] bytes = {0};
        Content content = CopyFile.write(folder.resolve(Manifest.OBJECTS), out -> {
            List<StoredObjects.Found> found =
                    objects.look(wanted.stream(), sizesOnly).toList();
            for (StoredObjects.Found each : found) {
                out.write(each.line().getBytes(StandardCharsets.UTF_8));
                bytes[0] += each.size();
                if (each.missing()) {
                    missing.add(each.key());
                }
            }
            return found.size();
        });
        return new ObjectsFile(content.units(), missing.size(), bytes[0], content.sha256());
    }

    /// Lets phones forget what it covers, unless another history began meanwhile.
    private void record(Connection connection, Snapshot snapshot, Manifest manifest) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT backup_verified(?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?)")) {
            UUID id = ids.next();
            statement.setObject(1, id);
            statement.setString(2, snapshot.epoch());
            statement.setString(3, snapshot.takenAt());
            statement.setLong(4, manifest.rows());
            statement.setLong(5, manifest.bytes());
            statement.setLong(6, manifest.objects().count());
            statement.setArray(7, snapshot.covered().tenants());
            statement.setArray(8, snapshot.covered().devices());
            statement.setArray(9, snapshot.covered().seqs());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new Refusal("another epoch was opened while this backup of " + snapshot.epoch()
                            + " was taken. It is whole, but phones must not forget what it covers: take another");
                }
            }
        }
    }

    private static int report(Path folder, Manifest manifest, List<String> missing) {
        System.out.printf(
                "Backed up %,d rows of %d tables (%,d bytes) of epoch %s into %s, and read them back.%n",
                manifest.rows(), manifest.tables().size(), manifest.bytes(), manifest.epoch(), folder);
        System.out.printf(
                "%,d objects of %,d bytes are in the store; their bytes are its own to back up.%n",
                manifest.objects().count() - missing.size(), manifest.objects().bytes());
        if (missing.isEmpty()) {
            return 0;
        }
        System.err.printf("backup: %,d objects are not in the store as the rows say:%n", missing.size());
        missing.stream().limit(NAMED).forEach(each -> System.err.println("  " + each));
        return OBJECTS_MISSING;
    }
}
