-- How the time of a visit was spent.

CREATE TABLE time_entry (
    tenant_id       text NOT NULL DEFAULT current_tenant(),
    id              uuid NOT NULL,
    visit_id        uuid NOT NULL,
    technician_id   uuid NOT NULL,
    kind            text NOT NULL CONSTRAINT time_entry_kind CHECK (kind IN ('travel', 'work', 'wait', 'break')),
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz NOT NULL,
    corrected_start timestamptz NOT NULL,
    corrected_end   timestamptz NOT NULL,
    deleted_at      timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT time_entry_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id),
    CONSTRAINT time_entry_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES app_user (tenant_id, id),
    CONSTRAINT time_entry_span CHECK (ended_at > started_at AND ended_at <= started_at + interval '24 hours'),
    CONSTRAINT time_entry_length CHECK (corrected_end - corrected_start = ended_at - started_at)
);
COMMENT ON COLUMN time_entry.started_at IS 'by the phone''s clock, as it was sent';
COMMENT ON COLUMN time_entry.corrected_start IS 'by our clock; the length is the phone''s, since no clock is wrong about that';
CREATE INDEX time_entry_visit ON time_entry (tenant_id, visit_id);
CREATE INDEX time_entry_technician ON time_entry (tenant_id, technician_id, corrected_start);
SELECT protect('time_entry', 'SELECT, INSERT, UPDATE');

-- A length of time as it goes over the wire: ISO 8601.
CREATE FUNCTION wire(length interval) RETURNS text LANGUAGE sql STABLE SET intervalstyle = 'iso_8601'
RETURN length::text;

CREATE VIEW time_entries_state WITH (security_invoker = true) AS
SELECT e.id,
       jsonb_build_object(
           'visitId', e.visit_id, 'technicianId', e.technician_id, 'kind', e.kind,
           'startedAt', wire(e.started_at), 'duration', wire(e.ended_at - e.started_at),
           'correctedStart', wire(e.corrected_start)) AS doc,
       coalesce(visit_buckets(e.visit_id), '{}') AS buckets,
       '{}'::text[] AS leads
FROM time_entry e WHERE e.deleted_at IS NULL AND e.tenant_id = current_tenant();
GRANT SELECT ON time_entries_state TO ${app};
