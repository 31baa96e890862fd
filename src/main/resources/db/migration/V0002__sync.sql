-- The sync clock (design: architecture.md, "The sync clock").
--
-- Features keep their own tables. Each synced collection has a view `<collection>_state (id, doc, buckets, leads)`
-- that says how a row looks on the wire, who sees it, and where it leads its readers. sync_record() compares that with
-- what was last recorded here and writes version, history, membership and subscriptions in one call.

CREATE SEQUENCE sync_seq;
GRANT USAGE ON SEQUENCE sync_seq TO ${app};

CREATE TABLE sync_document (
    tenant_id      text NOT NULL DEFAULT current_tenant(),
    collection     text NOT NULL,
    id             uuid NOT NULL,
    version        integer NOT NULL,
    doc            jsonb NOT NULL,
    field_versions jsonb NOT NULL DEFAULT '{}',
    buckets        text[] NOT NULL,
    leads          text[] NOT NULL,
    deleted        boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    -- The id first, here and below: it alone nearly always decides, and compares faster than texts.
    PRIMARY KEY (id, collection, tenant_id)
);
COMMENT ON COLUMN sync_document.field_versions IS 'field -> [version, device or null, seq or null] of its last change';
COMMENT ON COLUMN sync_document.leads IS 'buckets that whoever holds this row subscribes to as well (a visit leads to its site)';
SELECT protect('sync_document', 'SELECT, INSERT, UPDATE');

CREATE TABLE sync_member (
    tenant_id  text NOT NULL DEFAULT current_tenant(),
    bucket     text NOT NULL,
    collection text NOT NULL,
    id         uuid NOT NULL,
    op         "char" NOT NULL CONSTRAINT sync_member_op CHECK (op IN ('P', 'R')),
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    seq        bigint NOT NULL DEFAULT nextval('sync_seq'),
    PRIMARY KEY (id, bucket, collection, tenant_id)
);
COMMENT ON COLUMN sync_member.xid IS 'The writing transaction, never the system column xmin: savepoints change that one';
CREATE INDEX sync_member_clock ON sync_member (tenant_id, bucket, xid, seq);
SELECT protect('sync_member', 'SELECT, INSERT, UPDATE');

CREATE TABLE sync_subscription (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    reader    text NOT NULL,
    bucket    text NOT NULL,
    refs      integer NOT NULL CONSTRAINT sync_subscription_refs CHECK (refs >= 0),
    op        "char" NOT NULL CONSTRAINT sync_subscription_op CHECK (op IN ('P', 'R')),
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (tenant_id, reader, bucket)
);
COMMENT ON COLUMN sync_subscription.reader IS 'the bucket through which one reads, tech:{user}';
COMMENT ON COLUMN sync_subscription.refs IS 'how many rows of the reader lead here; at zero the bucket is given up';
SELECT protect('sync_subscription', 'SELECT, INSERT, UPDATE');

CREATE TABLE field_change (
    tenant_id  text NOT NULL DEFAULT current_tenant(),
    collection text NOT NULL,
    id         uuid NOT NULL,
    field      text NOT NULL,
    version    integer NOT NULL,
    value      jsonb,
    actor      uuid,
    device_id  uuid,
    seq        bigint,
    at         timestamptz NOT NULL,
    PRIMARY KEY (id, collection, tenant_id, field, version)
);
COMMENT ON TABLE field_change IS 'Append-only: what every field was, when, and by whose hand';
SELECT protect('field_change', 'SELECT, INSERT');

CREATE TABLE sync_device (
    tenant_id    text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id           uuid NOT NULL,
    user_id      uuid NOT NULL,
    install_id   text NOT NULL,
    platform     text NOT NULL,
    app_version  text NOT NULL,
    schema       integer NOT NULL,
    last_seq     bigint NOT NULL DEFAULT 0,
    skew_ms      bigint,
    last_push_at timestamptz,
    last_pull_at timestamptz,
    revoked_at   timestamptz,
    wipe         boolean NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT sync_device_install UNIQUE (tenant_id, user_id, install_id)
);
SELECT protect('sync_device', 'SELECT, INSERT, UPDATE');

