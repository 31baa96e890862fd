package io.naichang.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/// Makes the real database fail: triggers before every statement that writes, set by the owner of the tables, which
/// count those statements and end the connection that comes to a number (`pg_terminate_backend`, as an administrator
/// or a crash would), or run into an error that no program expects.
public final class Faults implements AutoCloseable {
    private final Connection owner;

    private Faults(Connection owner) {
        this.owner = owner;
    }

    /// The database works, and counts.
    public static Faults armed() throws SQLException {
        var config = ConfigProvider.getConfig();
        Faults faults = new Faults(DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class)));
        String app = config.getValue("quarkus.datasource.username", String.class);
        faults.run("""
                CREATE SCHEMA faults;
                CREATE SEQUENCE faults.statements;
                CREATE TABLE faults.plan (first bigint NOT NULL, last bigint NOT NULL);
                INSERT INTO faults.plan VALUES (0, 0);
                CREATE FUNCTION faults.strike() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT nextval('faults.statements') BETWEEN first AND last FROM faults.plan) THEN
                        PERFORM pg_terminate_backend(pg_backend_pid());
                        -- The signal is read here at the latest.
                        PERFORM pg_sleep(60);
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE FUNCTION faults.bug() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF new.text = 'หารด้วยศูนย์' THEN
                        PERFORM 1 / (length(new.text) - length(new.text));
                    END IF;
                    RETURN new;
                END $$;
                CREATE TRIGGER fault_bug BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION faults.bug();
                GRANT USAGE ON SCHEMA faults TO %1$s;
                GRANT SELECT ON faults.plan TO %1$s;
                GRANT USAGE ON SEQUENCE faults.statements TO %1$s;
                DO $$
                DECLARE name regclass;
                BEGIN
                    FOR name IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                                AND c.relname <> 'flyway_schema_history' LOOP
                        EXECUTE format('CREATE TRIGGER fault_strike BEFORE INSERT OR UPDATE OR DELETE ON %%s'
                                       ' FOR EACH STATEMENT EXECUTE FUNCTION faults.strike()', name);
                    END LOOP;
                END $$;
                """.formatted(app));
        return faults;
    }

    /// How many statements have written since the beginning.
    public long statements() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT last_value FROM faults.statements")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Ends connections at the `first` to the `last` next writing statement, counted from 1.
    public void strike(long first, long last) throws SQLException {
        long now = statements();
        run("UPDATE faults.plan SET first = " + (now + first) + ", last = " + (now + last));
    }

    /// Lets everything work again.
    public void heal() throws SQLException {
        run("UPDATE faults.plan SET first = 0, last = 0");
    }

    private void run(String text) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() throws SQLException {
        try (owner) {
            run("DROP SCHEMA faults CASCADE");
        }
    }
}
