package io.naichang.sync;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What a user's phones follow beside what their rows lead to: his own bucket, the catalogue, stock of his van.
@ApplicationScoped
public class Subscriptions {
    private final Sql sql;
    private final Changes changes;

    Subscriptions(Sql sql, Changes changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /// The bucket of a user's own rows, through which he reads everything else.
    public static String own(UUID user) {
        return "tech:" + user;
    }

    /// What leads a user to a row gives him the right to work on it: one of its buckets that he follows now, or a
    /// bucket that once held it and that he once followed.
    public Right right(String collection, UUID id, UUID user) {
        List<Boolean> now = sql.list("""
                SELECT m.op = 'P' AND s.now
                FROM (SELECT bucket, op = 'P' AS now FROM sync_subscription WHERE tenant_id = current_tenant() AND reader = ?
                      UNION ALL
                      SELECT bucket, false FROM sync_followed WHERE tenant_id = current_tenant() AND reader = ?) s
                JOIN sync_member m ON m.tenant_id = current_tenant() AND m.bucket = s.bucket AND m.collection = ? AND m.id = ?
                """, row -> row.getBoolean(1), own(user), own(user), collection, id);
        if (now.contains(true)) {
            return new Right.Present();
        }
        return now.isEmpty() ? new Right.None() : new Right.Past("out-of-scope");
    }

    /// Makes `buckets` exactly the ones of this kind that the user follows; a kind is a prefix such as `stock:`. A kind
    /// is either followed here or led to by rows, never both.
    public void follow(UUID user, String kind, Set<String> buckets) {
        int changed = sql.update("""
                INSERT INTO sync_subscription AS s (reader, bucket, refs, op)
                SELECT ?, b, wanted, CASE wanted WHEN 1 THEN 'P' ELSE 'R' END::"char"
                FROM (SELECT b, 1 AS wanted FROM unnest(?::text[]) b
                      UNION ALL
                      SELECT bucket, 0 FROM sync_subscription
                      WHERE tenant_id = current_tenant() AND reader = ? AND starts_with(bucket, ?) AND op = 'P' AND bucket <> ALL (?::text[])) w
                ORDER BY b
                ON CONFLICT (tenant_id, reader, bucket) DO UPDATE
                SET refs = excluded.refs, op = excluded.op, xid = excluded.xid WHERE s.refs <> excluded.refs
                """, own(user), buckets, own(user), kind, buckets);
        if (changed > 0) {
            changes.poke(own(user));
        }
    }
}
