-- Companies take turns at the threads that compute plans: whose plan is computed lets those go first who have none.

-- Whether a company waits of which nothing is computed, for a node that acts for another; it says nothing of the plans.
CREATE FUNCTION route_plan_others_wait() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM route_plan waiting
        WHERE waiting.tenant_id <> current_tenant()
          AND (waiting.status = 'queued' OR (waiting.status = 'running' AND waiting.lease_until < clock_timestamp()))
          AND NOT EXISTS (
              SELECT FROM route_plan computed
              WHERE computed.tenant_id = waiting.tenant_id
                AND computed.status = 'running' AND computed.lease_until >= clock_timestamp()));
END;
REVOKE ALL ON FUNCTION route_plan_others_wait() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION route_plan_others_wait() TO ${app};
