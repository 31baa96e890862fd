package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import io.naichang.sync.Documents;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Notes at the desk.
@Path("/notes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class NoteResource {
    private final Notes notes;
    private final Desk desk;
    private final Documents documents;
    private final References references;
    private final Caller caller;
    private final Clock clock;

    NoteResource(Notes notes, Desk desk, Documents documents, References references, Caller caller, Clock clock) {
        this.notes = notes;
        this.desk = desk;
        this.documents = documents;
        this.references = references;
        this.caller = caller;
        this.clock = clock;
    }

    /// What somebody writes about a visit, a site or an asset.
    @Schema(name = "NoteForm")
    @RegisterForReflection
    record Form(
            @Nullable UUID visitId,
            @Nullable UUID siteId,
            @Nullable UUID assetId,
            @NotBlank @Size(max = 10_000) String text) {
        @Schema(hidden = true)
        @AssertTrue(message = "visitId: a note belongs to a visit, a site or an asset")
        boolean isAboutSomething() {
            return visitId != null || siteId != null || assetId != null;
        }
    }

    @Schema(name = "NoteFacts")
    record Facts(UUID authorId, Instant at) {}

    @Schema(
            name = "Note",
            allOf = {Identity.class, Form.class, Facts.class})
    interface Shown {}

    @Schema(
            name = "NewNote",
            allOf = {Identity.Own.class, Form.class})
    interface New {}

    @Schema(name = "NotePage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    /// @param reason for the audit log
    record Redaction(
            @NotBlank @Size(max = 10_000) String text,
            @NotBlank @Size(max = 500) String reason) {}

    @GET
    @Operation(operationId = "listNotes", summary = "Notes, oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("visitId") @Nullable UUID visitId,
            @QueryParam("siteId") @Nullable UUID siteId,
            @QueryParam("assetId") @Nullable UUID assetId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.visit_id = ?", visitId)
                .and("t.site_id = ?", siteId)
                .and("t.asset_id = ?", assetId);
        return desk.list(Notes.LISTING, where, page);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "createNote", summary = "Write a note that phones get too")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Notes.LISTING,
                body,
                Form.class,
                id -> Optional.ofNullable(notes.findById(id)).map(Note::form),
                (id, form) -> {
                    // A reassignment or a move at this moment must see the note, or the note the reassignment. In the
                    // order of collections that all writers keep.
                    if (form.assetId() != null) {
                        documents.version("assets", form.assetId());
                    }
                    if (form.visitId() != null) {
                        documents.version(Visit.COLLECTION, form.visitId());
                        references.require("visit", "visitId", form.visitId());
                    }
                    if (form.siteId() != null) {
                        references.require("site", "siteId", form.siteId());
                    }
                    if (form.assetId() != null) {
                        references.require("asset", "assetId", form.assetId());
                    }
                    Note.Subject subject = new Note.Subject(form.visitId(), form.siteId(), form.assetId());
                    notes.persist(new Note(id, subject, caller.user(), form.text(), clock.instant()));
                });
    }

    @POST
    @Path("/{id}/redact")
    @RolesAllowed({"dispatcher", "admin"})
    @Operation(
            operationId = "redactNote",
            summary = "Put other words in place of what should not stand there",
            description =
                    "For personal data that has no place in a note. The history keeps who wrote what, for those who may read it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response redact(
            @RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Redaction redaction) {
        return desk.change(
                Notes.LISTING,
                id,
                ifMatch,
                () -> notes.findByIdOptional(id)
                        .orElseThrow(() -> Problem.missing("not-found"))
                        .redact(redaction.text()));
    }
}
