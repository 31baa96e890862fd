package io.naichang.visits;

import io.naichang.platform.Caller;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Where;
import io.naichang.sync.Blobs;
import io.naichang.sync.Desk;
import io.naichang.sync.Rights;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Photos and other files of visits, by short-lived addresses in the object store.
@Path("/attachments")
@RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
class AttachmentResource {
    private static final String VERIFIED = "verified";

    private final Attachments attachments;
    private final Rights rights;
    private final Blobs blobs;
    private final Desk desk;
    private final Caller caller;

    AttachmentResource(Attachments attachments, Rights rights, Blobs blobs, Desk desk, Caller caller) {
        this.attachments = attachments;
        this.rights = rights;
        this.blobs = blobs;
        this.desk = desk;
        this.caller = caller;
    }

    /// A file as the desk sees it.
    ///
    /// @param state `awaiting` until the bytes are here, `verified` when they hash to `sha256`, else `quarantined`
    /// @param deviceId the phone that announced it, and that has the bytes as long as we have not
    /// @param announcedAt when it was made, by the corrected clock of the phone
    @Schema(name = "Attachment")
    record Shown(
            UUID id,
            int version,
            @Nullable UUID visitId,
            @Nullable UUID assetId,
            @Nullable String checklistItemId,
            String kind,
            String sha256,
            long size,
            String contentType,
            @Nullable Instant takenAt,
            @Nullable String caption,
            String state,
            Urls urls,
            @Nullable UUID authorId,
            @Nullable UUID deviceId,
            Instant announcedAt) {}

    record Urls(String content, String thumbnail) {}

    @Schema(name = "FileAddress")
    record Address(URI url) {}

    /// One page of attachments.
    @Schema(name = "AttachmentPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(
            operationId = "listAttachments",
            summary = "Photos and other files of a visit or an asset, oldest first",
            description =
                    "With state=awaiting and announcedBefore (an instant) it is the list of what is overdue, and on which phone.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("visitId") @Nullable UUID visitId,
            @QueryParam("assetId") @Nullable UUID assetId,
            @QueryParam("state") @Nullable @Pattern(regexp = "awaiting|stored|verified|quarantined") String state,
            @QueryParam("announcedBefore") @Nullable Instant announcedBefore,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.visit_id = ?", visitId)
                .and("t.asset_id = ?", assetId)
                .and("t.created_at < ?", announcedBefore)
                // What is still missing is little among much, and has an index of its own.
                .and(
                        (VERIFIED.equals(state) ? "" : "d.doc ->> 'state' <> 'verified' AND ")
                                + "d.doc ->> 'state' = ?",
                        state);
        return desk.list(Attachments.LISTING, where, page);
    }

    @GET
    @Path("/{id}/content")
    @Operation(
            operationId = "attachmentContent",
            summary = "Redirects to the bytes",
            description =
                    "404 not-uploaded until the phone has sent them. With audience=customer a JPEG, PNG or WebP without what its"
                            + " camera wrote beside the picture (place, time, device); 404 no-bare-copy of anything else.")
    @APIResponse(responseCode = "307", description = "Location is the address, good for some minutes.")
    @APIResponse(
            responseCode = "200",
            description = "With Accept: application/json, for whoever must not send the token on.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Address.class)))
    public Response content(
            @RestPath UUID id,
            @QueryParam("audience") @Pattern(regexp = "customer", message = "must be customer, or absent") @Nullable
                    String audience,
            @HeaderParam("Accept") @Nullable String accept) {
        Attachment attachment = QuarkusTransaction.requiringNew().call(() -> visible(id));
        URI whole = blobs.contentUrl(attachment.sha256(), true)
                .orElseThrow(() -> Problem.of(404, "not-uploaded", "The phone has not sent these bytes yet."));
        return to(
                accept,
                audience == null
                        ? whole
                        : blobs.bareUrl(attachment.sha256())
                                .orElseThrow(() -> Problem.of(
                                        404, "no-bare-copy", "Place and time cannot be taken out of this file.")));
    }

    @GET
    @Path("/{id}/thumbnail")
    @Operation(
            operationId = "attachmentThumbnail",
            summary = "Redirects to a small JPEG",
            description = "404 no-thumbnail where none can be made.")
    @APIResponse(responseCode = "307", description = "Location is the address, good for some minutes.")
    @APIResponse(
            responseCode = "200",
            description = "With Accept: application/json, for whoever must not send the token on.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Address.class)))
    public Response thumbnail(@RestPath UUID id, @HeaderParam("Accept") @Nullable String accept) {
        Attachment attachment = QuarkusTransaction.requiringNew().call(() -> visible(id));
        return to(
                accept,
                blobs.thumbnailUrl(attachment.sha256())
                        .orElseThrow(() -> Problem.of(404, "no-thumbnail", "There is no small picture of it.")));
    }

    /// A technician sees the files of the work that is or was his, and of the machines that it leads or led to; the
    /// office sees all.
    private Attachment visible(UUID id) {
        Attachment attachment = attachments.get(id);
        boolean office = !caller.has("technician") || caller.has("dispatcher") || caller.has("admin");
        if (!office && !attachment.isBy(caller.user()) && !isOfHisWork(attachment)) {
            throw Problem.missing("not-found");
        }
        return attachment;
    }

    /// As phones are told: what belongs to a visit is of that visit alone, whatever machine it shows.
    private boolean isOfHisWork(Attachment attachment) {
        UUID visit = attachment.visitId();
        UUID asset = attachment.assetId();
        return visit != null ? isHis(Visit.COLLECTION, visit) : asset != null && isHis("assets", asset);
    }

    private boolean isHis(String collection, UUID id) {
        return rights.of(collection, id, caller.user(), 0) instanceof Rights.Answer.Granted;
    }

    /// A page that must send its token asks for JSON: a browser would send the token on to the object store.
    private static Response to(@Nullable String accept, URI address) {
        boolean json = accept != null && accept.startsWith("application/json");
        Response.ResponseBuilder answer = json
                ? Response.ok(new Address(address)).type(MediaType.APPLICATION_JSON)
                : Response.temporaryRedirect(address);
        return answer.header("Cache-Control", "private, max-age=60").build();
    }
}
