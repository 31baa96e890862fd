package io.naichang.shifts;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What the caller's company says about shifts.
@ApplicationScoped
class ShiftPolicies {
    private static final String SELECT =
            "SELECT version, overtime_factor FROM shift_policy WHERE tenant_id = current_tenant()";

    private final Sql sql;

    ShiftPolicies(Sql sql) {
        this.sql = sql;
    }

    /// A policy that was read, for the ETag.
    record Stored(int version, ShiftPolicyForm form) {}

    Stored current() {
        return sql.first(SELECT, ShiftPolicies::stored).orElse(new Stored(1, ShiftPolicyForm.DEFAULT));
    }

    /// The policy, locked against other changes until the transaction ends.
    Stored lock() {
        sql.update(
                "INSERT INTO shift_policy (overtime_factor) VALUES (?) ON CONFLICT DO NOTHING",
                ShiftPolicyForm.DEFAULT.overtimeFactor());
        return sql.first(SELECT + " FOR UPDATE", ShiftPolicies::stored).orElseThrow();
    }

    void put(ShiftPolicyForm form) {
        sql.update(
                "UPDATE shift_policy SET version = version + 1, overtime_factor = ? WHERE tenant_id = current_tenant()",
                form.overtimeFactor());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getInt(1), new ShiftPolicyForm(row.getBigDecimal(2).stripTrailingZeros()));
    }
}
