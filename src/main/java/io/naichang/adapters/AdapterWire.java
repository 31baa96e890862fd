package io.naichang.adapters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// For the API's description only: the bodies of the adapters' calls, which are read and written as trees.
final class AdapterWire {
    private AdapterWire() {}

    @Schema(
            name = "AdapterClock",
            description = "The phone's clock at this call; `changedAt` of rows is corrected by it.")
    record Clock(Instant wall) {}

    @Schema(name = "RxdbCheckpoint")
    record Checkpoint(
            @Schema(required = true, description = "Opaque.")
            String c) {}

    @Schema(
            name = "RxdbDocument",
            description = "The row, fields as in policy.md, with `rev`, its version; or only `id` and `_deleted`.",
            additionalProperties = Object.class)
    record RxdbDocument(
            @Schema(required = true) String id,
            @Nullable Integer rev,

            @Schema(name = "_deleted", required = true) boolean deleted) {}

    @Schema(name = "RxdbPullRequest")
    record RxdbPullRequest(
            @Schema(required = true) UUID deviceId,

            @Schema(description = "Of the last page that was not empty; null for everything.") @Nullable
            Checkpoint checkpoint,

            @Schema(required = true, minimum = "1", maximum = "5000")
            int limit,

            @Schema(maxItems = 50_000, description = "After `reset`: ids of all documents held.") @Nullable
            List<String> have) {}

    @Schema(name = "RxdbPullAnswer")
    record RxdbPullAnswer(
            @Schema(required = true) List<RxdbDocument> documents,
            @Schema(required = true) Checkpoint checkpoint,

            @Schema(description = "The checkpoint could not be used, and this is the beginning.") @Nullable
            Boolean reset) {}

    @Schema(name = "RxdbRow", description = "As RxDB hands it to its push handler.")
    record RxdbRow(
            @Nullable Object assumedMasterState,
            @Schema(required = true) Object newDocumentState) {}

    @Schema(name = "RxdbPushRequest")
    record RxdbPushRequest(
            @Schema(required = true) UUID deviceId,
            @Nullable Clock clock,

            @Schema(required = true, maxItems = 1_000) List<RxdbRow> rows) {}

    @Schema(name = "WatermelonPullRequest")
    record WatermelonPullRequest(
            @Schema(required = true) UUID deviceId,

            @Schema(minimum = "1", description = "`timestamp` of the last pull; null for everything.") @Nullable
            Long lastPulledAt,

            @Nullable Integer schemaVersion,

            @Schema(description = "As WatermelonDB says it: all rows of these tables are sent.") @Nullable
            Migration migration) {
        @Schema(name = "WatermelonMigration", additionalProperties = Object.class)
        record Migration(@Nullable Integer from, @Nullable List<String> tables) {}
    }

    @Schema(name = "WatermelonChanges")
    record WatermelonChanges(
            @Schema(required = true) List<WatermelonRow> created,
            @Schema(required = true) List<WatermelonRow> updated,
            @Schema(required = true) List<String> deleted) {}

    @Schema(
            name = "WatermelonRow",
            description =
                    "Fields as in policy.md; instants are milliseconds, what has parts is JSON text. From the app also"
                            + " `_status` and `_changed`.",
            additionalProperties = Object.class)
    record WatermelonRow(
            @Schema(required = true) String id, @Nullable Integer rev) {}

    @Schema(name = "WatermelonPullAnswer")
    record WatermelonPullAnswer(
            @Schema(required = true, description = "By table.")
            Map<String, WatermelonChanges> changes,

            @Schema(required = true) long timestamp) {}

    @Schema(name = "WatermelonPushRequest")
    record WatermelonPushRequest(
            @Schema(required = true) UUID deviceId,
            @Schema(minimum = "1") @Nullable Long lastPulledAt,
            @Nullable Clock clock,

            @Schema(required = true, description = "By table.")
            Map<String, WatermelonChanges> changes) {}

    @Schema(name = "WatermelonPushAnswer")
    record WatermelonPushAnswer(
            @Schema(required = true, description = "Always empty.")
            Map<String, List<String>> experimentalRejectedIds) {}
}
