package io.naichang.backup;

import io.naichang.backup.Manifest.TableFile;
import io.naichang.platform.Command;
import io.naichang.platform.ObjectStoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// `restore DIR [--replace]`: makes the database what it was when the backup was taken, and opens a new epoch, so that
/// phones offer again what came after it. Everything in one transaction: whatever fails has changed nothing, and no
/// node
/// that serves meanwhile sees half of it.
@ApplicationScoped
class Restore implements Command {
    private static final String REPLACE = "--replace";
    private static final int REFUSED = 1;
    private static final int OBJECTS_MISSING = 3;
    private static final int MISUSED = 64;
    private static final int BUFFER = 1 << 16;
    /// Requests that are being answered lock tables in another order than we do.
    private static final int TRIES = 5;

    private final Owner owner;
    private final StoredObjects objects;

    Restore(Owner owner, StoredObjects objects) {
        this.owner = owner;
        this.objects = objects;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public int run(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        boolean replace = rest.remove(REPLACE);
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            System.err.println("restore: name the folder of one backup, and nothing else but " + REPLACE);
            return MISUSED;
        }
        try {
            return run(Path.of(rest.getFirst()).toAbsolutePath().normalize(), replace);
        } catch (Refusal refusal) {
            System.err.println("restore: " + refusal.getMessage() + ". Nothing was changed.");
        } catch (SQLException | IOException | ObjectStoreUnavailable failure) {
            System.err.println("restore: failed, and changed nothing: " + failure.getMessage());
        }
        return REFUSED;
    }

    private int run(Path folder, boolean replace) throws SQLException, IOException {
        Manifest manifest = Manifest.verified(folder);
        try (Connection connection = owner.open()) {
            refuseForeign(connection, manifest, replace);
            String epoch = load(connection, folder, manifest);
            Schema.run(connection, List.of("ANALYZE"));
            System.out.printf(
                    "Restored %,d rows of %d tables as they were at %s. Epoch %s begins: phones offer again what came after.%n",
                    manifest.rows(), manifest.tables().size(), manifest.takenAt(), epoch);
        }
        return missing(folder);
    }

    /// Everything that can be known before anything is changed.
    private static void refuseForeign(Connection connection, Manifest manifest, boolean replace) throws SQLException {
        String schema = Schema.name(connection);
        if (!schema.equals(manifest.schema())) {
            throw new Refusal("The backup has the schema " + manifest.schema() + " of version " + manifest.application()
                    + " and this program has " + schema + ": restore it with the program that made it, then upgrade");
        }
        if (!columns(manifest.tables().stream().map(TableFile::table).toList())
                .equals(columns(Table.all(connection)))) {
            throw new Refusal("The backup has other tables than this database");
        }
        long tenants = Long.parseLong(Schema.text(connection, "SELECT count(*) FROM tenant"));
        if (tenants == 0) {
            return;
        }
        if (!replace) {
            throw new Refusal(
                    "The database holds " + tenants + " companies already. " + REPLACE + " would replace them all");
        }
        String installation = Schema.text(connection, "SELECT name FROM epoch ORDER BY number LIMIT 1");
        if (!installation.equals(manifest.installation())) {
            throw new Refusal("The backup is of another installation (" + manifest.installation() + ", this one is "
                    + installation + "). It can be restored into an empty database only");
        }
    }

    private static Map<String, Map<String, String>> columns(List<Table> tables) {
        return tables.stream()
                .collect(Collectors.toMap(
                        Table::name, each -> new TreeMap<>(each.columns()), (one, other) -> one, TreeMap::new));
    }

    private static String load(Connection connection, Path folder, Manifest manifest) throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (int attempt = 1; ; attempt++) {
            try {
                String epoch = tryToLoad(connection, folder, manifest);
                connection.commit();
                connection.setAutoCommit(true);
                return epoch;
            } catch (SQLException e) {
                connection.rollback();
                boolean race = List.of("40P01", "55P03").contains(String.valueOf(e.getSQLState()));
                if (!race || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String tryToLoad(Connection connection, Path folder, Manifest manifest)
            throws SQLException, IOException {
        // Nobody opens an epoch between this number and ours.
        Schema.run(connection, List.of("SELECT pg_advisory_xact_lock(hashtextextended('naichang.epoch', 0))"));
        int reached = Integer.parseInt(Schema.text(connection, "SELECT coalesce(max(number), 0) FROM epoch"));
        List<String> names = Table.all(connection).stream()
                .map(each -> Table.quoted(each.name()))
                .toList();
        Schema.run(connection, List.of("SET LOCAL lock_timeout = '20s'", "TRUNCATE " + String.join(", ", names)));
        // Tables refer to each other in circles, and their triggers have judged these rows before.
        List<ForeignKey> keys = ForeignKey.all(connection);
        Schema.run(connection, keys.stream().map(ForeignKey::drop).toList());
        Schema.run(
                connection,
                names.stream()
                        .map(each -> "ALTER TABLE " + each + " DISABLE TRIGGER USER")
                        .toList());
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (TableFile each : manifest.tables()) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(each.in(folder)), BUFFER)) {
                copies.copyIn("COPY " + each.table().target() + " FROM STDIN (FORMAT binary)", in, BUFFER);
            }
        }
        Schema.run(connection, List.of("SET CONSTRAINTS ALL IMMEDIATE"));
        Schema.run(
                connection,
                names.stream()
                        .map(each -> "ALTER TABLE " + each + " ENABLE TRIGGER USER")
                        .toList());
        // Each looks at every row: what comes back is whole.
        Schema.run(connection, keys.stream().map(ForeignKey::add).toList());
        Schema.run(connection, List.of("UPDATE sync_device SET durable_seq = last_seq"));
        String epoch = open(connection, manifest.epoch(), reached);
        // Last, because no rollback takes it back; a number that was given out is never given again.
        for (Map.Entry<String, Long> each : manifest.sequences().entrySet()) {
            advance(connection, each.getKey(), each.getValue());
        }
        return epoch;
    }

    private static String open(Connection connection, String over, int reached) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT sync_open_epoch(?, ?)")) {
            statement.setString(1, over);
            statement.setInt(2, reached);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void advance(Connection connection, String sequence, long last) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT setval('" + Table.quoted(sequence) + "', greatest(last_value, " + last
                    + ")) FROM " + Table.quoted(sequence));
        }
    }

    /// A foreign key, to be taken away and put back.
    private record ForeignKey(String table, String name, String definition) {
        static List<ForeignKey> all(Connection connection) throws SQLException {
            List<ForeignKey> keys = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                                    + " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2")) {
                while (rows.next()) {
                    keys.add(new ForeignKey(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return keys;
        }

        String drop() {
            return "ALTER TABLE " + table + " DROP CONSTRAINT " + Table.quoted(name);
        }

        String add() {
            return "ALTER TABLE " + table + " ADD CONSTRAINT " + Table.quoted(name) + " " + definition;
        }
    }

    /// Says which objects the store has lost since; the rows are restored all the same.
    private int missing(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(Manifest.OBJECTS))) {
            List<String> missing = objects.look(lines.map(StoredObjects.Found::wanted), true)
                    .filter(StoredObjects.Found::missing)
                    .map(StoredObjects.Found::key)
                    .toList();
            missing.forEach(each -> System.err.println("restore: not in the store: " + each));
            return missing.isEmpty() ? 0 : OBJECTS_MISSING;
        }
    }
}
