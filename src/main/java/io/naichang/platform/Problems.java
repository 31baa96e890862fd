package io.naichang.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What lies behind an exception that nobody expected.
public final class Problems {
    private Problems() {}

    /// What an exception comes down to.
    ///
    /// @param race true if trying again may help (deadlock, serialisation)
    /// @param constraint true if the database refused a value, `code` then being the problem's code
    public record Cause(boolean race, boolean constraint, String code) {}

    /// Looks through the causes for the database's word.
    public static Cause causeOf(Throwable thrown) {
        Problem problem = ProblemMapper.constraintProblem(thrown);
        String state = sqlState(thrown);
        boolean race = state.equals("40001") || state.equals("40P01");
        return new Cause(race, problem != null && !race, problem == null ? "internal" : problem.code());
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
