package io.naichang.sync;

import io.naichang.platform.Listing;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Every phone as the office sees it: when it was last heard of, and what it still owes.
@Path("/devices")
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class FleetResource {
    /// An attachment's `sha256` is written once, by the device that has the bytes.
    private static final Listing LISTING = new Listing("devices", """
            sync_device t LEFT JOIN LATERAL (
                SELECT count(*) AS missing, min(a.created_at) AS since FROM sync_document a
                WHERE a.tenant_id = t.tenant_id AND a.collection = 'attachments' AND a.doc ->> 'state' <> 'verified' AND NOT a.deleted
                  AND a.field_versions -> 'sha256' ->> 1 = t.id::text) photos ON true
            LEFT JOIN LATERAL (SELECT count(*) AS held, min(h.received_at) AS since FROM sync_held h WHERE h.device_id = t.id) waiting ON true
            """, "t.id", "1", """
            jsonb_strip_nulls(jsonb_build_object(
                'userId', t.user_id, 'userName', (SELECT u.name FROM app_user u WHERE u.tenant_id = t.tenant_id AND u.id = t.user_id), 'platform', t.platform, 'appVersion', t.app_version, 'schema', t.schema, 'lastSeq', t.last_seq,
                'registeredAt', wire(t.created_at), 'lastPushAt', wire(t.last_push_at), 'lastPullAt', wire(t.last_pull_at), 'clockSkewMs', t.skew_ms,
                'revokedAt', wire(t.revoked_at), 'missingPhotos', photos.missing, 'oldestMissingPhotoAt', wire(photos.since),
                'heldMutations', waiting.held, 'oldestUnsyncedAt', wire(least(photos.since, waiting.since))))
            """, "wire(t.created_at)", "text");

    private final Views views;
    private final UriInfo uri;

    FleetResource(Views views, UriInfo uri) {
        this.views = views;
        this.uri = uri;
    }

    @GET
    @Operation(
            operationId = "listDevices",
            summary = "Phones with last push and pull (to the minute), clock skew and what is still missing of them",
            description = "oldestUnsyncedAt is since when the oldest thing that we know of waits: a photo that was "
                    + "announced and has not come, or work that was held.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PhonePage.class)))
    public Response list(@QueryParam("userId") @Nullable UUID userId, @BeanParam @Valid PageRequest page) {
        return views.page(LISTING, new Where().and("t.user_id = ?", userId), page)
                .ok(uri);
    }
}
