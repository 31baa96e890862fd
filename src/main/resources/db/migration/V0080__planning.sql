-- What planners must know beyond the visit itself, and what a company says about plans.

CREATE TABLE visit_needs (
    tenant_id text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    visit_id  uuid NOT NULL,
    version   integer NOT NULL DEFAULT 0,
    needs     jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, visit_id),
    CONSTRAINT visit_needs_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES visit (tenant_id, id)
);
COMMENT ON COLUMN visit_needs.needs IS 'the form of PUT /visits/{id}/needs: edited, and read by planners, as a whole only';
SELECT protect('visit_needs', 'SELECT, INSERT, UPDATE');

CREATE TABLE technician_tools (
    tenant_id     text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    technician_id uuid NOT NULL,
    version       integer NOT NULL DEFAULT 0,
    tools         text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, technician_id),
    CONSTRAINT technician_tools_of FOREIGN KEY (tenant_id, technician_id) REFERENCES technician (tenant_id, id)
);
SELECT protect('technician_tools', 'SELECT, INSERT, UPDATE');

CREATE TABLE planning_policy (
    tenant_id text PRIMARY KEY DEFAULT current_tenant() REFERENCES tenant,
    version   integer NOT NULL DEFAULT 1,
    policy    jsonb NOT NULL
);
COMMENT ON TABLE planning_policy IS 'Where a company has said otherwise than the program''s defaults';
SELECT protect('planning_policy', 'SELECT, INSERT, UPDATE');

CREATE TABLE route_plan (
    tenant_id       text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id              uuid NOT NULL,
    region_id       uuid NOT NULL,
    from_at         timestamptz NOT NULL,
    to_at           timestamptz NOT NULL,
    request         jsonb NOT NULL,
    status          text NOT NULL DEFAULT 'queued' CONSTRAINT route_plan_status
                    CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    created_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    cancel_asked    boolean NOT NULL DEFAULT false,
    attempts        integer NOT NULL DEFAULT 0,
    node            uuid,
    lease_until     timestamptz,
    heartbeat_at    timestamptz,
    progress        jsonb NOT NULL DEFAULT '{}',
    problem         text,
    result          jsonb,
    accepted        uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT route_plan_region FOREIGN KEY (tenant_id, region_id) REFERENCES region (tenant_id, id),
    CONSTRAINT route_plan_time CHECK (from_at < to_at),
    CONSTRAINT route_plan_lease CHECK ((status = 'running') = (lease_until IS NOT NULL)),
    CONSTRAINT route_plan_result CHECK ((status = 'done') = (result IS NOT NULL))
);
COMMENT ON TABLE route_plan IS 'Proposals of the planner, each a job: a node computes it while its lease lasts; when the lease ran out, another takes it';
COMMENT ON COLUMN route_plan.lease_until IS 'by the clock of PostgreSQL, which all nodes share';
COMMENT ON COLUMN route_plan.accepted IS 'visits whose part of the plan was carried out';
CREATE INDEX route_plan_list ON route_plan (tenant_id, created_at, id);
CREATE INDEX route_plan_open ON route_plan (lease_until) WHERE status IN ('queued', 'running');
SELECT protect('route_plan', 'SELECT, INSERT, UPDATE');

-- Companies with plans that nobody computes, for a node that has no tenant; it says nothing of the plans.
CREATE FUNCTION route_plan_tenants() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT DISTINCT tenant_id FROM route_plan
    WHERE status = 'queued' OR (status = 'running' AND lease_until < clock_timestamp());
END;
REVOKE ALL ON FUNCTION route_plan_tenants() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION route_plan_tenants() TO ${app};
