package io.naichang.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/// A PostgreSQL and a store for the tests that make the database another: the others' epoch must stay as it is.
public final class OwnStack implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Resource.class));
    }

    /// Started beside that of the other tests.
    public static final class Resource extends StackResource {
        public Resource() {
            super("own-stack");
        }
    }

    /// The owner of the database, whom row-level security does not concern.
    public static Connection owner() throws SQLException {
        return DriverManager.getConnection(
                config("quarkus.datasource.jdbc.url"),
                config("quarkus.flyway.username"),
                config("quarkus.flyway.password"));
    }

    /// Runs a statement as the owner; answers the first column of what it shows, if anything.
    public static List<String> sql(String text) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(text)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
