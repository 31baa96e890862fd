package io.naichang.parts;

import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Visits as this feature, which must not depend on theirs, can know them: by what sync has recorded.
@ApplicationScoped
class KnownVisits {
    private final Sql sql;

    KnownVisits(Sql sql) {
        this.sql = sql;
    }

    /// @throws Problem 400 `unknown-visit`
    void require(UUID visit) {
        boolean known = sql.first(
                        "SELECT 1 FROM sync_document WHERE tenant_id = current_tenant() AND collection = 'visits' AND id = ? AND NOT deleted",
                        row -> row.getInt(1),
                        visit)
                .isPresent();
        if (!known) {
            throw Problem.invalid("unknown-visit", "visitId", "There is no such visit.");
        }
    }
}
