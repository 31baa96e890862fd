-- Versioned checklist templates, and the checklists made of them that technicians answer at visits.

CREATE TABLE checklist_template (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    key         text CONSTRAINT checklist_template_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    visit_kinds text[] NOT NULL DEFAULT '{}' CONSTRAINT checklist_template_visit_kinds CHECK (
        visit_kinds <@ ARRAY ['installation', 'repair', 'preventive', 'inspection', 'survey', 'delivery']),
    version     integer NOT NULL CONSTRAINT checklist_template_version_positive CHECK (version > 0),
    deleted_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN checklist_template.key IS 'What seeds and imports call it; ids differ between tenants, keys do not';
COMMENT ON COLUMN checklist_template.visit_kinds IS 'Kinds of visits that it is meant for; empty: any';
COMMENT ON COLUMN checklist_template.version IS 'The newest row of checklist_template_version; every change makes one';
CREATE UNIQUE INDEX checklist_template_key ON checklist_template (tenant_id, key) WHERE deleted_at IS NULL;
SELECT protect('checklist_template', 'SELECT, INSERT, UPDATE');

CREATE TABLE checklist_template_version (
    tenant_id   text NOT NULL DEFAULT current_tenant(),
    template_id uuid NOT NULL,
    version     integer NOT NULL,
    title       jsonb NOT NULL,
    items       jsonb NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  uuid,
    PRIMARY KEY (tenant_id, template_id, version),
    CONSTRAINT checklist_template_version_of FOREIGN KEY (tenant_id, template_id) REFERENCES checklist_template (tenant_id, id)
);
COMMENT ON TABLE checklist_template_version IS 'Append-only: what was asked at a visit can be shown years later';
SELECT protect('checklist_template_version', 'SELECT, INSERT');

CREATE TABLE checklist (
    tenant_id        text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id               uuid NOT NULL,
    visit_id         uuid NOT NULL,
    template_id      uuid NOT NULL,
    template_version integer NOT NULL,
    title            jsonb NOT NULL,
    items            jsonb NOT NULL,
    answers          jsonb NOT NULL DEFAULT '{}',
    progress         jsonb NOT NULL,
    deleted_at       timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT checklist_of_version FOREIGN KEY (tenant_id, template_id, template_version)
        REFERENCES checklist_template_version (tenant_id, template_id, version)
);
COMMENT ON COLUMN checklist.visit_id IS 'A visit of the visits feature, which adds the foreign key';
COMMENT ON COLUMN checklist.items IS 'A copy of the template''s, so that a phone needs nothing else';
COMMENT ON COLUMN checklist.answers IS 'item id -> {value, at, comment}; an item without an answer is left out';
COMMENT ON COLUMN checklist.progress IS 'What the evaluator says of items and answers, written with the answers';
CREATE INDEX checklist_of_visit ON checklist (tenant_id, visit_id);
SELECT protect('checklist', 'SELECT, INSERT, UPDATE');

-- No jsonb_strip_nulls: no column is null, and it would reach into items and answers, which are written without nulls.
CREATE VIEW checklists_state WITH (security_invoker = true) AS
SELECT c.id,
       jsonb_build_object(
           'visitId', c.visit_id, 'templateId', c.template_id, 'templateVersion', c.template_version, 'title', c.title,
           'items', c.items, 'answers', c.answers, 'progress', c.progress) AS doc,
       coalesce((SELECT d.buckets FROM sync_document d
                 WHERE d.tenant_id = current_tenant() AND d.collection = 'visits' AND d.id = c.visit_id), '{}') AS buckets,
       '{}'::text[] AS leads
FROM checklist c WHERE c.tenant_id = current_tenant() AND c.deleted_at IS NULL;
GRANT SELECT ON checklists_state TO ${app};
