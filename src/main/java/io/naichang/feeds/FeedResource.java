package io.naichang.feeds;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.people.Technicians;
import io.naichang.platform.Caller;
import io.naichang.platform.Events;
import io.naichang.platform.Identity;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Sql;
import io.naichang.platform.View;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Makes and revokes feeds; technicians their own only. No `@Idempotent` here: the first answer holds a secret, and is
/// not kept.
@Path("/calendar-feeds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"technician", "dispatcher", "manager", "admin"})
@Transactional
class FeedResource {
    private final Feeds feeds;
    private final Technicians technicians;
    private final References references;
    private final Views views;
    private final MergePatch mergePatch;
    private final Events events;
    private final Sql sql;
    private final Caller caller;
    private final UriInfo uri;

    FeedResource(
            Feeds feeds,
            Technicians technicians,
            References references,
            Views views,
            MergePatch mergePatch,
            Events events,
            Sql sql,
            Caller caller,
            UriInfo uri) {
        this.feeds = feeds;
        this.technicians = technicians;
        this.references = references;
        this.views = views;
        this.mergePatch = mergePatch;
        this.events = events;
        this.sql = sql;
        this.caller = caller;
        this.uri = uri;
    }

    @Schema(name = "CalendarFeedState")
    record State(
            UUID createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,

            @Schema(description = "The secret address, in the answer of createCalendarFeed only.") @Nullable
            String url) {}

    @Schema(
            name = "CalendarFeed",
            allOf = {Identity.class, FeedForm.class, State.class})
    interface Shown {}

    @Schema(
            name = "NewCalendarFeed",
            allOf = {Identity.Own.class, FeedForm.class})
    interface New {}

    @Schema(name = "CalendarFeedPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listCalendarFeeds",
            summary = "iCalendar feeds, by when they were made",
            description = "Revoked ones too. Technicians see their own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(@BeanParam @Valid PageRequest page) {
        Where where = new Where().and("t.subject = 'technician' AND t.subject_id = ?", ownOnly());
        return views.page(Feeds.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCalendarFeed", summary = "An iCalendar feed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        feeds.requireVisible(id, ownOnly());
        return views.get(Feeds.LISTING, id).ok();
    }

    @POST
    @Operation(
            operationId = "createCalendarFeed",
            summary = "Make an iCalendar feed",
            description =
                    "`url` is the address that calendars fetch without signing in; it is told in this answer only, so make one feed for"
                            + " each subscriber. A repeat with the same id gets a new address, and the former is none any more. Technicians make"
                            + " feeds of themselves only.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<FeedForm> wanted = mergePatch.create(body, FeedForm.class);
        FeedForm form = wanted.form();
        UUID own = ownOnly();
        if (own != null && !Feeds.isOf(form, own)) {
            throw Problem.of(403, "not-permitted", "Technicians make feeds of themselves only.");
        }
        require(form);
        wanted.repeats(feeds.find(wanted.id()));
        Secret secret = feeds.open(wanted.id(), form);
        events.record("calendar-feed-created", Feeds.LISTING.collection(), wanted.id(), body);
        View view = views.get(Feeds.LISTING, wanted.id());
        String url = uri.getBaseUri().resolve(FeedRoute.path(secret)).toString();
        return View.of(view.id(), view.version(), Json.object(view.json()).put("url", url))
                .created(uri);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteCalendarFeed",
            summary = "Revoke an iCalendar feed",
            description = "Calendars that still fetch it are answered 410.")
    public void delete(@RestPath UUID id) {
        feeds.revoke(id, ownOnly());
        events.record("calendar-feed-revoked", Feeds.LISTING.collection(), id, null);
    }

    private void require(FeedForm form) {
        switch (form.subject()) {
            case "technician" -> {
                if (!technicians.exists(form.subjectId())) {
                    throw Problem.invalid("unknown-technician", "subjectId", "There is no such technician.");
                }
            }
            case "region" -> {
                if (sql.first("SELECT 1 FROM region WHERE id = ?", row -> 1, form.subjectId())
                        .isEmpty()) {
                    throw Problem.invalid("unknown-region", "subjectId", "There is no such region.");
                }
            }
            default -> references.require("site", "subjectId", form.subjectId());
        }
    }

    /// The technician of whose feeds the caller has to do; null if of all.
    private @Nullable UUID ownOnly() {
        boolean office = caller.has("dispatcher") || caller.has("manager") || caller.has("admin");
        return office ? null : caller.user();
    }
}
