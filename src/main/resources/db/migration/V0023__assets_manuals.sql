-- Documents of a model, and the buckets by which phones get those of the machines that they may meet.

-- A model is a text on an asset, typed by many hands; large letters and spaces make no other model.
CREATE FUNCTION model_bucket(model text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'model:' || md5(lower(regexp_replace(btrim(model), '\s+', ' ', 'g')));

-- The models that stand at a site. Whoever visits the site follows them.
CREATE FUNCTION site_models(site uuid) RETURNS text[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT ARRAY (SELECT DISTINCT model_bucket(a.model) FROM asset a
                  WHERE a.tenant_id = current_tenant() AND a.site_id = site AND a.deleted_at IS NULL ORDER BY 1);
END;

CREATE TABLE manual (
    tenant_id    text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id           uuid NOT NULL,
    model        text NOT NULL CONSTRAINT manual_model CHECK (model <> ''),
    title        text NOT NULL,
    kind         text NOT NULL CONSTRAINT manual_kind
                 CHECK (kind IN ('operation', 'maintenance', 'parts-catalogue', 'diagnostic', 'video', 'interactive')),
    language     text NOT NULL,
    edition      integer NOT NULL CONSTRAINT manual_edition_number CHECK (edition > 0),
    sha256       text NOT NULL CONSTRAINT manual_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size         bigint NOT NULL,
    content_type text NOT NULL,
    deleted_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN manual.edition IS 'counts upward; of one model, kind and language the highest is the newest';
COMMENT ON COLUMN manual.content_type IS 'by content, as size: both are the stored file''s';
CREATE UNIQUE INDEX manual_edition ON manual (tenant_id, model_bucket(model), kind, language, edition) WHERE deleted_at IS NULL;
SELECT protect('manual', 'SELECT, INSERT, UPDATE');

-- Phones get the newest edition; the older ones stay at the desk.
CREATE VIEW manuals_state WITH (security_invoker = true) AS
SELECT m.id,
       jsonb_build_object(
           'model', m.model, 'title', m.title, 'kind', m.kind, 'language', m.language, 'edition', m.edition,
           'sha256', m.sha256, 'size', m.size, 'contentType', m.content_type) AS doc,
       CASE WHEN EXISTS (
           SELECT 1 FROM manual n
           WHERE n.tenant_id = m.tenant_id AND model_bucket(n.model) = model_bucket(m.model) AND n.kind = m.kind
             AND n.language = m.language AND n.edition > m.edition AND n.deleted_at IS NULL)
       THEN '{}' ELSE ARRAY [model_bucket(m.model)] END AS buckets,
       '{}'::text[] AS leads
FROM manual m WHERE m.deleted_at IS NULL AND m.tenant_id = current_tenant();
GRANT SELECT ON manuals_state TO ${app};
