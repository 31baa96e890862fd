-- Epochs (design: sync-protocol.md §3): each is one unbroken history of this database.

ALTER TABLE epoch ADD COLUMN mark text NOT NULL DEFAULT left(md5(gen_random_uuid()::text), 8);
ALTER TABLE epoch ADD COLUMN name text GENERATED ALWAYS AS ('e' || number::text || '-' || mark) STORED CONSTRAINT epoch_name UNIQUE;
COMMENT ON COLUMN epoch.mark IS 'One backup may be restored twice: two histories then have the same number, but never the same name';
REVOKE INSERT ON epoch FROM ${app};
INSERT INTO epoch (number, system_identifier, timeline)
SELECT 1, system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8) FROM pg_control_system()
WHERE NOT EXISTS (SELECT FROM epoch);

ALTER TABLE sync_device ADD COLUMN durable_seq bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN sync_device.durable_seq IS 'What the last verified backup covers: the phone may forget up to here';

-- The epoch of this database; null if it has become another one, restored elsewhere or promoted from a standby. Asked by
-- every pull and push, since a driver or a proxy may reach another server without anybody noticing.
CREATE FUNCTION sync_epoch() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    latest epoch;
BEGIN
    SELECT * INTO latest FROM epoch ORDER BY number DESC LIMIT 1;
    IF latest.timeline = left(pg_walfile_name(pg_current_wal_lsn()), 8)
       AND latest.system_identifier = (SELECT system_identifier FROM pg_control_system()) THEN
        RETURN latest.name;
    END IF;
    RETURN NULL;
END $$;

-- Rows that are made in a later epoch begin above whatever an earlier one reached: the same row may have lived there too.
CREATE FUNCTION sync_first_version() RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT (max(number) - 1) * 1000000 + 1 FROM epoch);
END $$;

-- Opens the next epoch, unless somebody just has: `p_over` is the one that is seen to be over (null: see by the database's
-- identity), `p_above` a number that a lost history reached. Answers the present epoch.
--
-- It waits for all writers and keeps new ones out until it commits, so that every row is lifted once. Only the version of
-- a row is lifted, never its history: what a phone saw last in the lost history then lies above all that was kept and
-- below all that is written from now on, which is just what a merge has to know of its `base`. Transaction ids of two
-- clusters do not compare, so every one is made ours.
CREATE FUNCTION sync_open_epoch(p_over text DEFAULT NULL, p_above integer DEFAULT 0) RETURNS text LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '20s' SET enable_seqscan = on AS $$
DECLARE
    latest epoch;
    opened epoch;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('naichang.epoch', 0));
    SELECT * INTO latest FROM epoch ORDER BY number DESC LIMIT 1;
    IF coalesce(latest.name <> p_over, sync_epoch() IS NOT NULL) THEN
        RETURN latest.name;
    END IF;
    LOCK TABLE sync_device, sync_document, sync_member, sync_subscription, sync_outcome IN EXCLUSIVE MODE;
    INSERT INTO epoch (number, system_identifier, timeline)
    SELECT greatest(latest.number, p_above) + 1, system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8)
    FROM pg_control_system()
    RETURNING * INTO opened;
    UPDATE sync_document SET version = version + (opened.number - latest.number) * 1000000;
    UPDATE sync_member SET xid = pg_current_xact_id();
    UPDATE sync_subscription SET xid = pg_current_xact_id();
    UPDATE sync_outcome SET xid = pg_current_xact_id();
    -- Phones that listen come at once, and learn of it.
    PERFORM pg_notify('naichang', '{"tenant": "*", "buckets": "*"}');
    RETURN opened.name;
END $$;
REVOKE ALL ON FUNCTION sync_open_epoch(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync_open_epoch(text, integer) TO ${app};
