-- The ways by which a plan was made: after a restart, or on another node, it is judged by them and not by an estimate.

ALTER TABLE route_plan ADD COLUMN ways bytea;
COMMENT ON COLUMN route_plan.ways IS 'deflated, at most 4 MiB, forgotten when the plan''s time is over; null where no road service was asked';
CREATE INDEX route_plan_ways ON route_plan (tenant_id, to_at) WHERE ways IS NOT NULL;
