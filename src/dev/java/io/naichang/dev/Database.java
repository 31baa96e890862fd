package io.naichang.dev;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The database `naichang` and its two roles: the owner, who migrates and is no superuser, and the application, which
/// owns nothing and cannot pass by row-level security. Made again at every start, so that a crash in between heals.
final class Database {
    static final String NAME = "naichang";
    static final String OWNER = "naichang_owner";
    static final String APPLICATION = "naichang_app";

    private Database() {}

    static void prepare(Postgres postgres, String ownerPassword, String applicationPassword) throws IOException {
        String superuser = postgres.superuserPassword();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("postgres"), Postgres.SUPERUSER, superuser);
                Statement sql = connection.createStatement()) {
            role(connection, OWNER, ownerPassword);
            role(connection, APPLICATION, applicationPassword);
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", NAME)) {
                sql.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
            }
            sql.execute("REVOKE ALL ON DATABASE " + NAME + " FROM PUBLIC");
            sql.execute("GRANT CONNECT, TEMPORARY ON DATABASE " + NAME + " TO " + APPLICATION);
            // Who looks for a slow statement needs these figures; they are of the whole server.
            sql.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        } catch (SQLException refusal) {
            throw new CannotStart("PostgreSQL refuses to prepare the database: " + refusal.getMessage(), refusal);
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", name)) {
                sql.execute("CREATE ROLE " + name);
            }
            // The password is ours and hexadecimal: there is nothing in it to quote.
            sql.execute("ALTER ROLE " + name
                    + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '" + password
                    + "'");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setString(1, name);
            return sql.executeQuery().next();
        }
    }
}
