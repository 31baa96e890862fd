-- Where technicians were, as far as their company's policy lets it be kept. The points lie in the object store; here is
-- what finds them.

CREATE TABLE tracking_policy (
    tenant_id      text PRIMARY KEY DEFAULT current_tenant() REFERENCES tenant,
    version        integer NOT NULL DEFAULT 1,
    tracking       text NOT NULL CONSTRAINT tracking_policy_tracking CHECK (tracking IN ('shift', 'visit', 'off')),
    shift_days     text[] NOT NULL,
    shift_start    text NOT NULL,
    shift_end      text NOT NULL,
    retention_days integer NOT NULL CONSTRAINT tracking_policy_retention CHECK (retention_days BETWEEN 1 AND 3650)
);
COMMENT ON TABLE tracking_policy IS 'Where a company has said otherwise than the program''s defaults';
COMMENT ON COLUMN tracking_policy.shift_start IS 'local time, HH:MM; an end at or before it is on the next day';
SELECT protect('tracking_policy', 'SELECT, INSERT, UPDATE');

CREATE TABLE track_chunk (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    device_id     uuid NOT NULL,
    boot          text NOT NULL,
    first_seq     bigint NOT NULL,
    technician_id uuid NOT NULL,
    digest        text NOT NULL,
    received      integer NOT NULL,
    kept          integer NOT NULL CONSTRAINT track_chunk_kept CHECK (kept BETWEEN 1 AND received),
    quality       text NOT NULL CONSTRAINT track_chunk_quality CHECK (quality IN ('exact', 'bounded', 'device')),
    object_key    text NOT NULL,
    base          timestamptz NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz NOT NULL,
    min_lat       double precision NOT NULL,
    min_lon       double precision NOT NULL,
    max_lat       double precision NOT NULL,
    max_lon       double precision NOT NULL,
    received_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT track_chunk_path UNIQUE (tenant_id, device_id, boot, first_seq),
    CONSTRAINT track_chunk_device FOREIGN KEY (tenant_id, device_id) REFERENCES sync_device (tenant_id, id),
    CONSTRAINT track_chunk_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES app_user (tenant_id, id)
);
COMMENT ON COLUMN track_chunk.digest IS 'of the points as they came: the same path with others is refused';
COMMENT ON COLUMN track_chunk.base IS 'by our clock, the instant from which the points'' milliseconds count';
COMMENT ON COLUMN track_chunk.started_at IS 'of the first point that was kept';
CREATE INDEX track_chunk_technician ON track_chunk (tenant_id, technician_id, started_at);
CREATE INDEX track_chunk_old ON track_chunk (tenant_id, ended_at);
SELECT protect('track_chunk', 'SELECT, INSERT, DELETE');

CREATE TABLE track_position (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    technician_id uuid NOT NULL,
    at            timestamptz NOT NULL,
    lat           double precision NOT NULL,
    lon           double precision NOT NULL,
    accuracy      double precision NOT NULL,
    mocked        boolean NOT NULL,
    PRIMARY KEY (tenant_id, technician_id),
    CONSTRAINT track_position_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES app_user (tenant_id, id)
);
COMMENT ON TABLE track_position IS 'The last kept position of each technician';
SELECT protect('track_position', 'SELECT, INSERT, UPDATE, DELETE');

-- Which visits somebody was on his way to or at, asked for each chunk of a track.
CREATE INDEX visit_step_at ON visit_step (tenant_id, at);
