-- First answers to requests that carried an Idempotency-Key.

CREATE TABLE idempotency (
    tenant_id  text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    user_id    uuid NOT NULL,
    key        text NOT NULL,
    digest     text NOT NULL,
    status     integer,
    location   text,
    tag        text,
    body       text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, key)
);
COMMENT ON COLUMN idempotency.digest IS 'SHA-256 of path and body: the same key with another request is refused';
COMMENT ON COLUMN idempotency.status IS 'null only within the transaction that does the work';
SELECT protect('idempotency', 'SELECT, INSERT, UPDATE, DELETE');
