-- What the sync clock gives up in the end, and how a cursor that needs it is known (design: sync-protocol.md §5).
--
-- Time is not what decides: a cursor is a snapshot, so it is refused if one of the transactions whose tombstones were
-- deleted may not have been visible in it, and only then.

CREATE TABLE sync_tick (
    at    timestamptz PRIMARY KEY,
    epoch integer NOT NULL,
    xid   xid8 NOT NULL
);
COMMENT ON TABLE sync_tick IS 'When, by our clock, all transactions before xid were over; one a night';
COMMENT ON COLUMN sync_tick.epoch IS 'Transactions of two histories do not compare: ticks of an older one count no more';
GRANT SELECT, INSERT, DELETE ON sync_tick TO ${app};

CREATE TABLE sync_horizon (
    tenant_id text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    bucket    text NOT NULL,
    epoch     integer NOT NULL,
    xid       xid8 NOT NULL,
    PRIMARY KEY (tenant_id, bucket)
);
COMMENT ON TABLE sync_horizon IS 'The newest tombstone of a bucket that was deleted: a snapshot that saw all up to it misses nothing of it';
COMMENT ON COLUMN sync_horizon.bucket IS 'also for what its reader had given up';
-- A cursor of yesterday finds at one look that nothing as new was deleted.
CREATE INDEX sync_horizon_clock ON sync_horizon (tenant_id, xid);
SELECT protect('sync_horizon', 'SELECT, INSERT, UPDATE');

CREATE TABLE sync_followed (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    reader    text NOT NULL,
    bucket    text NOT NULL,
    PRIMARY KEY (tenant_id, reader, bucket)
);
COMMENT ON TABLE sync_followed IS 'Buckets given up so long ago that no pull looks for them; kept for the rights of late work';
SELECT protect('sync_followed', 'SELECT, INSERT');

CREATE INDEX sync_member_tombstone ON sync_member (tenant_id, xid) WHERE op = 'R' AND bucket LIKE 'tech:%';
CREATE INDEX sync_subscription_tombstone ON sync_subscription (tenant_id, xid) WHERE op = 'R';
GRANT DELETE ON sync_member, sync_subscription TO ${app};

-- True if a reader's cursor that stands at `p_at` could miss a tombstone that is gone.
CREATE FUNCTION sync_expired(p_reader text, p_at pg_snapshot) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM sync_horizon h
                   WHERE h.tenant_id = current_tenant() AND h.xid >= pg_snapshot_xmin(p_at)
                     AND h.epoch = (SELECT max(number) FROM epoch)
                     AND (h.bucket = p_reader OR EXISTS (
                         SELECT FROM sync_subscription s
                         WHERE s.tenant_id = h.tenant_id AND s.reader = p_reader AND s.bucket = h.bucket)));
END;

-- Deletes some of this tenant's oldest tombstones of before `p_before`, and says in the same transaction how far that
-- went. A row that comes back meanwhile is none any more: its lock decides. Answers how many went.
CREATE FUNCTION sync_compact(p_before xid8, p_limit integer) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    WITH members AS (
        DELETE FROM sync_member m
        -- That a machine left a site keeps the rights of late work there, and is rare: only what left people goes.
        USING (SELECT bucket, collection, id FROM sync_member
               WHERE tenant_id = current_tenant() AND op = 'R' AND xid < p_before AND bucket LIKE 'tech:%' ORDER BY xid LIMIT p_limit) o
        WHERE m.tenant_id = current_tenant() AND m.bucket = o.bucket AND m.collection = o.collection AND m.id = o.id
          AND m.op = 'R' AND m.xid < p_before
        RETURNING m.bucket, m.xid),
    subscriptions AS (
        DELETE FROM sync_subscription s
        USING (SELECT reader, bucket FROM sync_subscription
               WHERE tenant_id = current_tenant() AND op = 'R' AND xid < p_before ORDER BY xid LIMIT p_limit) o
        WHERE s.tenant_id = current_tenant() AND s.reader = o.reader AND s.bucket = o.bucket
          AND s.op = 'R' AND s.xid < p_before
        RETURNING s.reader, s.bucket, s.xid),
    followed AS (
        INSERT INTO sync_followed (reader, bucket) SELECT reader, bucket FROM subscriptions ON CONFLICT DO NOTHING),
    gone AS (SELECT bucket, xid FROM members UNION ALL SELECT reader, xid FROM subscriptions),
    horizon AS (
        INSERT INTO sync_horizon AS h (bucket, epoch, xid)
        SELECT bucket, (SELECT max(number) FROM epoch), max(xid) FROM gone GROUP BY bucket ORDER BY bucket
        ON CONFLICT (tenant_id, bucket) DO UPDATE SET
            xid = CASE WHEN h.epoch = excluded.epoch THEN greatest(h.xid, excluded.xid) ELSE excluded.xid END,
            epoch = excluded.epoch)
    SELECT count(*)::integer FROM gone;
END;
