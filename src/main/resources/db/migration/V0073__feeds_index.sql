-- Calendars find their visits by indexes, and say by the time of a rename that what they show has changed.

ALTER TABLE app_user ADD COLUMN renamed_at timestamptz NOT NULL DEFAULT now();

CREATE FUNCTION app_user_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.renamed_at := clock_timestamp();
    RETURN NEW;
END
$$;
CREATE TRIGGER app_user_renamed BEFORE UPDATE OF name ON app_user
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION app_user_renamed();

-- Few visits have a crew; an index into the array itself is not used under row-level security.
CREATE INDEX visit_with_crew ON visit (tenant_id, planned_start) WHERE crew_ids <> '{}';

CREATE INDEX visit_at_site_planned ON visit (tenant_id, site_id, planned_start);
DROP INDEX visit_at_site;
