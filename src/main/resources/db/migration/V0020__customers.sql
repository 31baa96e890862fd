-- Customers, their sites and the people to talk to there.

CREATE TABLE customer (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    name        text NOT NULL CONSTRAINT customer_name CHECK (name <> ''),
    kind        text NOT NULL CONSTRAINT customer_kind CHECK (kind IN ('person', 'company', 'government')),
    language    text NOT NULL CONSTRAINT customer_language CHECK (language IN ('th', 'en')),
    category    text,
    phones      text[] NOT NULL DEFAULT '{}',
    email       text,
    external_id text,
    deleted_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN customer.external_id IS 'Its key in the ERP or accounting system that it came from';
COMMENT ON COLUMN customer.phones IS 'E.164, or a Thai short number such as 1669';
CREATE INDEX customer_by_name ON customer (tenant_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX customer_by_phone ON customer USING gin (phones);
CREATE UNIQUE INDEX customer_external ON customer (tenant_id, external_id) WHERE deleted_at IS NULL;
SELECT protect('customer', 'SELECT, INSERT, UPDATE');

CREATE VIEW customers_state WITH (security_invoker = true) AS
SELECT id,
       jsonb_strip_nulls(jsonb_build_object(
           'name', name, 'kind', kind, 'language', language, 'category', category,
           'phones', phones, 'email', email)) AS doc,
       ARRAY['cust:' || id] AS buckets,
       '{}'::text[] AS leads
FROM customer WHERE deleted_at IS NULL;
GRANT SELECT ON customers_state TO ${app};

CREATE TABLE site (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id            uuid NOT NULL,
    customer_id   uuid NOT NULL,
    name          text NOT NULL CONSTRAINT site_name CHECK (name <> ''),
    house_number  text,
    moo           text,
    soi           text,
    road          text,
    subdistrict   text,
    district      text,
    province      text,
    postcode      text CONSTRAINT site_postcode CHECK (postcode ~ '^[0-9]{5}$'),
    lat           double precision CONSTRAINT site_lat CHECK (lat BETWEEN -90 AND 90),
    lon           double precision CONSTRAINT site_lon CHECK (lon BETWEEN -180 AND 180),
    time_zone     text NOT NULL,
    contact_name  text,
    contact_phone text,
    access_notes  text,
    region_id     uuid,
    external_id   text,
    deleted_at    timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT site_of_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
    CONSTRAINT site_region FOREIGN KEY (tenant_id, region_id) REFERENCES region (tenant_id, id),
    CONSTRAINT site_position CHECK ((lat IS NULL) = (lon IS NULL))
);
COMMENT ON COLUMN site.access_notes IS 'How to get in; office and technicians both write it';
CREATE INDEX site_by_name ON site (tenant_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX site_by_customer ON site (tenant_id, customer_id) WHERE deleted_at IS NULL;
CREATE INDEX site_by_region ON site (tenant_id, region_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX site_external ON site (tenant_id, external_id) WHERE deleted_at IS NULL;
SELECT protect('site', 'SELECT, INSERT, UPDATE');

-- A name of a place with the Thai word for what it is, unless it has one or is not written in Thai.
CREATE FUNCTION thai_place(prefix text, name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN name ~ '^[ก-ฮเ-ไ]' AND NOT starts_with(name, prefix) THEN prefix || name ELSE name END;

-- An address in one line as Thais write it; Bangkok has khwaeng and khet where provinces have tambon and amphoe.
CREATE FUNCTION thai_address(s site) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(concat_ws(' ',
    s.house_number,
    'หมู่ ' || s.moo,
    thai_place('ซอย', s.soi),
    thai_place('ถนน', s.road),
    thai_place(CASE WHEN s.province LIKE 'กรุงเทพ%' THEN 'แขวง' ELSE 'ตำบล' END, s.subdistrict),
    thai_place(CASE WHEN s.province LIKE 'กรุงเทพ%' THEN 'เขต' ELSE 'อำเภอ' END, s.district),
    CASE WHEN s.province LIKE 'กรุงเทพ%' THEN s.province ELSE thai_place('จังหวัด', s.province) END,
    s.postcode), '');

CREATE VIEW sites_state WITH (security_invoker = true) AS
SELECT id,
       jsonb_strip_nulls(jsonb_build_object(
           'customerId', customer_id, 'name', name,
           'address', jsonb_build_object(
               'houseNumber', house_number, 'moo', moo, 'soi', soi, 'road', road, 'subdistrict', subdistrict,
               'district', district, 'province', province, 'postcode', postcode, 'line', thai_address(site)),
           'position', CASE WHEN lat IS NOT NULL THEN jsonb_build_object('lat', lat, 'lon', lon) END, 'timeZone', time_zone,
           'contactName', contact_name, 'contactPhone', contact_phone, 'accessNotes', access_notes)) AS doc,
       ARRAY['site:' || id] AS buckets,
       '{}'::text[] AS leads
FROM site WHERE deleted_at IS NULL;
GRANT SELECT ON sites_state TO ${app};

CREATE TABLE contact (
    tenant_id   text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id          uuid NOT NULL,
    version     integer NOT NULL,
    customer_id uuid NOT NULL,
    site_id     uuid,
    name        text NOT NULL CONSTRAINT contact_name CHECK (name <> ''),
    phone       text,
    email       text,
    role        text,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT contact_of_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
    CONSTRAINT contact_at_site FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, id)
);
CREATE INDEX contact_by_customer ON contact (tenant_id, customer_id, name, id);
CREATE INDEX contact_by_site ON contact (tenant_id, site_id);
SELECT protect('contact', 'SELECT, INSERT, UPDATE, DELETE');
