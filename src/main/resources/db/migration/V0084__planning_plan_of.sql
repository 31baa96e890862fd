-- Whoever opens a day of a region finds its newest plan, however many plans a company has had.
CREATE INDEX route_plan_of ON route_plan (tenant_id, region_id, from_at, created_at, id);
