-- What a phone that holds these rows (collection, id, version) lacks, in the lines of a pull (design: sync-protocol.md §5):
-- first a remove for all that it should not have, then puts in the order of a first sync, as many as the limit; whoever
-- goes on from the last of them as in a first sync has the rest.
--
-- It costs what the phone holds and what it should hold, which is the cost of a first sync without the documents, so the
-- caller bounds both. Called behind sync_pull in one transaction: that sets the tenant and reads the header.
CREATE FUNCTION sync_manifest(p_user uuid, p_collections text[], p_ids uuid[], p_versions integer[], p_limit integer)
RETURNS TABLE (line text, bucket text, xid xid8, seq bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH held AS (
        SELECT h.collection, h.id, h.version FROM unnest(p_collections, p_ids, p_versions) h (collection, id, version)),
    scope AS (
        SELECT DISTINCT ON (m.collection, m.id) m.collection, m.id, m.bucket, m.xid, m.seq
        FROM sync_subscription s JOIN sync_member m ON m.tenant_id = s.tenant_id AND m.bucket = s.bucket AND m.op = 'P'
        WHERE s.tenant_id = current_tenant() AND s.reader = 'tech:' || p_user AND s.op = 'P'
        ORDER BY m.collection, m.id, m.bucket),
    -- A full join is never done row by row, whatever the planner thinks of the length of a list that it cannot see.
    both_sides AS (
        SELECT collection, id, h.version, s.bucket, s.xid, s.seq FROM held h FULL JOIN scope s USING (collection, id)),
    puts AS (
        SELECT '{"collection":"' || b.collection || '","id":"' || b.id || '","op":"put","version":' || d.version
                   || ',"doc":' || d.doc::text || '}' AS line, b.bucket, b.xid, b.seq
        FROM both_sides b JOIN sync_document d ON d.tenant_id = current_tenant() AND d.collection = b.collection AND d.id = b.id
        WHERE b.bucket IS NOT NULL AND b.version IS DISTINCT FROM d.version
        ORDER BY b.bucket, b.xid, b.seq
        LIMIT p_limit),
    removes AS (
        SELECT '{"collection":' || to_json(b.collection) || ',"id":"' || b.id || '","op":"remove","reason":"'
                   || CASE WHEN d.deleted THEN 'deleted' ELSE 'out-of-scope' END || '"}' AS line
        FROM both_sides b LEFT JOIN sync_document d ON d.tenant_id = current_tenant() AND d.collection = b.collection AND d.id = b.id
        WHERE b.bucket IS NULL)
    SELECT line, bucket, xid, seq
    FROM (SELECT line, NULL::text AS bucket, NULL::xid8 AS xid, NULL::bigint AS seq FROM removes
          UNION ALL
          SELECT line, bucket, xid, seq FROM puts) x
    ORDER BY bucket NULLS FIRST, xid, seq;
END;
