-- Verified backups, and what rows are worth nothing without.

CREATE TABLE backup (
    id          uuid PRIMARY KEY,
    epoch       text NOT NULL,
    taken_at    timestamptz NOT NULL,
    verified_at timestamptz NOT NULL DEFAULT now(),
    rows        bigint NOT NULL,
    bytes       bigint NOT NULL,
    objects     bigint NOT NULL
);
COMMENT ON TABLE backup IS 'Written by the owner only, after the files were read back';

-- Lets phones forget what a verified backup covers: their highest numbers in its snapshot. False if another history began
-- meanwhile. The lock is the one that opening an epoch waits for.
CREATE FUNCTION backup_verified(
    p_id uuid, p_epoch text, p_taken_at timestamptz, p_rows bigint, p_bytes bigint, p_objects bigint,
    p_tenants text[], p_devices uuid[], p_seqs bigint[])
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE sync_device IN ROW EXCLUSIVE MODE;
    IF p_epoch <> (SELECT name FROM epoch ORDER BY number DESC LIMIT 1) THEN
        RETURN false;
    END IF;
    UPDATE sync_device d SET durable_seq = c.seq
    FROM unnest(p_tenants, p_devices, p_seqs) AS c (tenant_id, id, seq)
    WHERE d.tenant_id = c.tenant_id AND d.id = c.id AND d.durable_seq < c.seq;
    INSERT INTO backup (id, epoch, taken_at, rows, bytes, objects)
    VALUES (p_id, p_epoch, p_taken_at, p_rows, p_bytes, p_objects);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION backup_verified(uuid, text, timestamptz, bigint, bigint, bigint, text[], uuid[], bigint[]) FROM PUBLIC;

-- Every object that a row cannot do without, of all tenants: for the owner's eyes only. Whoever stores objects adds them.
CREATE VIEW stored_object AS
SELECT tenant_id || '/sha256/' || left(sha256, 2) || '/' || sha256 AS key, size, sha256 FROM blob WHERE state = 'verified'
UNION ALL
SELECT object_key, NULL, NULL FROM track_chunk WHERE object_key IS NOT NULL;
