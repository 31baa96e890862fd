-- What every feature stands on: tenants, row-level security and the log of what happened.

CREATE TABLE tenant (
    id         text PRIMARY KEY CONSTRAINT tenant_id_form CHECK (id ~ '^[a-z][a-z0-9-]{1,30}$'),
    name       text NOT NULL,
    time_zone  text NOT NULL DEFAULT 'Asia/Bangkok',
    created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON tenant TO ${app};

-- The tenant of this transaction; null shows nothing, because no row's tenant_id equals null.
CREATE FUNCTION current_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('naichang.tenant', true), '');

-- Puts a table behind row-level security and grants the application's role what it may do there.
CREATE FUNCTION protect(name regclass, privileges text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %s USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
    EXECUTE format('GRANT %s ON %s TO ${app}', privileges, name);
END $$;

-- An instant as it goes over the wire: RFC 3339 in UTC with milliseconds.
CREATE FUNCTION wire(t timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

CREATE TABLE event (
    tenant_id  text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id         bigint GENERATED ALWAYS AS IDENTITY,
    kind       text NOT NULL,
    collection text NOT NULL,
    record_id  uuid,
    actor      uuid,
    data       jsonb,
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE event IS 'Append-only: the application''s role may not change or delete what happened.';
CREATE INDEX event_record ON event (tenant_id, collection, record_id, id);
SELECT protect('event', 'SELECT, INSERT');
