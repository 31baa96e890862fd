-- When technicians work. Times of day are the wall clock's in the tenant's zone; hours is
-- {start, end, pause: {length, earliest, latest}, overtime, startLocationId, endLocationId}, and an end at or before its start
-- is on the next day.

CREATE TABLE shift_policy (
    tenant_id       text PRIMARY KEY DEFAULT current_tenant() REFERENCES tenant,
    version         integer NOT NULL DEFAULT 1,
    overtime_factor numeric(4, 2) NOT NULL CONSTRAINT shift_policy_factor CHECK (overtime_factor BETWEEN 1 AND 10)
);
COMMENT ON TABLE shift_policy IS 'Where a company has said otherwise than the program''s defaults';
COMMENT ON COLUMN shift_policy.overtime_factor IS 'what a minute of overtime costs in minutes of normal work';
SELECT protect('shift_policy', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION minute_of_day(hour text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(hour, 2)::integer * 60 + right(hour, 2)::integer;

CREATE FUNCTION shift_minutes(hours jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (minute_of_day(hours ->> 'end') - minute_of_day(hours ->> 'start') + 1439) % 1440 + 1;

-- The minutes of the week that a pattern takes; a shift of Sunday night ends where the week begins.
CREATE FUNCTION shift_week_minutes(weekday integer, hours jsonb) RETURNS int4multirange LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN int4multirange(
    int4range((weekday - 1) * 1440 + minute_of_day(hours ->> 'start'),
              least((weekday - 1) * 1440 + minute_of_day(hours ->> 'start') + shift_minutes(hours), 10080)),
    int4range(0, greatest((weekday - 1) * 1440 + minute_of_day(hours ->> 'start') + shift_minutes(hours) - 10080, 0)));

CREATE FUNCTION shift_during(day date, hours jsonb) RETURNS tsrange LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tsrange(day + make_interval(mins => minute_of_day(hours ->> 'start')),
               day + make_interval(mins => minute_of_day(hours ->> 'start') + shift_minutes(hours)));

CREATE TABLE shift_week (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    technician_id uuid NOT NULL,
    version       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, technician_id),
    CONSTRAINT shift_week_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES technician (tenant_id, id)
);
COMMENT ON TABLE shift_week IS 'The set of a technician''s patterns, which is edited as a whole';
SELECT protect('shift_week', 'SELECT, INSERT, UPDATE');

CREATE TABLE shift_pattern (
    tenant_id     text NOT NULL DEFAULT current_tenant(),
    technician_id uuid NOT NULL,
    ordinal       integer NOT NULL,
    weekday       integer NOT NULL CONSTRAINT shift_pattern_weekday CHECK (weekday BETWEEN 1 AND 7),
    hours         jsonb NOT NULL,
    valid_from    date,
    valid_until   date,
    on_holidays   boolean NOT NULL,
    PRIMARY KEY (tenant_id, technician_id, ordinal),
    CONSTRAINT shift_pattern_week FOREIGN KEY (tenant_id, technician_id) REFERENCES shift_week,
    CONSTRAINT shift_pattern_validity CHECK (valid_from <= valid_until),
    CONSTRAINT shift_pattern_once EXCLUDE USING gist (
        tenant_id WITH =, technician_id WITH =, shift_week_minutes(weekday, hours) WITH &&,
        daterange(valid_from, valid_until, '[]') WITH &&)
);
COMMENT ON COLUMN shift_pattern.weekday IS '1 is Monday';
COMMENT ON COLUMN shift_pattern.valid_until IS 'the last day on which such a shift begins; null is for ever';
SELECT protect('shift_pattern', 'SELECT, INSERT, DELETE');

CREATE TABLE shift (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    technician_id uuid NOT NULL,
    day           date NOT NULL,
    hours         jsonb NOT NULL,
    version       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT shift_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES technician (tenant_id, id),
    CONSTRAINT shift_once EXCLUDE USING gist (tenant_id WITH =, technician_id WITH =, shift_during(day, hours) WITH &&)
);
COMMENT ON TABLE shift IS 'Single shifts; on their days the technician''s patterns do not hold';
CREATE INDEX shift_of ON shift (tenant_id, technician_id, day);
CREATE INDEX shift_list ON shift (tenant_id, day, id);
SELECT protect('shift', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE absence (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    technician_id uuid NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    kind          text NOT NULL CONSTRAINT absence_kind CHECK (kind IN ('holiday', 'sick', 'training', 'van-broken', 'other')),
    note          text,
    version       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT absence_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES technician (tenant_id, id),
    CONSTRAINT absence_time CHECK (starts_at < ends_at),
    CONSTRAINT absence_once EXCLUDE USING gist (tenant_id WITH =, technician_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX absence_of ON absence (tenant_id, technician_id, ends_at);
CREATE INDEX absence_list ON absence (tenant_id, starts_at, id);
SELECT protect('absence', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE on_call (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    technician_id uuid NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    note          text,
    version       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT on_call_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES technician (tenant_id, id),
    CONSTRAINT on_call_time CHECK (starts_at < ends_at),
    CONSTRAINT on_call_once EXCLUDE USING gist (tenant_id WITH =, technician_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
COMMENT ON TABLE on_call IS 'Who can be called to an emergency outside his shifts; several may be at one time';
CREATE INDEX on_call_of ON on_call (tenant_id, technician_id, ends_at);
CREATE INDEX on_call_list ON on_call (tenant_id, starts_at, id);
SELECT protect('on_call', 'SELECT, INSERT, UPDATE, DELETE');
