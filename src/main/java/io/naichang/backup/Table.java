package io.naichang.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A table as the catalogue has it, without the columns that PostgreSQL computes.
///
/// @param columns name and type
record Table(String name, Map<String, String> columns) {
    /// Flyway's own table says which migrations ran, and whoever restores has run them.
    private static final String CATALOGUE = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY c.relname, a.attnum
            """;

    /// Every table that holds something of ours.
    static List<Table> all(Connection connection) throws SQLException {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CATALOGUE)) {
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        List<Table> tables = new ArrayList<>();
        found.forEach((name, columns) -> tables.add(new Table(name, columns)));
        return tables;
    }

    /// COPY's words for it: table and columns.
    String target() {
        return quoted(name) + " "
                + columns.keySet().stream().map(Table::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
