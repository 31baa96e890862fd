package io.naichang.platform;

import java.sql.SQLException;

/// A statement that PostgreSQL refused; carries its text, never its parameters, which may be personal data.
public final class SqlException extends RuntimeException {
    private final String state;

    SqlException(String text, SQLException cause) {
        super("SQL failed: " + text.strip().lines().findFirst().orElse(""), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /// The SQLSTATE, five characters, or empty.
    public String state() {
        return state;
    }
}
