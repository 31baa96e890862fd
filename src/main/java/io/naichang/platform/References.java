package io.naichang.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Keeps references alive where rows are deleted by a date and not for good, which foreign keys do not see.
@ApplicationScoped
public class References {
    private final List<Dependents> dependents;
    private final Sql sql;

    References(@All List<Dependents> dependents, Sql sql) {
        this.dependents = dependents;
        this.sql = sql;
    }

    /// Makes sure that `field` may refer to a row of a table that has `deleted_at`: it is there, and cannot be deleted
    /// before this transaction ends.
    ///
    /// @throws Problem 400 `unknown-<table>`
    public void require(String table, String field, UUID id) {
        List<Integer> found = sql.list(
                "SELECT 1 FROM " + table
                        + " WHERE tenant_id = current_tenant() AND id = ? AND deleted_at IS NULL FOR SHARE",
                row -> row.getInt(1),
                id);
        if (found.isEmpty()) {
            throw Problem.invalid("unknown-" + table, field, "There is no such " + table + ".");
        }
    }

    /// Refuses the deletion of what others hang on. Called when the row is marked as deleted, and so locked, already:
    /// nothing new can be hung on it meanwhile.
    ///
    /// @throws Problem 409 `in-use`, with `by` naming the collection that refers to it
    public void refuseIfUsed(String collection, UUID id) {
        for (Dependents each : dependents) {
            if (each.hangOn(collection, id)) {
                throw Problem.conflict("in-use", "Something else refers to it.").with("by", each.name());
            }
        }
    }
}
