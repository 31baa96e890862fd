-- What the office has to tell one person: on his phone, or on the desk page.
CREATE TABLE notice (
    tenant_id  text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id         uuid NOT NULL,
    user_id    uuid NOT NULL,
    kind       text NOT NULL,
    collection text,
    record_id  uuid,
    text       text NOT NULL,
    at         timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN notice.deleted_at IS 'when it was read';
SELECT protect('notice', 'SELECT, INSERT, UPDATE');

CREATE VIEW notices_state WITH (security_invoker = true) AS
SELECT n.id,
       jsonb_strip_nulls(jsonb_build_object(
           'kind', n.kind, 'collection', n.collection, 'recordId', n.record_id, 'text', n.text, 'at', wire(n.at))) AS doc,
       ARRAY ['tech:' || n.user_id] AS buckets,
       '{}'::text[] AS leads
FROM notice n WHERE n.deleted_at IS NULL AND n.tenant_id = current_tenant();
GRANT SELECT ON notices_state TO ${app};
