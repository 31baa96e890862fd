package io.naichang.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.CommonEra;
import io.naichang.platform.Events;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Route plans: asked for, computed beside everything else, looked at, accepted in whole or in part.
@Path("/route-plans")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "admin"})
@Transactional
class RoutePlanResource {
    private final RoutePlans plans;
    private final Scenes scenes;
    private final Accepting accepting;
    private final Views views;
    private final MergePatch mergePatch;
    private final Events events;
    private final Event<PlanRunner.Asked> asked;
    private final Caller caller;
    private final Clock clock;
    private final UriInfo uri;
    private final int mostOpen;

    /// @param mostOpen plans of a company that wait or are computed; all companies share the threads that compute them
    RoutePlanResource(
            RoutePlans plans,
            Scenes scenes,
            Accepting accepting,
            Views views,
            MergePatch mergePatch,
            Events events,
            Event<PlanRunner.Asked> asked,
            Caller caller,
            Clock clock,
            UriInfo uri,
            @ConfigProperty(name = "naichang.planning.max-open", defaultValue = "20") int mostOpen) {
        this.plans = plans;
        this.scenes = scenes;
        this.accepting = accepting;
        this.views = views;
        this.mergePatch = mergePatch;
        this.events = events;
        this.asked = asked;
        this.caller = caller;
        this.clock = clock;
        this.uri = uri;
        this.mostOpen = mostOpen;
    }

    /// How far the search is.
    ///
    /// @param points what the best plan so far costs
    /// @param unassigned how many visits it leaves out
    @Schema(name = "RoutePlanProgress")
    record Progress(
            @Nullable Long points,
            @Nullable Integer unassigned,
            @Nullable Long iterations,
            @Nullable Long milliseconds) {}

    @Schema(name = "RoutePlanState")
    record State(
            @Schema(required = true) PlanForm request,

            @Schema(
                    required = true,
                    enumeration = {"queued", "running", "done", "failed", "cancelled"})
            String status,

            @Schema(required = true) UUID createdBy,
            @Schema(required = true) Instant createdAt,
            @Nullable Instant finishedAt,
            @Schema(required = true) Progress progress,
            @Nullable String problem,
            @Schema(required = true) int attempts,
            @Schema(required = true) List<UUID> acceptedVisitIds,
            @Nullable Proposal proposal) {}

    @Schema(
            name = "RoutePlan",
            allOf = {Identity.class, State.class})
    interface Shown {}

    @Schema(
            name = "NewRoutePlan",
            allOf = {Identity.Own.class, PlanForm.class})
    interface New {}

    @Schema(name = "RoutePlanPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    /// @param visitIds whose rows are accepted; left out, the whole plan is
    @Schema(name = "RoutePlanAcceptance")
    record Acceptance(@Nullable @Size(min = 1, max = 5000) Set<@NotNull UUID> visitIds) {}

    @GET
    @Operation(
            operationId = "listRoutePlans",
            summary = "Route plans by the time they were asked for",
            description = "Without their proposals. from finds those of a time that begins then.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("from") @CommonEra @Nullable Instant from,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where().and("t.region_id = ?", regionId).and("t.from_at = ?", from);
        return views.page(RoutePlans.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRoutePlan", summary = "A route plan, with its proposal when it is done")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return views.get(RoutePlans.WHOLE, id).ok();
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createRoutePlan",
            summary = "Ask for a route plan",
            description =
                    "Answered at once; the plan is computed beside everything else, and locks nothing. 400 too-many-visits if there are more than the server plans at once; 429 too-many-plans if as many wait or are computed as may.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<PlanForm> wanted = mergePatch.create(body, PlanForm.class);
        if (!wanted.repeats(plans.form(wanted.id()))) {
            PlanForm form = wanted.form();
            if (!scenes.isRegion(form.regionId())) {
                throw Problem.invalid("unknown-region", "regionId", "There is no such region.");
            }
            scenes.requireBounded(form.regionId(), form.from(), form.to());
            if (plans.open() >= mostOpen) {
                throw Problem.of(429, "too-many-plans", "Wait until one ends, or stop one.")
                        .with("most", mostOpen);
            }
            plans.add(wanted.id(), form, caller.user(), clock.instant());
            events.record("route-plan-asked", "route-plans", wanted.id(), body);
            asked.fire(new PlanRunner.Asked(caller.tenant()));
        }
        return Response.fromResponse(views.get(RoutePlans.WHOLE, wanted.id()).created(uri))
                .status(Response.Status.ACCEPTED)
                .build();
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelRoutePlan",
            summary = "Stop a route plan that is not done",
            description = "A plan that has ended stays as it is.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response cancel(@RestPath UUID id) {
        views.get(RoutePlans.LISTING, id);
        plans.cancel(id, clock.instant());
        return views.get(RoutePlans.WHOLE, id).ok();
    }

    @POST
    @Path("/{id}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptRoutePlan",
            summary = "Carry out a route plan, or some of its rows",
            description =
                    "All or nothing, in one transaction. 409 plan-outdated names each part that cannot be carried out and why; 409 plan-not-done.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Response accept(@RestPath UUID id, @Valid @NotNull Acceptance request) {
        accepting.prepare(id, request.visitIds());
        return QuarkusTransaction.requiringNew().call(() -> accepted(id, request));
    }

    private Response accepted(UUID id, Acceptance request) {
        List<UUID> accepted = accepting.accept(id, request.visitIds());
        var data = Json.object();
        accepted.forEach(each -> data.withArray("visitIds").add(each.toString()));
        events.record("route-plan-accepted", "route-plans", id, data);
        return views.get(RoutePlans.WHOLE, id).ok();
    }
}
