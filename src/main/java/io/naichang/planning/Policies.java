package io.naichang.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What the caller's company says about route plans.
@ApplicationScoped
class Policies {
    private static final String SELECT =
            "SELECT version, policy::text FROM planning_policy WHERE tenant_id = current_tenant()";

    private final Sql sql;

    Policies(Sql sql) {
        this.sql = sql;
    }

    /// A policy that was read, for the ETag.
    record Stored(int version, PolicyForm form) {}

    Stored current() {
        return sql.first(SELECT, Policies::stored).orElse(new Stored(1, PolicyForm.DEFAULT));
    }

    /// The policy, locked against other changes until the transaction ends.
    Stored lock() {
        sql.update(
                "INSERT INTO planning_policy (policy) VALUES (?::jsonb) ON CONFLICT DO NOTHING",
                json(PolicyForm.DEFAULT));
        return sql.first(SELECT + " FOR UPDATE", Policies::stored).orElseThrow();
    }

    void put(PolicyForm form) {
        sql.update(
                "UPDATE planning_policy SET version = version + 1, policy = ?::jsonb WHERE tenant_id = current_tenant()",
                json(form));
    }

    private static String json(PolicyForm form) {
        return Json.MAPPER.valueToTree(form).toString();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        try {
            return new Stored(row.getInt(1), Json.MAPPER.readValue(row.getString(2), PolicyForm.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored policy cannot be read", e);
        }
    }
}
