-- Parts, the places that hold them, every movement between these, and what follows from the movements.

CREATE TABLE part (
    tenant_id      text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id             uuid NOT NULL,
    sku            text NOT NULL CONSTRAINT part_sku_form CHECK (sku <> ''),
    name           text NOT NULL CONSTRAINT part_name CHECK (name <> ''),
    name_en        text,
    unit           text NOT NULL CONSTRAINT part_unit CHECK (unit <> ''),
    price_minor    bigint CONSTRAINT part_price CHECK (price_minor >= 0),
    price_currency text CONSTRAINT part_currency CHECK (price_currency ~ '^[A-Z]{3}$'),
    substitutes    uuid[] NOT NULL DEFAULT '{}',
    models         text[] NOT NULL DEFAULT '{}',
    lead_time_days integer CONSTRAINT part_lead_time CHECK (lead_time_days BETWEEN 0 AND 3650),
    external_id    text,
    deleted_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT part_money CHECK ((price_minor IS NULL) = (price_currency IS NULL))
);
COMMENT ON COLUMN part.substitutes IS 'Parts that may take its place, the best first';
COMMENT ON COLUMN part.lead_time_days IS 'Days from order to delivery, the day of order included: 1 and 0 both mean the same day';
CREATE UNIQUE INDEX part_sku ON part (tenant_id, sku) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX part_external ON part (tenant_id, external_id) WHERE deleted_at IS NULL;
CREATE INDEX part_by_model ON part USING gin (models);
CREATE INDEX part_by_substitute ON part USING gin (substitutes);
SELECT protect('part', 'SELECT, INSERT, UPDATE');

