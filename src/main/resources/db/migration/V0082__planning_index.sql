-- Planners find the visits of a few days by indexes, however long a company's history is.

-- What ends after an instant began at most so long before it.
ALTER TABLE visit ADD CONSTRAINT visit_plan_length CHECK (planned_end - planned_start <= interval '14 days');

-- Few are open at any time; most of all visits are done.
CREATE INDEX visit_open ON visit (tenant_id, status) WHERE status IN ('unscheduled', 'in-progress', 'waiting');
CREATE INDEX visit_done ON visit (tenant_id, finished_at, started_at) WHERE status = 'done';
