package io.naichang.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// SQL text on the transaction's own connection, the one that Hibernate uses too.
///
/// Parameters may be strings, numbers, booleans, UUIDs, instants, byte arrays, null, and collections (which become
/// PostgreSQL arrays of uuid or text).
@ApplicationScoped
public class Sql {
    /// Makes a value of the row on which the result set stands.
    @FunctionalInterface
    public interface RowReader<T> {
        /// Reads columns; must not move the result set.
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Lets row-level security show this tenant's rows until the transaction ends. Public because a secret that we
    /// handed out begins with its tenant, which must be set before the secret can be looked up.
    public void actFor(String tenant) {
        list("SELECT set_config('naichang.tenant', ?, true)", row -> row.getString(1), tenant);
    }

    /// All rows of a query; of several, parted by semicolons and sent in one trip, those of the last.
    public <T> List<T> list(String text, RowReader<T> reader, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, text, parameters);
                ResultSet rows = last(statement)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new SqlException(text, e);
        }
    }

    private static ResultSet last(PreparedStatement statement) throws SQLException {
        statement.execute();
        ResultSet rows = statement.getResultSet();
        while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)) {
            rows = statement.getResultSet();
        }
        return rows;
    }

    /// The first row of a query, if there is one.
    public <T> Optional<T> first(String text, RowReader<T> reader, @Nullable Object... parameters) {
        return list(text, reader, parameters).stream().findFirst();
    }

    /// Runs an insert, update or delete; answers how many rows it touched.
    public int update(String text, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, text, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlException(text, e);
        }
    }

    static PreparedStatement prepare(Connection connection, String text, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Collection<?> many -> {
                boolean ids = many.stream().allMatch(UUID.class::isInstance) && !many.isEmpty();
                Object[] elements = ids
                        ? many.toArray()
                        : many.stream().map(String::valueOf).toArray();
                statement.setArray(index, statement.getConnection().createArrayOf(ids ? "uuid" : "text", elements));
            }
            default -> statement.setObject(index, value);
        }
    }
}
