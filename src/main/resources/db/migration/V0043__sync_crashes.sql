-- A crash of PostgreSQL takes back the ids of transactions that had not reached the disk; those had not committed, but a
-- phone's cursor may count them as over. Given out again, for something that does commit, they would never be delivered.
-- So the first connection after a crash passes them by.

ALTER TABLE epoch ADD COLUMN statistics_from timestamptz;
COMMENT ON COLUMN epoch.statistics_from IS 'What pg_stat_wal said when ids were last passed by: a crash begins its figures anew, a shutdown does not';

CREATE FUNCTION sync_crashed() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT e.statistics_from IS DISTINCT FROM w.stats_reset FROM epoch e, pg_stat_wal w ORDER BY e.number DESC LIMIT 1;
END;

-- Each id needs a transaction of its own; they write nothing, and so wait for no disk.
CREATE PROCEDURE sync_pass_ids(many integer) LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1..many LOOP
        PERFORM pg_current_xact_id();
        COMMIT;
    END LOOP;
END $$;

CREATE FUNCTION sync_ids_passed() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    UPDATE epoch SET statistics_from = (SELECT stats_reset FROM pg_stat_wal) WHERE number = (SELECT max(number) FROM epoch);
END;
REVOKE ALL ON FUNCTION sync_ids_passed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync_ids_passed() TO ${app};
