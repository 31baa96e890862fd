package io.naichang.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.naichang.platform.Json;
import io.naichang.platform.Listing;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The jobs: who computes which plan until when, how far it is, and what came of it.
@ApplicationScoped
class RoutePlans {
    private static final String SHORT = """
            jsonb_strip_nulls(jsonb_build_object('request', t.request, 'status', t.status, 'createdBy', t.created_by,
                'createdAt', wire(t.created_at), 'finishedAt', wire(t.finished_at), 'progress', t.progress, 'problem', t.problem,
                'attempts', t.attempts)) || jsonb_build_object('acceptedVisitIds', t.accepted)""";

    static final Listing LISTING =
            new Listing("route-plans", "route_plan t", "t.id", "1", SHORT, "t.created_at", "timestamptz");
    static final Listing WHOLE = new Listing(
            "route-plans",
            "route_plan t",
            "t.id",
            "1",
            SHORT + " || jsonb_strip_nulls(jsonb_build_object('proposal', t.result))",
            "t.created_at",
            "timestamptz");

    /// A company of which something is computed gets no second thread while another waits that has none.
    static final String CLAIM = """
            UPDATE route_plan SET status = 'running', node = ?, attempts = attempts + 1, heartbeat_at = clock_timestamp(),
                lease_until = clock_timestamp() + make_interval(secs => ?)
            WHERE tenant_id = current_tenant() AND id = (
                SELECT id FROM route_plan
                WHERE tenant_id = current_tenant() AND NOT cancel_asked
                  AND (status = 'queued' OR (status = 'running' AND lease_until < clock_timestamp()))
                  AND NOT (route_plan_others_wait() AND EXISTS (
                      SELECT FROM route_plan computed
                      WHERE computed.tenant_id = current_tenant()
                        AND computed.status = 'running' AND computed.lease_until >= clock_timestamp()))
                ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, request::text
            """;

    private final Sql sql;

    RoutePlans(Sql sql) {
        this.sql = sql;
    }

    /// A plan that this node may compute.
    record Claimed(UUID id, String request) {
        /// Read when it is computed: what this version cannot read fails then, and keeps nobody waiting.
        PlanForm form() {
            return RoutePlans.form(request);
        }
    }

    void add(UUID id, PlanForm form, UUID user, Instant at) {
        sql.update(
                """
                INSERT INTO route_plan (id, region_id, from_at, to_at, request, created_by, created_at)
                VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
                """,
                id,
                form.regionId(),
                form.from(),
                form.to(),
                Json.MAPPER.valueToTree(form).toString(),
                user,
                at);
    }

    /// How many wait or are computed.
    int open() {
        return sql.first(
                        "SELECT count(*)::integer FROM route_plan WHERE tenant_id = current_tenant() AND status IN ('queued', 'running')",
                        row -> row.getInt(1))
                .orElse(0);
    }

    Optional<PlanForm> form(UUID id) {
        return sql.first(
                "SELECT request::text FROM route_plan WHERE tenant_id = current_tenant() AND id = ?",
                row -> form(row.getString(1)),
                id);
    }

