package io.naichang.assets;

import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What visits found at assets; the last three travel with the asset to every phone that holds it.
@ApplicationScoped
public class AssetReports {
    private final Sql sql;
    private final Changes changes;

    AssetReports(Sql sql, Changes changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /// Keeps what a visit found; told again, the later word stands. A visit of two machines reports to both.
    public void add(UUID assetId, UUID visitId, Instant at, String outcome, @Nullable String summary) {
        sql.update("""
                INSERT INTO asset_report (asset_id, visit_id, at, outcome, summary) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, asset_id, visit_id) DO UPDATE
                SET at = excluded.at, outcome = excluded.outcome, summary = excluded.summary
                """, assetId, visitId, at, outcome, summary);
        changes.touch(Assets.COLLECTION, assetId);
    }
}
