package io.naichang.sync;

import io.naichang.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Lets phones, and those of the desk who keep manuals, put photos and files straight into the object store.
@Path("/sync/blobs")
@RolesAllowed({"technician", "dispatcher", "storekeeper", "admin"})
class BlobResource {
    private static final int MAX_FILES = 500;

    private final BlobPlan plan;
    private final BlobCompletion completion;

    BlobResource(BlobPlan plan, BlobCompletion completion) {
        this.plan = plan;
        this.completion = completion;
    }

    /// @param contentType a hint only: the bytes decide
    record Announcement(
            @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be a SHA-256 in hex")
            String sha256,

            @NotNull @Min(1) Long size,
            @Nullable @Size(max = 100) String contentType) {}

    record Upload(@Nullable @Size(max = 1000) String uploadId) {}

    @POST
    @Path("/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planBlobs",
            summary = "Ask how to send files",
            description = "See the guide, \"Photos\". At most 500 files; asking again resumes an upload that was cut.")
    public List<BlobPlan.Step> plan(@NotNull List<@Valid @NotNull Announcement> files) {
        if (files.size() > MAX_FILES) {
            throw Problem.of(413, "too-large", "A plan holds at most 500 files; ask in several calls.");
        }
        Map<String, Long> sizes = new LinkedHashMap<>();
        files.forEach(each -> sizes.put(each.sha256().toLowerCase(Locale.ROOT), each.size()));
        return plan.plan(sizes);
    }

    @POST
    @Path("/{sha256}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "completeBlob",
            summary = "Have the bytes of a file verified",
            description = "Size and SHA-256 are compared with the bytes in the store. A repeat gets the same answer.")
    public BlobCompletion.Completed complete(@RestPath String sha256, @Valid @Nullable Upload upload) {
        String hash = sha256.toLowerCase(Locale.ROOT);
        if (!BlobKeys.isHash(hash)) {
            throw Problem.missing("blob-unknown");
        }
        return completion.complete(hash, upload == null ? null : upload.uploadId());
    }
}
