-- iCalendar feeds: secret addresses under which calendars fetch what is planned.

ALTER TABLE absence ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE on_call ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();

CREATE TABLE calendar_feed (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    subject     text NOT NULL CONSTRAINT calendar_feed_subject CHECK (subject IN ('technician', 'region', 'site')),
    subject_id  uuid NOT NULL,
    language    text CONSTRAINT calendar_feed_language CHECK (language IN ('th', 'en')),
    secret_hash bytea NOT NULL,
    created_by  uuid NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT calendar_feed_secret UNIQUE (tenant_id, secret_hash),
    CONSTRAINT calendar_feed_creator FOREIGN KEY (tenant_id, created_by) REFERENCES app_user (tenant_id, id)
);
COMMENT ON COLUMN calendar_feed.secret_hash IS 'SHA-256; the secret itself was told once';
COMMENT ON COLUMN calendar_feed.revoked_at IS 'revoked ones stay, so that calendars that still ask are told to stop';
CREATE INDEX calendar_feed_list ON calendar_feed (tenant_id, created_at, id);
SELECT protect('calendar_feed', 'SELECT, INSERT, UPDATE');
