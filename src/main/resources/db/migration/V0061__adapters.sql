-- What adapters remember of rows that other client libraries sent (sync-protocol.md §10). A repeat is known by its device,
-- its row, the revision that it assumes and its content.

CREATE TABLE adapter_row (
    tenant_id   text NOT NULL DEFAULT current_tenant(),
    device_id   uuid NOT NULL,
    row_key     text NOT NULL,
    base        integer NOT NULL,
    digest      text NOT NULL,
    nr          bigint GENERATED ALWAYS AS IDENTITY,
    collection  text,
    record_id   text,
    state       text NOT NULL,
    told        bigint,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, row_key, base, digest)
);
COMMENT ON COLUMN adapter_row.row_key IS 'SHA-256 of collection and id as they came, which may be nonsense';
COMMENT ON COLUMN adapter_row.record_id IS 'As it came, if a client can be told of it';
COMMENT ON COLUMN adapter_row.state IS 'The row as it came, in ASCII: PostgreSQL''s jsonb cannot hold all of what JSON can';
COMMENT ON COLUMN adapter_row.told IS 'WatermelonDB: the timestamp of the pull that told the device what became of it; null if none did';
SELECT protect('adapter_row', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX adapter_row_age ON adapter_row (tenant_id, received_at);
CREATE INDEX adapter_row_untold ON adapter_row (tenant_id, device_id) WHERE told IS NULL;

CREATE TABLE watermelon_stamp (
    tenant_id text NOT NULL DEFAULT current_tenant(),
    device_id uuid NOT NULL,
    stamp     bigint NOT NULL,
    cursor    text NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, stamp)
);
COMMENT ON TABLE watermelon_stamp IS 'WatermelonDB keeps a number where others keep a cursor; the last ones of each device';
SELECT protect('watermelon_stamp', 'SELECT, INSERT, DELETE');
