package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Listing;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The conflict inbox: what met, what was kept, and one call to decide otherwise.
@Path("/conflicts")
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class ConflictResource {
    private static final Listing LISTING = new Listing(
            "conflicts",
            "conflict t LEFT JOIN sync_document d ON d.tenant_id = t.tenant_id AND d.collection = t.collection AND d.id = t.record_id",
            "t.id",
            "CASE t.status WHEN 'open' THEN 1 ELSE 2 END",
            """
            jsonb_strip_nulls(jsonb_build_object(
                'collection', t.collection, 'recordId', t.record_id, 'visitId', d.doc ->> 'visitId', 'field', t.field, 'class', t.class, 'rule', t.rule,
                'reason', t.reason, 'kept', t.kept, 'userId', t.user_id, 'deviceId', t.device_id, 'seq', t.seq,
                'theirActor', t.their_actor, 'occurredAt', wire(t.occurred_at), 'createdAt', wire(t.created_at), 'status', t.status,
                'resolvedBy', t.resolved_by, 'userName', (SELECT u.name FROM app_user u WHERE u.tenant_id = t.tenant_id AND u.id = t.user_id),
                'theirActorName', (SELECT u.name FROM app_user u WHERE u.tenant_id = t.tenant_id AND u.id = t.their_actor),
                'resolvedByName', (SELECT u.name FROM app_user u WHERE u.tenant_id = t.tenant_id AND u.id = t.resolved_by), 'resolvedAt', wire(t.resolved_at)))
            || jsonb_build_object('base', t.base, 'theirs', t.theirs, 'yours', t.yours, 'mutation', t.mutation)
            || CASE WHEN t.resolution IS NULL THEN '{}' ELSE jsonb_build_object('resolution', t.resolution) END
            """,
            "wire(t.created_at)",
            "text");

    private final Views views;
    private final Resolution resolution;
    private final UriInfo uri;

    ConflictResource(Views views, Resolution resolution, UriInfo uri) {
        this.views = views;
        this.resolution = resolution;
        this.uri = uri;
    }

    /// @param keep `kept` confirms what was kept; `other` takes the value (or the whole mutation) that lost; `value`
    /// writes `value`
    record Decision(
            @NotNull @Pattern(regexp = "kept|other|value") String keep,
            @Schema(implementation = Object.class) @Nullable JsonNode value) {}

    @GET
    @Operation(operationId = "listConflicts", summary = "The conflict ledger, oldest first")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.LedgerPage.class)))
    public Response list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("class") @Nullable String entryClass,
            @QueryParam("recordId") @Nullable UUID recordId,
            @BeanParam @Valid PageRequest page) {
        if (status != null && !status.equals("open") && !status.equals("resolved")) {
            throw Problem.invalid("invalid", "status", "It is open or resolved.");
        }
        Where where = new Where()
                .and("t.status = ?", status)
                .and("t.class = ?", entryClass)
                .and("t.record_id = ?", recordId);
        return views.page(LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getConflict",
            summary = "One entry: base, theirs (the server's), yours (the phone's), kept, rule, who, when, device")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.LedgerEntry.class)))
    public Response get(@RestPath UUID id) {
        return views.get(LISTING, id).ok();
    }

    @POST
    @Path("/{id}/resolve")
    @RolesAllowed({"dispatcher", "admin"})
    @Operation(
            operationId = "resolveConflict",
            summary = "Settle an entry",
            description =
                    "An ordinary write: phones get it with their next pull. 409 already-resolved, 409 cannot-restore with the reason.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.LedgerEntry.class)))
    public Response resolve(@RestPath UUID id, @Valid @NotNull Decision decision) {
        resolution.resolve(id, decision.keep(), decision.value());
        return views.get(LISTING, id).ok();
    }
}