    private static PlanForm form(String json) {
        try {
            return Json.MAPPER.readValue(json, PlanForm.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request cannot be read", e);
        }
    }

    /// Companies with plans that nobody computes.
    Set<String> tenants() {
        return Set.copyOf(sql.list("SELECT route_plan_tenants()", row -> row.getString(1)));
    }

    /// Lets nobody else accept a plan of the same region until the transaction ends: what each has checked must hold
    /// when it is carried out.
    void lockRegionOf(UUID plan) {
        sql.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('route-plans ' || region_id, 0)) FROM route_plan"
                        + " WHERE tenant_id = current_tenant() AND id = ?",
                row -> true,
                plan);
    }

    /// Gives up what was begun so often and never ended: it may be what ends the nodes.
    void giveUp(int attempts, Instant at) {
        sql.update("""
                UPDATE route_plan SET status = 'failed', problem = 'gave-up', finished_at = ?, lease_until = NULL
                WHERE tenant_id = current_tenant() AND status = 'running' AND lease_until < clock_timestamp() AND attempts >= ?
                """, at, attempts);
    }

    /// Takes a plan that waits, or whose node has died, for so long.
    Optional<Claimed> claim(UUID node, Duration lease) {
        // Else two threads at once would both find that the company has none.
        sql.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('route-plan-claims ' || current_tenant(), 0))",
                row -> true);
        return sql.first(
                CLAIM,
                row -> new Claimed(row.getObject(1, UUID.class), row.getString(2)),
                node,
                lease.toMillis() / 1000.0);
    }

    /// Says that the node lives, and how far it is; false if it shall stop: somebody cancelled, or another node has it.
    boolean beat(UUID id, UUID node, Duration lease, String progress) {
        return sql.update("""
                        UPDATE route_plan SET heartbeat_at = clock_timestamp(), progress = ?::jsonb,
                            lease_until = clock_timestamp() + make_interval(secs => ?)
                        WHERE tenant_id = current_tenant() AND id = ? AND node = ? AND status = 'running' AND NOT cancel_asked
                        """, progress, lease.toMillis() / 1000.0, id, node) > 0;
    }

    /// Writes the end down, unless another node has taken it over or somebody cancelled.
    void end(UUID id, UUID node, String status, @Nullable String result, @Nullable String problem, Instant at) {
        sql.update("""
                UPDATE route_plan SET status = ?, result = ?::jsonb, problem = ?, finished_at = ?, lease_until = NULL
                WHERE tenant_id = current_tenant() AND id = ? AND node = ? AND status = 'running'
                """, status, result, problem, at, id, node);
    }

    /// Keeps the ways by which a plan was made, so that whoever accepts it judges it by them, on any node.
    void keepWays(UUID id, UUID node, byte @Nullable [] ways) {
        sql.update(
                "UPDATE route_plan SET ways = ? WHERE tenant_id = current_tenant() AND id = ? AND node = ? AND status = 'done'",
                ways,
                id,
                node);
    }

    /// Of a plan of which nothing is left to accept.
    void forgetWays(UUID id) {
        sql.update("UPDATE route_plan SET ways = NULL WHERE tenant_id = current_tenant() AND id = ?", id);
    }

    /// Of plans whose time is over, which nobody can accept any more.
    void forgetWays(Instant at) {
        sql.update(
                "UPDATE route_plan SET ways = NULL WHERE tenant_id = current_tenant() AND ways IS NOT NULL AND to_at < ?",
                at);
    }

    Optional<byte[]> ways(UUID id) {
        return sql.first(
                "SELECT ways FROM route_plan WHERE tenant_id = current_tenant() AND id = ? AND ways IS NOT NULL",
                row -> row.getBytes(1),
                id);
    }

    /// Calls a plan off that has not ended; a node that computes it notices with its next heartbeat.
    void cancel(UUID id, Instant at) {
        sql.update("""
                UPDATE route_plan SET cancel_asked = true, status = 'cancelled', finished_at = ?, lease_until = NULL
                WHERE tenant_id = current_tenant() AND id = ? AND status IN ('queued', 'running')
                """, at, id);
    }

    /// The plan for who accepts it.
    record Stored(PlanForm form, String status, @Nullable Proposal proposal, Set<UUID> accepted) {}

    Optional<Stored> lock(UUID id) {
        return read(id, " FOR UPDATE");
    }

    Optional<Stored> find(UUID id) {
        return read(id, "");
    }

    private Optional<Stored> read(UUID id, String lock) {
        return sql.first(
                "SELECT request::text, status, result::text, accepted FROM route_plan"
                        + " WHERE tenant_id = current_tenant() AND id = ?" + lock,
                row -> new Stored(
                        form(row.getString(1)), row.getString(2), proposal(row.getString(3)), Set.copyOf(List.of((UUID
                                        [])
                                row.getArray(4).getArray()))),
                id);
    }

    private static @Nullable Proposal proposal(@Nullable String json) {
        try {
            return json == null ? null : Json.MAPPER.readValue(json, Proposal.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored proposal cannot be read", e);
        }
    }

    void accepted(UUID id, Set<UUID> visits) {
        sql.update(
                "UPDATE route_plan SET accepted = accepted || ?::uuid[] WHERE tenant_id = current_tenant() AND id = ?",
                visits,
                id);
    }

    /// How far a plan is: its status and progress as one text, for streams.
    record State(String status, String progress) {
        boolean isFinal() {
            return !status.equals("queued") && !status.equals("running");
        }
    }

    Optional<State> state(UUID id) {
        return sql.first("""
                SELECT status, (progress || jsonb_build_object('status', status))::text FROM route_plan
                WHERE tenant_id = current_tenant() AND id = ?
                """, row -> new State(row.getString(1), row.getString(2)), id);
    }
}