CREATE TABLE location (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    kind          text NOT NULL CONSTRAINT location_kind CHECK (kind IN ('van', 'depot', 'centre')),
    name          text NOT NULL CONSTRAINT location_name CHECK (name <> ''),
    region_id     uuid,
    technician_id uuid,
    lat           double precision CONSTRAINT location_lat CHECK (lat BETWEEN -90 AND 90),
    lon           double precision CONSTRAINT location_lon CHECK (lon BETWEEN -180 AND 180),
    external_id   text,
    deleted_at    timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT location_region FOREIGN KEY (tenant_id, region_id) REFERENCES region (tenant_id, id),
    CONSTRAINT location_technician FOREIGN KEY (tenant_id, technician_id) REFERENCES app_user (tenant_id, id),
    CONSTRAINT location_holder CHECK (technician_id IS NULL OR kind = 'van'),
    CONSTRAINT location_position CHECK ((lat IS NULL) = (lon IS NULL))
);
COMMENT ON TABLE location IS 'A place that holds stock; deleted ones stay, because movements name them';
COMMENT ON COLUMN location.technician_id IS 'Who answers for the van''s stock; technician.van_location_id is who drives it. The stock concerns both';
CREATE INDEX location_by_name ON location (tenant_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX location_by_region ON location (tenant_id, region_id) WHERE deleted_at IS NULL;
CREATE INDEX location_by_technician ON location (tenant_id, technician_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX location_external ON location (tenant_id, external_id) WHERE deleted_at IS NULL;
SELECT protect('location', 'SELECT, INSERT, UPDATE');

CREATE TABLE stock_movement (
    tenant_id        text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id               uuid NOT NULL,
    part_id          uuid NOT NULL,
    from_location_id uuid,
    to_location_id   uuid,
    quantity         numeric(12, 3) CONSTRAINT stock_movement_quantity CHECK (quantity > 0),
    reason           text NOT NULL CONSTRAINT stock_movement_reason
                     CHECK (reason IN ('consume', 'return', 'transfer', 'receive', 'count')),
    counted          numeric(12, 3) CONSTRAINT stock_movement_counted CHECK (counted >= 0),
    expected         numeric(12, 3),
    visit_id         uuid,
    serial           text,
    user_id          uuid NOT NULL,
    device_id        uuid,
    at               timestamptz NOT NULL,
    voided_at        timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT stock_movement_part FOREIGN KEY (tenant_id, part_id) REFERENCES part (tenant_id, id),
    CONSTRAINT stock_movement_from FOREIGN KEY (tenant_id, from_location_id) REFERENCES location (tenant_id, id),
    CONSTRAINT stock_movement_to FOREIGN KEY (tenant_id, to_location_id) REFERENCES location (tenant_id, id),
    CONSTRAINT stock_movement_places CHECK (CASE reason
        WHEN 'consume' THEN from_location_id IS NOT NULL AND to_location_id IS NULL
        WHEN 'receive' THEN to_location_id IS NOT NULL AND from_location_id IS NULL
        WHEN 'transfer' THEN from_location_id <> to_location_id
        WHEN 'return' THEN to_location_id IS NOT NULL AND from_location_id IS DISTINCT FROM to_location_id
        ELSE num_nonnulls(from_location_id, to_location_id) = 1 END IS TRUE),
    CONSTRAINT stock_movement_amount CHECK (CASE reason
        WHEN 'count' THEN counted IS NOT NULL AND expected IS NOT NULL
        ELSE quantity IS NOT NULL AND counted IS NULL AND expected IS NULL END)
);
COMMENT ON TABLE stock_movement IS 'Append-only; a movement made by mistake is voided, which takes its effect back and keeps the row';
COMMENT ON COLUMN stock_movement.expected IS 'What the person who counted saw on the screen: a count posts counted - expected, so that it does not matter which movements arrived before it';
COMMENT ON COLUMN stock_movement.visit_id IS 'A visit of the visits feature, on which this one does not depend';
CREATE INDEX stock_movement_by_time ON stock_movement (tenant_id, at, id);
CREATE INDEX stock_movement_by_part ON stock_movement (tenant_id, part_id, at);
CREATE INDEX stock_movement_from_location ON stock_movement (tenant_id, from_location_id, at);
CREATE INDEX stock_movement_to_location ON stock_movement (tenant_id, to_location_id, at);
CREATE INDEX stock_movement_by_visit ON stock_movement (tenant_id, visit_id) WHERE visit_id IS NOT NULL;
SELECT protect('stock_movement', 'SELECT, INSERT');
-- Hibernate writes every column of a changed row; nothing but voided_at may differ, which a trigger sees to.
GRANT UPDATE ON stock_movement TO ${app};
CREATE FUNCTION stock_movement_only_voided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(old) - 'voided_at' IS DISTINCT FROM to_jsonb(new) - 'voided_at' THEN
        RAISE EXCEPTION 'a stock movement is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movement_append_only';
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER stock_movement_append_only BEFORE UPDATE ON stock_movement FOR EACH ROW EXECUTE FUNCTION stock_movement_only_voided();

CREATE TABLE stock_level (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    part_id     uuid NOT NULL,
    location_id uuid NOT NULL,
    on_hand     numeric(20, 3) NOT NULL DEFAULT 0,
    reserved    numeric(20, 3) NOT NULL DEFAULT 0 CONSTRAINT stock_level_reserved CHECK (reserved >= 0),
    available   numeric(20, 3) GENERATED ALWAYS AS (on_hand - reserved) STORED,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT stock_level_once UNIQUE (tenant_id, part_id, location_id),
    CONSTRAINT stock_level_part FOREIGN KEY (tenant_id, part_id) REFERENCES part (tenant_id, id),
    CONSTRAINT stock_level_location FOREIGN KEY (tenant_id, location_id) REFERENCES location (tenant_id, id)
);
COMMENT ON TABLE stock_level IS 'The sum of the movements of a part at a location; below zero if more was taken than anybody had told us of';
COMMENT ON COLUMN stock_level.id IS 'Follows from part and location, so that whoever makes the row first gives it the same id';
CREATE INDEX stock_level_at_location ON stock_level (tenant_id, location_id);
SELECT protect('stock_level', 'SELECT, INSERT, UPDATE');

CREATE TABLE stock_discrepancy (
    tenant_id          text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id                 uuid NOT NULL,
    version            integer NOT NULL DEFAULT 1,
    part_id            uuid NOT NULL,
    location_id        uuid NOT NULL,
    amount             numeric(20, 3) NOT NULL CONSTRAINT stock_discrepancy_amount CHECK (amount > 0),
    opened_at          timestamptz NOT NULL,
    opened_by_movement uuid NOT NULL,
    closed_at          timestamptz,
    closed_by_movement uuid,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT stock_discrepancy_level FOREIGN KEY (tenant_id, part_id, location_id)
        REFERENCES stock_level (tenant_id, part_id, location_id),
    CONSTRAINT stock_discrepancy_opened FOREIGN KEY (tenant_id, opened_by_movement) REFERENCES stock_movement (tenant_id, id),
    CONSTRAINT stock_discrepancy_closed FOREIGN KEY (tenant_id, closed_by_movement) REFERENCES stock_movement (tenant_id, id),
    CONSTRAINT stock_discrepancy_close CHECK ((closed_at IS NULL) = (closed_by_movement IS NULL))
);
COMMENT ON COLUMN stock_discrepancy.amount IS 'How far the balance is below zero; of a closed one, how far it last was';
CREATE UNIQUE INDEX stock_discrepancy_one_open ON stock_discrepancy (tenant_id, location_id, part_id) WHERE closed_at IS NULL;
CREATE INDEX stock_discrepancy_by_time ON stock_discrepancy (tenant_id, opened_at, id);
SELECT protect('stock_discrepancy', 'SELECT, INSERT, UPDATE');

CREATE TABLE reservation (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    visit_id    uuid NOT NULL,
    part_id     uuid NOT NULL,
    location_id uuid NOT NULL,
    quantity    numeric(12, 3) NOT NULL CONSTRAINT reservation_quantity CHECK (quantity > 0),
    outstanding numeric(12, 3) NOT NULL CONSTRAINT reservation_outstanding CHECK (outstanding BETWEEN 0 AND quantity),
    before      numeric(20, 3) NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT reservation_once UNIQUE (tenant_id, visit_id, part_id, location_id),
    CONSTRAINT reservation_level FOREIGN KEY (tenant_id, part_id, location_id) REFERENCES stock_level (tenant_id, part_id, location_id)
);
COMMENT ON COLUMN reservation.outstanding IS 'What the visit has not consumed from there yet';
COMMENT ON COLUMN reservation.before IS 'What the visit had consumed from there when this was reserved';
COMMENT ON COLUMN reservation.visit_id IS 'A visit of the visits feature, on which this one does not depend';
CREATE INDEX reservation_at_level ON reservation (tenant_id, part_id, location_id);
SELECT protect('reservation', 'SELECT, INSERT, UPDATE, DELETE');

CREATE FUNCTION consumed_at(visit uuid, part uuid, location uuid) RETURNS numeric LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(m.quantity), 0) FROM stock_movement m
    WHERE m.tenant_id = current_tenant() AND m.visit_id = visit AND m.part_id = part AND m.from_location_id = location
      AND m.reason = 'consume' AND m.voided_at IS NULL;
END;

CREATE VIEW parts_state WITH (security_invoker = true) AS
SELECT id,
       jsonb_strip_nulls(jsonb_build_object(
           'sku', sku, 'name', name, 'unit', unit,
           'price', CASE WHEN price_minor IS NOT NULL THEN jsonb_build_object('minor', price_minor, 'currency', price_currency) END,
           'substitutes', substitutes, 'models', models, 'leadTimeDays', lead_time_days)) AS doc,
       ARRAY ['catalogue'] AS buckets,
       '{}'::text[] AS leads
FROM part WHERE deleted_at IS NULL;
GRANT SELECT ON parts_state TO ${app};

CREATE VIEW stock_levels_state WITH (security_invoker = true) AS
SELECT s.id,
       jsonb_build_object(
           'partId', s.part_id, 'locationId', s.location_id, 'locationKind', l.kind, 'onHand', trim_scale(s.on_hand),
           'reserved', trim_scale(s.reserved), 'available', trim_scale(s.available)) AS doc,
       ARRAY ['stock:' || s.location_id] AS buckets,
       '{}'::text[] AS leads
FROM stock_level s
JOIN location l ON l.tenant_id = s.tenant_id AND l.id = s.location_id AND l.deleted_at IS NULL
JOIN part p ON p.tenant_id = s.tenant_id AND p.id = s.part_id AND p.deleted_at IS NULL;
GRANT SELECT ON stock_levels_state TO ${app};

CREATE VIEW stock_movements_state WITH (security_invoker = true) AS
SELECT id,
       jsonb_strip_nulls(jsonb_build_object(
           'partId', part_id, 'fromLocationId', from_location_id, 'toLocationId', to_location_id,
           'quantity', trim_scale(quantity), 'reason', reason, 'counted', trim_scale(counted), 'expected', trim_scale(expected),
           'visitId', visit_id, 'serial', serial)) AS doc,
       array_remove(ARRAY ['stock:' || from_location_id, 'stock:' || to_location_id], NULL) AS buckets,
       '{}'::text[] AS leads
FROM stock_movement WHERE voided_at IS NULL;
GRANT SELECT ON stock_movements_state TO ${app};
