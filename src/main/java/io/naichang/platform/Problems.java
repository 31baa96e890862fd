package io.naichang.platform;

import io.vertx.core.http.HttpServerResponse;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// What lies behind an exception that nobody expected.
public final class Problems {
    /// SQLSTATEs of a connection that broke, of a server that is stopping, starting or killed, of one that
    /// is full, and of a lock that did not come free (while an epoch opens).
    private static final List<String> OUTAGES = List.of("08", "57P01", "57P02", "57P03", "53300", "55P03");

    /// Narayana's word for a transaction that is not the one that was begun.
    private static final String WRONG_TRANSACTION = "ARJUNA016108";

    private Problems() {}

    /// What an exception comes down to.
    ///
    /// @param race true if trying again may help (deadlock, serialisation)
    /// @param constraint true if the database refused a value, `code` then being the problem's code
    /// @param outage true if the database could not be reached, which says nothing about what was asked of it
    public record Cause(boolean race, boolean constraint, boolean outage, String code) {
        /// The answer to whoever must come again when the database is back.
        public static Problem busy() {
            return Problem.of(503, "busy", "The database cannot be reached now; try again.")
                    .header("Retry-After", "5");
        }
    }

    /// Answers a call that JAX-RS does not serve.
    public static void answer(Problem problem, HttpServerResponse response) {
        ProblemMapper.answer(problem, response);
    }

    /// Looks through the causes for the database's word.
    public static Cause causeOf(Throwable thrown) {
        Problem problem = ProblemMapper.constraintProblem(thrown);
        String state = sqlState(thrown);
        boolean race = state.equals("40001") || state.equals("40P01");
        return new Cause(
                race,
                problem != null && !race,
                OUTAGES.stream().anyMatch(state::startsWith) || neverBegan(thrown),
                problem == null ? "internal" : problem.code());
    }

    /// What Agroal throws itself has no SQLSTATE: no connection came free, or none could be bound to the
    /// transaction. And whoever began a transaction whose connection was broken misses it at its end: Tenancy has
    /// rolled it back.
    private static boolean neverBegan(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).startsWith(WRONG_TRANSACTION)) {
                return true;
            }
            if (cause instanceof SQLException sql && !(sql instanceof PSQLException) && sql.getSQLState() == null) {
                return true;
            }
        }
        return false;
    }

    private static String sqlState(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