CREATE TABLE sync_anchor (
    tenant_id   text NOT NULL DEFAULT current_tenant(),
    device_id   uuid NOT NULL,
    boot        text NOT NULL,
    mono        bigint NOT NULL,
    server_time timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, boot)
);
COMMENT ON TABLE sync_anchor IS 'When, by our clock, a device''s monotonic clock stood at mono; the least delayed of each boot';
SELECT protect('sync_anchor', 'SELECT, INSERT, UPDATE');

CREATE TABLE sync_mutation (
    tenant_id    text NOT NULL DEFAULT current_tenant(),
    device_id    uuid NOT NULL,
    seq          bigint NOT NULL,
    digest       text NOT NULL,
    result       jsonb NOT NULL,
    occurred_at  timestamptz NOT NULL,
    time_quality text NOT NULL CONSTRAINT sync_mutation_quality CHECK (time_quality IN ('exact', 'bounded', 'device')),
    device_at    timestamptz,
    received_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, device_id, seq)
);
COMMENT ON COLUMN sync_mutation.digest IS 'SHA-256 (base64url) of the mutation''s RFC 8785 form: the same seq with other content is a cloned phone';
SELECT protect('sync_mutation', 'SELECT, INSERT');

CREATE TABLE sync_held (
    tenant_id   text NOT NULL DEFAULT current_tenant(),
    device_id   uuid NOT NULL,
    seq         bigint NOT NULL,
    collection  text NOT NULL,
    record_id   uuid NOT NULL,
    waits_for   text NOT NULL,
    waits_id    uuid NOT NULL,
    mutation    jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    group_seq   bigint NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    raised_at   timestamptz,
    tried_at      timestamptz,
    tried_version integer,
    PRIMARY KEY (tenant_id, device_id, seq)
);
COMMENT ON COLUMN sync_held.tried_version IS 'of the row that it waits for, when it was there at the last try and was nobody''s yet';
COMMENT ON TABLE sync_held IS 'Mutations whose parent has not arrived';
COMMENT ON COLUMN sync_held.group_seq IS 'The first number of its group, which waits and applies whole';
COMMENT ON COLUMN sync_held.raised_at IS 'When a dispatcher was told that it waits for too long';
CREATE INDEX sync_held_record ON sync_held (tenant_id, collection, record_id);
SELECT protect('sync_held', 'SELECT, INSERT, UPDATE, DELETE');

-- The tenants in which something waits: a node asks for all of them at once and then acts for each.
CREATE FUNCTION sync_held_tenants() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT tenant_id FROM sync_held;
END;

CREATE TABLE sync_outcome (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    device_id uuid NOT NULL,
    seq       bigint NOT NULL,
    result    jsonb NOT NULL,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (tenant_id, device_id, seq)
);
COMMENT ON TABLE sync_outcome IS 'What became of mutations that were held; their device pulls it by the clock';
SELECT protect('sync_outcome', 'SELECT, INSERT');

