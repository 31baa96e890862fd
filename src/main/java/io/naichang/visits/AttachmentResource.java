package io.naichang.visits;

import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.naichang.sync.Blobs;
import io.naichang.sync.Rights;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// Photos and other files of visits, by short-lived addresses in the object store.
@Path("/attachments/{id}")
@RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
class AttachmentResource {
    private final Attachments attachments;
    private final Rights rights;
    private final Blobs blobs;
    private final Caller caller;

    AttachmentResource(Attachments attachments, Rights rights, Blobs blobs, Caller caller) {
        this.attachments = attachments;
        this.rights = rights;
        this.blobs = blobs;
        this.caller = caller;
    }

    @GET
    @Path("/content")
    @Operation(
            operationId = "attachmentContent",
            summary = "Redirects to the bytes",
            description = "404 not-uploaded until the phone has sent them.")
    public Response content(@RestPath UUID id) {
        Attachment attachment = QuarkusTransaction.requiringNew().call(() -> visible(id));
        return redirect(blobs.contentUrl(attachment.sha256(), true)
                .orElseThrow(() -> Problem.of(404, "not-uploaded", "The phone has not sent these bytes yet.")));
    }

    @GET
    @Path("/thumbnail")
    @Operation(
            operationId = "attachmentThumbnail",
            summary = "Redirects to a small JPEG",
            description = "404 no-thumbnail where none can be made.")
    public Response thumbnail(@RestPath UUID id) {
        Attachment attachment = QuarkusTransaction.requiringNew().call(() -> visible(id));
        return redirect(blobs.thumbnailUrl(attachment.sha256())
                .orElseThrow(() -> Problem.of(404, "no-thumbnail", "There is no small picture of it.")));
    }

    /// A technician sees the files of the work that is or was his; the office sees all.
    private Attachment visible(UUID id) {
        Attachment attachment = attachments.get(id);
        boolean office = !caller.has("technician") || caller.has("dispatcher") || caller.has("admin");
        UUID visit = attachment.visitId();
        boolean own = attachment.isBy(caller.user())
                || (visit != null
                        && rights.of(Visit.COLLECTION, visit, caller.user(), 0) instanceof Rights.Answer.Granted);
        if (!office && !own) {
            throw Problem.missing("not-found");
        }
        return attachment;
    }

    private static Response redirect(URI address) {
        return Response.temporaryRedirect(address)
                .header("Cache-Control", "private, max-age=60")
                .build();
    }
}
