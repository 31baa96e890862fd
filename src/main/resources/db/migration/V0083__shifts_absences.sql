-- Technicians hold their own absences on their phones, and report there what nobody knows before them.

CREATE VIEW absences_state WITH (security_invoker = true) AS
SELECT a.id,
       jsonb_strip_nulls(jsonb_build_object(
           'technicianId', a.technician_id, 'from', wire(a.starts_at), 'until', wire(a.ends_at), 'kind', a.kind, 'note', a.note)) AS doc,
       ARRAY ['tech:' || a.technician_id] AS buckets,
       '{}'::text[] AS leads
FROM absence a WHERE a.tenant_id = current_tenant();
GRANT SELECT ON absences_state TO ${app};

-- What was entered before phones knew of it.
DO $$
DECLARE
    company text;
BEGIN
    FOR company IN SELECT DISTINCT tenant_id FROM absence ORDER BY 1 LOOP
        PERFORM set_config('naichang.tenant', company, true);
        PERFORM sync_record(
            'absences', ARRAY(SELECT id FROM absences_state ORDER BY id),
            ARRAY(SELECT ROW(s.id, s.doc, s.buckets, s.leads)::sync_state FROM absences_state s), '{}', NULL, NULL, NULL, now());
    END LOOP;
    PERFORM set_config('naichang.tenant', '', true);
END $$;