CREATE TABLE conflict (
    tenant_id   text NOT NULL DEFAULT current_tenant(),
    id          uuid NOT NULL,
    collection  text NOT NULL,
    record_id   uuid,
    field       text,
    class       text NOT NULL CONSTRAINT conflict_class CHECK (class IN ('hard', 'refused', 'mark')),
    rule        text NOT NULL,
    reason      text,
    base        jsonb,
    theirs      jsonb,
    yours       jsonb,
    kept        text NOT NULL CONSTRAINT conflict_kept CHECK (kept IN ('yours', 'theirs', 'both')),
    mutation    jsonb NOT NULL,
    user_id     uuid,
    device_id   uuid,
    seq         bigint,
    their_actor uuid,
    version     integer,
    occurred_at timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    status      text NOT NULL DEFAULT 'open' CONSTRAINT conflict_status CHECK (status IN ('open', 'resolved')),
    resolved_by uuid,
    resolved_at timestamptz,
    resolution  jsonb,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE conflict IS 'The conflict ledger: every value that lost, and everything that could not be applied';
COMMENT ON COLUMN conflict.class IS 'hard: two values, one kept; refused: not applied; mark: applied, but a dispatcher should know';
COMMENT ON COLUMN conflict.version IS 'the row''s when the entry was made: what a field became later was not part of the choice';
CREATE INDEX conflict_open ON conflict (tenant_id, status, id);
CREATE INDEX conflict_record ON conflict (tenant_id, collection, record_id);
SELECT protect('conflict', 'SELECT, INSERT');
GRANT UPDATE (status, resolved_by, resolved_at, resolution) ON conflict TO ${app};

CREATE TABLE epoch (
    number            integer PRIMARY KEY,
    system_identifier bigint NOT NULL,
    timeline          text NOT NULL,
    opened_at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE epoch IS 'One row for each unbroken history of this database';
GRANT SELECT, INSERT ON epoch TO ${app};

CREATE TYPE sync_state AS (id uuid, doc jsonb, buckets text[], leads text[]);

-- Compares two documents field by field; the members of a map (a checklist's answers) are fields of their own.
CREATE FUNCTION sync_fields(doc jsonb) RETURNS TABLE (field text, value jsonb) LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT key, value FROM jsonb_each(doc) WHERE key <> 'answers' AND value <> 'null'
    UNION ALL
    SELECT 'answers.' || key, value FROM jsonb_each(nullif(doc -> 'answers', 'null')) WHERE value <> 'null';
END;

-- Gives each reader of `buckets` one reference more (or less) to each of `leads`.
CREATE FUNCTION sync_follow(readers text[], leads text[], change integer) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO sync_subscription AS s (reader, bucket, refs, op)
    SELECT r, l, greatest(change, 0), 'P' FROM unnest(readers) r, unnest(leads) l WHERE r LIKE 'tech:%' ORDER BY r, l
    ON CONFLICT (tenant_id, reader, bucket) DO UPDATE SET
        refs = s.refs + change,
        op = CASE WHEN s.refs + change = 0 THEN 'R'::"char" ELSE 'P'::"char" END,
        xid = CASE WHEN s.refs = 0 OR s.refs + change = 0 THEN pg_current_xact_id() ELSE s.xid END;
END;

-- Records the present state of rows; `gone` are ids that the view no longer shows. Answers each row that got a version.
CREATE FUNCTION sync_record(
    p_collection text, p_ids uuid[], p_states sync_state[], p_computed text[],
    p_actor uuid, p_device uuid, p_seq bigint, p_at timestamptz)
RETURNS TABLE (id uuid, version integer, was text[], now text[]) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    wanted  record;
    old     sync_document;
    changes jsonb;
    stamp   jsonb;
    next    integer;
    changed boolean;
BEGIN
    FOR wanted IN
        SELECT i AS id, s.id IS NULL AS gone, s.doc, coalesce(s.buckets, '{}') AS buckets, coalesce(s.leads, '{}') AS leads
        FROM unnest(p_ids) i LEFT JOIN unnest(p_states) s ON s.id = i ORDER BY i
    LOOP
        SELECT d.* INTO old FROM sync_document d
        WHERE d.tenant_id = current_tenant() AND d.collection = p_collection AND d.id = wanted.id FOR UPDATE;
        IF old.id IS NULL THEN
            CONTINUE WHEN wanted.gone;
            next := sync_first_version();
            changed := true;
            SELECT jsonb_object_agg(f.field, f.value) INTO changes
            FROM sync_fields(wanted.doc) f WHERE f.field <> ALL (p_computed);
            stamp := jsonb_build_array(next, p_device, p_seq);
            INSERT INTO sync_document (collection, id, version, doc, field_versions, buckets, leads)
            SELECT p_collection, wanted.id, next, wanted.doc,
                   coalesce((SELECT jsonb_object_agg(k, stamp) FROM jsonb_object_keys(changes) k), '{}'), wanted.buckets, wanted.leads;
            old.buckets := '{}';
            old.leads := '{}';
        ELSIF wanted.gone THEN
            CONTINUE WHEN old.deleted;
            next := old.version + 1;
            changed := true;
            changes := NULL;
            UPDATE sync_document d SET version = next, deleted = true, buckets = '{}', leads = '{}', updated_at = now()
            WHERE d.tenant_id = current_tenant() AND d.collection = p_collection AND d.id = wanted.id;
        ELSE
            changed := old.deleted OR old.doc IS DISTINCT FROM wanted.doc;
            CONTINUE WHEN NOT changed AND old.buckets = wanted.buckets AND old.leads = wanted.leads;
            next := old.version + changed::integer;
            changes := NULL;
            IF changed THEN
                SELECT jsonb_object_agg(field, coalesce(n.value, 'null')) INTO changes
                FROM sync_fields(wanted.doc) n FULL JOIN sync_fields(old.doc) o USING (field)
                WHERE n.value IS DISTINCT FROM o.value AND field <> ALL (p_computed);
            END IF;
            stamp := jsonb_build_array(next, p_device, p_seq);
            UPDATE sync_document d SET
                version = next, doc = wanted.doc, deleted = false, buckets = wanted.buckets, leads = wanted.leads,
                updated_at = CASE WHEN changed THEN now() ELSE d.updated_at END,
                field_versions = d.field_versions
                    || coalesce((SELECT jsonb_object_agg(k, stamp) FROM jsonb_object_keys(changes) k), '{}')
            WHERE d.tenant_id = current_tenant() AND d.collection = p_collection AND d.id = wanted.id;
        END IF;

        INSERT INTO field_change (collection, id, field, version, value, actor, device_id, seq, at)
        SELECT p_collection, wanted.id, c.key, next, c.value, p_actor, p_device, p_seq, p_at FROM jsonb_each(changes) c;

        INSERT INTO sync_member AS m (bucket, collection, id, op)
        SELECT b, p_collection, wanted.id, CASE WHEN b = ANY (wanted.buckets) THEN 'P'::"char" ELSE 'R'::"char" END
        FROM (SELECT unnest(old.buckets) UNION SELECT unnest(wanted.buckets)) u (b)
        WHERE changed OR NOT b = ANY (old.buckets) OR NOT b = ANY (wanted.buckets)
        ON CONFLICT (tenant_id, bucket, collection, id) DO UPDATE SET op = excluded.op, xid = excluded.xid, seq = excluded.seq;

        IF (old.buckets <> wanted.buckets OR old.leads <> wanted.leads) AND old.leads || wanted.leads <> '{}' THEN
            PERFORM sync_follow(wanted.buckets, wanted.leads, 1);
            PERFORM sync_follow(old.buckets, old.leads, -1);
        END IF;
        id := wanted.id;
        version := next;
        was := old.buckets;
        now := wanted.buckets;
        RETURN NEXT;
    END LOOP;
END $$;

-- One page of what a device has to be told since the snapshot `prev` (null: everything), bucket by bucket, each change as
-- its line on the wire. The first row has the header only, a JSON object: of the device what a pull has to know, the snapshot
-- that this page was read in, the epoch (null if this has become another database), whether the cursor is from a future that
-- was rolled back, and whether it is older than what was compacted; then nothing else follows.
-- `round` is null on the first page of a round, else the snapshot of that first page: later pages stay below it, and
-- what changed since comes with the next round. A bucket whose subscription is newer than `prev` is read whole (or
-- given up whole). A remove is left out when the row lives on in another bucket of the reader. `collection` (null: all) is
-- for libraries that ask for each by itself.
--
-- All of it in one call, because a phone that has nothing to fetch should cost one trip: the tenant is set here, and the
-- calling statement's snapshot is the page's (STABLE), so that the caller needs no transaction of its own.
--
-- What it costs must not depend on how much there is that did not change. So each bucket is asked for its next row on
-- the clock, in the clock's order, which leaves no other plan than its index; and a page begins at (xid, seq) by
-- one row comparison without an OR.
CREATE FUNCTION sync_pull(
    p_tenant text, p_device uuid, p_user uuid, p_prev pg_snapshot, p_round pg_snapshot, p_bucket text, p_xid xid8, p_seq bigint,
    p_limit integer, p_collection text)
RETURNS TABLE (line text, bucket text, xid xid8, seq bigint, header text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    own text := 'tech:' || p_user;
    ceiling xid8 := pg_snapshot_xmax(coalesce(p_round, pg_current_snapshot()));
    bound xid8;
    wanted record;
    given integer;
    remaining integer := p_limit;
    too_old boolean;
BEGIN
    PERFORM set_config('naichang.tenant', p_tenant, true);
    too_old := sync_expired(own, coalesce(p_prev, p_round));
    RETURN QUERY
    SELECT NULL::text, NULL::text, NULL::xid8, NULL::bigint, json_build_object(
               'lastSeq', d.last_seq, 'snapshot', pg_current_snapshot()::text, 'revoked', d.revoked_at IS NOT NULL,
               'pulledAt', d.last_pull_at, 'epoch', sync_epoch(), 'durableSeq', d.durable_seq, 'schema', d.schema,
               'future', greatest(pg_snapshot_xmax(p_prev), pg_snapshot_xmax(p_round)) > pg_snapshot_xmax(pg_current_snapshot()),
               'expired', too_old,
               'outcomes', (SELECT jsonb_agg(o.result ORDER BY o.seq) FROM sync_outcome o
                            WHERE o.tenant_id = current_tenant() AND o.device_id = p_device AND p_round IS NULL
                              AND (p_prev IS NULL OR NOT pg_visible_in_snapshot(o.xid, p_prev))))::text
    FROM sync_device d WHERE d.tenant_id = current_tenant() AND d.id = p_device AND d.user_id = p_user;
    IF NOT FOUND OR too_old THEN
        RETURN;
    END IF;
    FOR wanted IN
        SELECT s.bucket, s.gone, s.whole, s.from_xid, s.from_seq
        FROM (SELECT s.bucket, s.op = 'R' AS gone, n.news AS whole,
                     CASE WHEN s.bucket = p_bucket THEN p_xid
                          WHEN n.news OR p_prev IS NULL THEN '0'::xid8
                          ELSE pg_snapshot_xmin(p_prev) END AS from_xid,
                     CASE WHEN s.bucket = p_bucket THEN p_seq ELSE 0 END AS from_seq,
                     n.unknown
              FROM sync_subscription s,
                   LATERAL (SELECT p_prev IS NULL OR NOT pg_visible_in_snapshot(s.xid, p_prev) AS unknown) u,
                   LATERAL (SELECT u.unknown, u.unknown AND (p_round IS NULL OR pg_visible_in_snapshot(s.xid, p_round)) AS news) n
              WHERE s.tenant_id = current_tenant() AND s.reader = own AND s.bucket >= coalesce(p_bucket, '')) s
        WHERE (s.unknown OR NOT s.gone) AND NOT (s.gone AND p_prev IS NULL)
          AND (s.gone AND s.whole OR (SELECT true FROM sync_member m
               WHERE m.tenant_id = current_tenant() AND m.bucket = s.bucket
                 AND (m.xid, m.seq) > (s.from_xid, s.from_seq) AND m.xid < ceiling
                 AND ((s.whole AND m.op = 'P') OR (p_prev IS NOT NULL AND NOT pg_visible_in_snapshot(m.xid, p_prev)))
               ORDER BY m.xid, m.seq LIMIT 1))
        ORDER BY s.bucket
    LOOP
        -- A bucket that was given up is given up whole, with what changed in it since: the next round will not look there.
        bound := CASE WHEN wanted.gone AND wanted.whole THEN '18446744073709551615'::xid8 ELSE ceiling END;
        RETURN QUERY
        SELECT '{"collection":"' || m.collection || '","id":"' || m.id
                   || CASE WHEN d.deleted THEN '","op":"remove","reason":"deleted"}'
                           WHEN wanted.gone OR m.op = 'R' THEN '","op":"remove","reason":"out-of-scope"}'
                           ELSE '","op":"put","version":' || d.version || ',"doc":' || d.doc::text || '}' END,
               m.bucket, m.xid, m.seq, NULL::text
        FROM sync_member m
        JOIN sync_document d ON d.tenant_id = m.tenant_id AND d.collection = m.collection AND d.id = m.id
        WHERE m.tenant_id = current_tenant() AND m.bucket = wanted.bucket AND m.collection = coalesce(p_collection, m.collection)
          AND (m.xid, m.seq) > (wanted.from_xid, wanted.from_seq) AND m.xid < bound
          AND ((wanted.whole AND m.op = 'P') OR (p_prev IS NOT NULL AND NOT pg_visible_in_snapshot(m.xid, p_prev)))
          AND NOT ((wanted.gone OR m.op = 'R')
                   AND d.buckets && ARRAY(SELECT s.bucket FROM sync_subscription s
                                          WHERE s.tenant_id = current_tenant() AND s.reader = own AND s.op = 'P'))
        ORDER BY m.xid, m.seq
        LIMIT remaining;
        GET DIAGNOSTICS given = ROW_COUNT;
        remaining := remaining - given;
        EXIT WHEN remaining <= 0;
    END LOOP;
END $$;

-- For the fleet view: photos that were announced and are not here yet, which are few.
CREATE INDEX sync_document_missing_bytes ON sync_document (tenant_id, (field_versions -> 'sha256' ->> 1))
    WHERE collection = 'attachments' AND doc ->> 'state' <> 'verified' AND NOT deleted;
