package io.naichang.feeds;

import io.naichang.platform.Caller;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tenant's feeds.
@ApplicationScoped
class Feeds {
    static final Listing LISTING = new Listing(
            "calendar-feeds",
            "calendar_feed t",
            "t.id",
            "(CASE WHEN t.revoked_at IS NULL THEN 0 ELSE 1 END)",
            """
            jsonb_strip_nulls(jsonb_build_object('subject', t.subject, 'subjectId', t.subject_id, 'language', t.language,
                'createdBy', t.created_by, 'createdAt', wire(t.created_at), 'revokedAt', wire(t.revoked_at)))""",
            "t.created_at",
            "timestamptz");

    /// A feed lasts no longer than the right by which it was made: that of [FeedResource].
    private static final String SELECT = """
            SELECT subject, subject_id, language, revoked_at IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM app_user u WHERE u.tenant_id = f.tenant_id AND u.id = f.created_by AND u.active
                  AND (u.roles && ARRAY['dispatcher', 'manager', 'admin']
                       OR u.roles @> ARRAY['technician'] AND f.subject = 'technician' AND f.subject_id = u.id))
            FROM calendar_feed f WHERE tenant_id = current_tenant() AND\s""";

    private final SecureRandom random = new SecureRandom();
    private final Sql sql;
    private final Caller caller;
    private final Clock clock;

    Feeds(Sql sql, Caller caller, Clock clock) {
        this.sql = sql;
        this.caller = caller;
        this.clock = clock;
    }

    /// A feed as it was asked for.
    ///
    /// @param revoked or made by somebody who left or may not see this any more, and may have kept its address
    record Stored(FeedForm form, boolean revoked) {}

    Optional<FeedForm> find(UUID id) {
        return sql.first(SELECT + "id = ?", Feeds::stored, id).map(Stored::form);
    }

    Optional<Stored> find(Secret secret) {
        return sql.first(SELECT + "secret_hash = ?", Feeds::stored, secret.hash());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        FeedForm form = new FeedForm(row.getString(1), row.getObject(2, UUID.class), row.getString(3));
        return new Stored(form, row.getBoolean(4));
    }

    /// Makes a feed. Made before under this id, it gets a new secret and the one that nobody may have heard of is none
    /// any more.
    ///
    /// @throws Problem 410 `feed-revoked`: what was given up stays so
    Secret open(UUID id, FeedForm form) {
        Secret secret = Secret.random(caller.tenant(), random);
        int opened = sql.update(
                """
                INSERT INTO calendar_feed (id, subject, subject_id, language, secret_hash, created_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, id) DO UPDATE SET secret_hash = excluded.secret_hash, created_by = excluded.created_by
                WHERE calendar_feed.revoked_at IS NULL
                """,
                id,
                form.subject(),
                form.subjectId(),
                form.language(),
                secret.hash(),
                caller.user(),
                clock.instant());
        if (opened == 0) {
            throw Problem.of(410, "feed-revoked", "This calendar was given up: make another, under another id.");
        }
        return secret;
    }

    /// @throws Problem 404 unless there is such a feed and the caller may see it
    void revoke(UUID id, @Nullable UUID ownOnly) {
        requireVisible(id, ownOnly);
        sql.update("""
                UPDATE calendar_feed SET revoked_at = coalesce(revoked_at, ?) WHERE tenant_id = current_tenant() AND id = ?
                """, clock.instant(), id);
    }

    /// @throws Problem 404 unless there is such a feed, and of this technician if one is given
    void requireVisible(UUID id, @Nullable UUID ownOnly) {
        if (find(id).filter(each -> ownOnly == null || isOf(each, ownOnly)).isEmpty()) {
            throw Problem.missing("not-found");
        }
    }

    static boolean isOf(FeedForm form, UUID technician) {
        return form.subject().equals("technician") && form.subjectId().equals(technician);
    }
}
