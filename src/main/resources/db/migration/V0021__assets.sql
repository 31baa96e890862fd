-- Installed equipment, and what was found at it.

CREATE TABLE asset (
    tenant_id      text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id             uuid NOT NULL,
    customer_id    uuid NOT NULL,
    site_id        uuid NOT NULL,
    model          text NOT NULL CONSTRAINT asset_model CHECK (model <> ''),
    serial         text,
    installed_on   date,
    warranty_until date,
    condition      text CONSTRAINT asset_condition CHECK (condition IN ('good', 'fair', 'poor', 'broken')),
    meter_reading  numeric CONSTRAINT asset_meter CHECK (meter_reading >= 0),
    serial_seen    text,
    external_id    text,
    deleted_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT asset_of_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
    CONSTRAINT asset_at_site FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, id)
);
COMMENT ON COLUMN asset.serial IS 'As the office has it; serial_seen is what a technician read on the plate';
CREATE INDEX asset_by_model ON asset (tenant_id, model, id) WHERE deleted_at IS NULL;
CREATE INDEX asset_by_customer ON asset (tenant_id, customer_id) WHERE deleted_at IS NULL;
CREATE INDEX asset_by_site ON asset (tenant_id, site_id) WHERE deleted_at IS NULL;
CREATE INDEX asset_by_serial ON asset (tenant_id, serial) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX asset_external ON asset (tenant_id, external_id) WHERE deleted_at IS NULL;
SELECT protect('asset', 'SELECT, INSERT, UPDATE');

CREATE TABLE asset_report (
    tenant_id text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    asset_id  uuid NOT NULL,
    visit_id  uuid NOT NULL,
    at        timestamptz NOT NULL,
    outcome   text NOT NULL,
    summary   text,
    PRIMARY KEY (tenant_id, asset_id, visit_id),
    CONSTRAINT asset_report_of FOREIGN KEY (tenant_id, asset_id) REFERENCES asset (tenant_id, id)
);
COMMENT ON COLUMN asset_report.visit_id IS 'A visit of the visits feature, on which this one does not depend';
CREATE INDEX asset_report_newest ON asset_report (tenant_id, asset_id, at DESC);
SELECT protect('asset_report', 'SELECT, INSERT, UPDATE');

CREATE VIEW assets_state WITH (security_invoker = true) AS
SELECT id,
       jsonb_strip_nulls(jsonb_build_object(
           'customerId', customer_id, 'siteId', site_id, 'model', model, 'serial', serial,
           'installedOn', installed_on, 'warrantyUntil', warranty_until,
           'condition', condition, 'meterReading', meter_reading, 'serialSeen', serial_seen,
           'recentReports', (
               SELECT jsonb_agg(jsonb_build_object(
                          'visitId', r.visit_id, 'at', wire(r.at), 'outcome', r.outcome, 'summary', r.summary)
                      ORDER BY r.at DESC, r.visit_id)
               FROM (SELECT * FROM asset_report r
                     WHERE r.tenant_id = asset.tenant_id AND r.asset_id = asset.id
                     ORDER BY r.at DESC, r.visit_id LIMIT 3) r))) AS doc,
       ARRAY['site:' || site_id] AS buckets,
       '{}'::text[] AS leads
FROM asset WHERE deleted_at IS NULL;
GRANT SELECT ON assets_state TO ${app};
