-- One trip to one site: its plan, its work, its evidence.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SEQUENCE visit_number START 10001;
GRANT USAGE ON SEQUENCE visit_number TO ${app};

CREATE TABLE visit (
    tenant_id        text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id               uuid NOT NULL,
    number           text NOT NULL DEFAULT 'V' || nextval('visit_number'),
    case_id          uuid,
    agreement_id     uuid,
    customer_id      uuid NOT NULL,
    site_id          uuid NOT NULL,
    asset_ids        uuid[] NOT NULL DEFAULT '{}',
    kind             text NOT NULL CONSTRAINT visit_kind
                     CHECK (kind IN ('installation', 'repair', 'preventive', 'inspection', 'survey', 'delivery')),
    priority         text NOT NULL DEFAULT 'normal' CONSTRAINT visit_priority CHECK (priority IN ('emergency', 'high', 'normal', 'low')),
    title            text NOT NULL,
    instructions     text,
    technician_id    uuid,
    crew_ids         uuid[] NOT NULL DEFAULT '{}',
    planned_start    timestamptz,
    planned_end      timestamptz,
    window_start     timestamptz,
    window_end       timestamptz,
    duration_minutes integer CONSTRAINT visit_duration CHECK (duration_minutes BETWEEN 1 AND 20160),
    required_skills  text[] NOT NULL DEFAULT '{}',
    double_booked    boolean NOT NULL DEFAULT false,
    status           text NOT NULL DEFAULT 'unscheduled' CONSTRAINT visit_status
                     CHECK (status IN ('unscheduled', 'scheduled', 'dispatched', 'en-route', 'in-progress', 'waiting', 'done', 'cancelled')),
    waiting_reason   text,
    accepted_at      timestamptz,
    departed_at      timestamptz,
    started_at       timestamptz,
    finished_at      timestamptz,
    approved_at      timestamptz,
    cancel_reason    text,
    outcome          text CONSTRAINT visit_outcome CHECK (outcome IN ('fixed', 'partly-fixed', 'not-fixed', 'no-access', 'follow-up')),
    diagnosis        text,
    work_summary     text,
    meter_reading    numeric(18, 6),
    signed_by        text,
    remarks          text,
    performed_by     uuid,
    deleted_at       timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT visit_number_unique UNIQUE (tenant_id, number),
    CONSTRAINT visit_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
    CONSTRAINT visit_site FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, id),
    CONSTRAINT visit_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES app_user (tenant_id, id),
    CONSTRAINT visit_plan CHECK ((planned_start IS NULL) = (planned_end IS NULL) AND planned_start < planned_end),
    CONSTRAINT visit_window CHECK ((window_start IS NULL) = (window_end IS NULL) AND window_start < window_end),
    CONSTRAINT visit_scheduled CHECK (status NOT IN ('scheduled', 'dispatched') OR (technician_id IS NOT NULL AND planned_start IS NOT NULL)),
    CONSTRAINT visit_done CHECK (status <> 'done' OR finished_at IS NOT NULL)
);
COMMENT ON COLUMN visit.performed_by IS 'who really did the work; technician_id stays as the office set it';
CREATE INDEX visit_planned ON visit (tenant_id, planned_start, id);
CREATE INDEX visit_technician_planned ON visit (tenant_id, technician_id, planned_start);
CREATE INDEX visit_at_site ON visit (tenant_id, site_id);
SELECT protect('visit', 'SELECT, INSERT, UPDATE');

ALTER TABLE checklist ADD CONSTRAINT checklist_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id);

CREATE TABLE visit_booking (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    visit_id  uuid NOT NULL,
    user_id   uuid NOT NULL,
    during    tstzrange NOT NULL,
    binding   boolean NOT NULL,
    PRIMARY KEY (tenant_id, visit_id, user_id),
    CONSTRAINT visit_booking_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id),
    CONSTRAINT visit_booking_once EXCLUDE USING gist (tenant_id WITH =, user_id WITH =, during WITH &&) WHERE (binding)
);
COMMENT ON TABLE visit_booking IS 'Planned time of each technician and crew member; binding while scheduled or dispatched and not double-booked on purpose. Phones never write it';
SELECT protect('visit_booking', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE visit_assignment (
    tenant_id    text NOT NULL DEFAULT current_tenant(),
    visit_id     uuid NOT NULL,
    user_id      uuid NOT NULL,
    from_version integer NOT NULL,
    to_version   integer,
    PRIMARY KEY (tenant_id, visit_id, user_id, from_version),
    CONSTRAINT visit_assignment_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id),
    CONSTRAINT visit_assignment_user FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id)
);
COMMENT ON TABLE visit_assignment IS 'Who had the visit at which versions, from_version up to but without to_version; kept for ever';
SELECT protect('visit_assignment', 'SELECT, INSERT, UPDATE');

