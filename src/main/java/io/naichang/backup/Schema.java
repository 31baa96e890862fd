package io.naichang.backup;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/// What of a database must be the same on both sides.
final class Schema {
    private Schema() {}

    /// The last migration and a digest of all of them: `0041-3b5f…`.
    static String name(Connection connection) throws SQLException {
        StringBuilder all = new StringBuilder();
        String last = "";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, checksum FROM flyway_schema_history WHERE success ORDER BY version")) {
            while (rows.next()) {
                last = rows.getString(1) == null ? last : rows.getString(1);
                all.append(rows.getString(1))
                        .append(':')
                        .append(rows.getString(2))
                        .append('\n');
            }
        }
        byte[] digest = CopyFile.sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8));
        return last + "-" + HexFormat.of().formatHex(digest).substring(0, 12);
    }

    /// The first column of the first row.
    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new IllegalStateException("nothing is answered to " + query);
            }
            return rows.getString(1);
        }
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
