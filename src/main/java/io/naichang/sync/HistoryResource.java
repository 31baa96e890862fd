package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Listing;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What a row was, value by value: who wrote it, when, from the desk or from which phone.
@Path("/history/{collection}/{id}")
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class HistoryResource {
    /// The id is the row's; what makes a line unique is its key.
    private static final Listing LISTING = new Listing(
            "history",
            "field_change t",
            "t.id",
            "t.version",
            """
            jsonb_strip_nulls(jsonb_build_object(
                'field', t.field, 'actor', t.actor, 'deviceId', t.device_id, 'seq', t.seq, 'at', wire(t.at)))
            || jsonb_build_object('value', t.value)
            """,
            "lpad(t.version::text, 10, '0') || '/' || t.field",
            "text");

    private final SyncCollections collections;
    private final Views views;
    private final Sql sql;
    private final UriInfo uri;

    HistoryResource(SyncCollections collections, Views views, Sql sql, UriInfo uri) {
        this.collections = collections;
        this.views = views;
        this.sql = sql;
        this.uri = uri;
    }

    /// @param deviceId the phone that wrote it; none if it was written at the desk
    /// @param value null if it was cleared
    @Schema(name = "FieldChange")
    record Shown(
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "the row's version that began with this value")
            int version,

            @Schema(required = true) String field,

            @Schema(implementation = Object.class, nullable = true) @Nullable
            JsonNode value,

            @Nullable UUID actor,
            @Nullable UUID deviceId,
            @Nullable Long seq,
            @Schema(required = true) Instant at) {}

    @Schema(name = "FieldChangePage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listHistory",
            summary = "What a row was, value by value, oldest first",
            description =
                    "Computed fields have no history. Of what is written only once (a note's text) it shows the newest "
                            + "value: such a value changes only to hide what must not be read.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Shelf.class)))
    public Response list(@RestPath String collection, @RestPath UUID id, @BeanParam @Valid PageRequest page) {
        SyncCollection known = collections.find(collection).orElseThrow(() -> Problem.missing("not-found"));
        boolean there = sql.first(
                        "SELECT 1 FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ?",
                        row -> row.getInt(1),
                        collection,
                        id)
                .isPresent();
        if (!there) {
            throw Problem.missing("not-found");
        }
        List<String> writtenOnce = known.fields().stream()
                .filter(each -> each.owner() == Owner.APPEND)
                .map(Field::name)
                .toList();
        Where where = new Where()
                .and("t.tenant_id = current_tenant()")
                .and("t.collection = ?", collection)
                .and("t.id = ?", id)
                .and("""
                        NOT (t.field = ANY (?::text[]) AND EXISTS (
                            SELECT 1 FROM field_change n WHERE n.tenant_id = t.tenant_id AND n.collection = t.collection
                              AND n.id = t.id AND n.field = t.field AND n.version > t.version))""", writtenOnce);
        return views.page(LISTING, where, page).ok(uri);
    }
}