CREATE TABLE visit_step (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    id        bigint GENERATED ALWAYS AS IDENTITY,
    visit_id  uuid NOT NULL,
    step      text NOT NULL,
    status    text NOT NULL,
    at        timestamptz NOT NULL,
    user_id   uuid,
    device_id uuid,
    reason    text,
    technician_id uuid,
    planned_start timestamptz,
    lat       double precision,
    lon       double precision,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT visit_step_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id)
);
COMMENT ON TABLE visit_step IS 'Append-only: every step of a visit, when it happened by the corrected clock, and where';
CREATE INDEX visit_step_visit ON visit_step (tenant_id, visit_id, id);
SELECT protect('visit_step', 'SELECT, INSERT');

CREATE TABLE note (
    tenant_id  text NOT NULL DEFAULT current_tenant(),
    id         uuid NOT NULL,
    visit_id   uuid,
    site_id    uuid,
    asset_id   uuid,
    author_id  uuid NOT NULL,
    text       text NOT NULL,
    at         timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT note_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id),
    CONSTRAINT note_site FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, id),
    CONSTRAINT note_asset FOREIGN KEY (tenant_id, asset_id) REFERENCES asset (tenant_id, id),
    CONSTRAINT note_subject CHECK (visit_id IS NOT NULL OR site_id IS NOT NULL OR asset_id IS NOT NULL)
);
CREATE INDEX note_visit ON note (tenant_id, visit_id);
SELECT protect('note', 'SELECT, INSERT, UPDATE');

CREATE TABLE attachment (
    tenant_id         text NOT NULL DEFAULT current_tenant(),
    id                uuid NOT NULL,
    visit_id          uuid,
    asset_id          uuid,
    case_id           uuid,
    checklist_item_id text,
    kind              text NOT NULL CONSTRAINT attachment_kind CHECK (kind IN ('photo', 'signature', 'document', 'audio')),
    sha256            text NOT NULL CONSTRAINT attachment_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size              bigint NOT NULL CONSTRAINT attachment_size CHECK (size BETWEEN 1 AND 52428800),
    content_type      text NOT NULL,
    taken_at          timestamptz,
    caption           text,
    position          jsonb,
    author_id         uuid NOT NULL,
    device_id         uuid,
    created_at        timestamptz NOT NULL,
    deleted_at        timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT attachment_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id),
    CONSTRAINT attachment_asset FOREIGN KEY (tenant_id, asset_id) REFERENCES asset (tenant_id, id),
    CONSTRAINT attachment_subject CHECK (visit_id IS NOT NULL OR asset_id IS NOT NULL OR case_id IS NOT NULL)
);
COMMENT ON COLUMN attachment.size IS 'bytes, as the phone announced them';
CREATE INDEX attachment_visit ON attachment (tenant_id, visit_id);
CREATE INDEX attachment_bytes ON attachment (tenant_id, sha256);
SELECT protect('attachment', 'SELECT, INSERT, UPDATE');

