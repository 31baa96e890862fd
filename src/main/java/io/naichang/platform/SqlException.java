package io.naichang.platform;

import java.sql.SQLException;

/// A statement that PostgreSQL refused; carries its text, never its parameters, which may be personal data.
final class SqlException extends RuntimeException {
    SqlException(String text, SQLException cause) {
        super("SQL failed: " + text.strip().lines().findFirst().orElse(""), cause);
    }
}