-- The buckets of a visit's children are those of the visit.
CREATE FUNCTION visit_buckets(visit uuid) RETURNS text[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT buckets FROM sync_document WHERE tenant_id = current_tenant() AND collection = 'visits' AND id = visit;
END;

CREATE VIEW notes_state WITH (security_invoker = true) AS
SELECT n.id,
       jsonb_strip_nulls(jsonb_build_object(
           'visitId', n.visit_id, 'siteId', n.site_id, 'assetId', n.asset_id, 'authorId', n.author_id,
           'text', n.text, 'at', wire(n.at))) AS doc,
       coalesce(visit_buckets(n.visit_id), '{}')
           || CASE WHEN n.site_id IS NULL THEN '{}' ELSE ARRAY ['site:' || n.site_id] END
           || CASE WHEN n.asset_id IS NULL OR n.site_id IS NOT NULL THEN '{}'
                   ELSE ARRAY (SELECT 'site:' || a.site_id FROM asset a WHERE a.tenant_id = n.tenant_id AND a.id = n.asset_id) END AS buckets,
       '{}'::text[] AS leads
FROM note n WHERE n.deleted_at IS NULL AND n.tenant_id = current_tenant();
GRANT SELECT ON notes_state TO ${app};

CREATE VIEW attachments_state WITH (security_invoker = true) AS
SELECT a.id,
       jsonb_strip_nulls(jsonb_build_object(
           'visitId', a.visit_id, 'assetId', a.asset_id, 'caseId', a.case_id, 'checklistItemId', a.checklist_item_id,
           'kind', a.kind, 'sha256', a.sha256,
           -- What the phone said, until the bytes themselves tell.
           'size', CASE b.state WHEN 'verified' THEN b.size ELSE a.size END,
           'contentType', CASE b.state WHEN 'verified' THEN b.content_type ELSE a.content_type END, 'takenAt', wire(a.taken_at),
           'caption', a.caption, 'position', a.position, 'state', coalesce(b.state, 'awaiting'),
           'urls', jsonb_build_object(
               'content', '/api/v1/attachments/' || a.id || '/content',
               'thumbnail', '/api/v1/attachments/' || a.id || '/thumbnail'))) AS doc,
       coalesce(visit_buckets(a.visit_id), '{}')
           || ARRAY (SELECT 'site:' || s.site_id FROM asset s WHERE s.tenant_id = a.tenant_id AND s.id = a.asset_id AND a.visit_id IS NULL) AS buckets,
       '{}'::text[] AS leads
FROM attachment a LEFT JOIN blob b ON b.tenant_id = a.tenant_id AND b.sha256 = a.sha256
WHERE a.deleted_at IS NULL AND a.tenant_id = current_tenant();
GRANT SELECT ON attachments_state TO ${app};

-- What a visit's evidence still lacks: required items without an answer, and files whose bytes are not here.
CREATE FUNCTION visit_missing(visit uuid) RETURNS jsonb LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(jsonb_agg(m ORDER BY m ->> 'itemId', m ->> 'sha256'), '[]')
    FROM (SELECT jsonb_build_object('kind', i.value ->> 'kind', 'itemId', i.value ->> 'id') AS m
          FROM checklist c, jsonb_array_elements(c.items) i
          WHERE c.tenant_id = current_tenant() AND c.visit_id = visit AND c.deleted_at IS NULL
            AND c.progress -> 'missing' ? (i.value ->> 'id')
          UNION ALL
          SELECT jsonb_strip_nulls(jsonb_build_object(
              'kind', a.kind, 'itemId', a.checklist_item_id, 'sha256', a.sha256, 'deviceId', a.device_id))
          FROM attachment a LEFT JOIN blob b ON b.tenant_id = a.tenant_id AND b.sha256 = a.sha256
          WHERE a.tenant_id = current_tenant() AND a.visit_id = visit AND a.deleted_at IS NULL
            AND coalesce(b.state, 'awaiting') <> 'verified') x;
END;

CREATE FUNCTION visit_work_status(status text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN status IN ('in-progress', 'waiting', 'done', 'cancelled') THEN status ELSE 'not-started' END;

-- A phone holds visits from 14 days back to 30 ahead, and every assigned one that is neither done nor cancelled.
CREATE FUNCTION visit_in_scope(status text, planned timestamptz, zone text) RETURNS boolean LANGUAGE sql STABLE
RETURN status NOT IN ('done', 'cancelled') OR (planned AT TIME ZONE zone)::date
    BETWEEN (now() AT TIME ZONE zone)::date - 14 AND (now() AT TIME ZONE zone)::date + 30;

CREATE VIEW visits_state WITH (security_invoker = true) AS
SELECT v.id,
       jsonb_strip_nulls(jsonb_build_object(
           'number', v.number, 'caseId', v.case_id, 'agreementId', v.agreement_id, 'customerId', v.customer_id,
           'siteId', v.site_id, 'assetIds', v.asset_ids, 'kind', v.kind, 'priority', v.priority, 'title', v.title,
           'instructions', v.instructions, 'technicianId', v.technician_id, 'crewIds', v.crew_ids,
           'plannedStart', wire(v.planned_start), 'plannedEnd', wire(v.planned_end),
           'windowStart', wire(v.window_start), 'windowEnd', wire(v.window_end),
           'duration', 'PT' || v.duration_minutes || 'M', 'requiredSkills', v.required_skills)
       || jsonb_build_object(
           'status', v.status, 'waitingReason', v.waiting_reason, 'acceptedAt', wire(v.accepted_at),
           'departedAt', wire(v.departed_at), 'startedAt', wire(v.started_at), 'finishedAt', wire(v.finished_at),
           'approvedAt', wire(v.approved_at), 'cancelReason', v.cancel_reason, 'outcome', v.outcome, 'diagnosis', v.diagnosis,
           'workSummary', v.work_summary, 'meterReading', trim_scale(v.meter_reading), 'signedBy', v.signed_by, 'remarks', v.remarks,
           'workStatus', visit_work_status(v.status), 'performedBy', v.performed_by,
           'evidence', jsonb_build_object('complete', m.missing = '[]', 'missing', m.missing))) AS doc,
       ARRAY (SELECT DISTINCT 'tech:' || u FROM unnest(v.crew_ids || v.technician_id) u
              WHERE u IS NOT NULL AND visit_in_scope(v.status, coalesce(v.planned_start, v.finished_at), t.time_zone)) AS buckets,
       ARRAY ['cust:' || v.customer_id, 'site:' || v.site_id] || site_models(v.site_id) AS leads
FROM visit v
JOIN tenant t ON t.id = v.tenant_id
CROSS JOIN LATERAL (SELECT visit_missing(v.id) AS missing) m
WHERE v.deleted_at IS NULL AND v.tenant_id = current_tenant();
GRANT SELECT ON visits_state TO ${app};
