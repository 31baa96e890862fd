package io.naichang.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// For the API's description only: the bodies of the sync calls. They are read and written as trees, because whatever
/// is
/// wrong with one mutation must not cost the others (§2).
final class Wire {
    private Wire() {}

    @Schema(name = "DeviceClock", description = "The phone's clocks at this call; see the guide, \"Clocks\".")
    record Clock(
            Instant wall,

            @Schema(description = "Milliseconds since the phone started, sleep included.")
            long mono,

            @Schema(description = "Another word after every restart.")
            String boot) {}

    @Schema(name = "Position", description = "WGS 84 degrees and metres.")
    record Position(
            @Schema(required = true, minimum = "-90", maximum = "90")
            double lat,

            @Schema(required = true, minimum = "-180", maximum = "180")
            double lon,

            @Nullable Double accuracy,
            @Nullable Instant at,
            @Nullable Boolean mocked) {}

    @Schema(name = "Mutation", description = "One thing that the technician did; see the guide, \"Operations\".")
    record Mutation(
            @Schema(required = true, description = "From 1 on for each device, without holes.")
            long seq,

            @Schema(description = "A run of the same name applies whole or not at all.") @Nullable
            String group,

            @Schema(
                    required = true,
                    enumeration = {"create", "patch", "delete", "command", "void"})
            String op,

            @Nullable String collection,
            @Nullable UUID id,

            @Schema(description = "The row's version that the user saw.") @Nullable
            Integer base,

            @Schema(description = "create, patch: field and value; `answers.item-3` names a member of a map.") @Nullable
            Map<String, Object> set,

            @Nullable String command,
            @Nullable Map<String, Object> args,
            @Nullable Instant at,
            @Nullable Long mono,
            @Nullable String boot,
            @Nullable Position position,

            @Schema(description = "void: why the number is given up.") @Nullable
            String reason) {}

    @Schema(name = "PushRequest")
    record PushRequest(
            @Schema(required = true) UUID deviceId,
            @Schema(required = true) String epoch,
            @Nullable Integer schema,
            @Nullable Clock clock,

            @Schema(
                    description = "After `epoch-changed`, if the phone no longer keeps `expectedSeq`: the number from"
                            + " which it has everything. The server enters the hole in the ledger and goes on here.",
                    minimum = "1")
            @Nullable
            Long lostBefore,

            @Schema(required = true, maxItems = 1000) List<Mutation> mutations) {}

    @Schema(
            name = "PushParts",
            description = "First `batch`, then any number of file parts, each named by the hex SHA-256 of its bytes.")
    record PushParts(@Schema(required = true) PushRequest batch) {}

    @Schema(name = "Conflict", description = "What met the mutation, each with its entry of the ledger.")
    record Conflict(
            @Nullable String field,

            @Schema(
                    name = "class",
                    required = true,
                    enumeration = {"hard", "refused", "mark"})
            String conflictClass,

            @Schema(
                    required = true,
                    enumeration = {"yours", "theirs", "both"})
            String kept,

            @Schema(description = "Of the second list in problems.md.") @Nullable
            String code,

            @Schema(required = true) UUID entry) {}

    @Schema(name = "MutationResult")
    record Result(
            @Schema(required = true) long seq,

            @Schema(
                    required = true,
                    enumeration = {"applied", "merged", "superseded", "held", "rejected", "known"})
            String status,

            @Nullable Integer version,

            @Schema(description = "Of the second list in problems.md.") @Nullable
            String code,

            @Nullable String field,
            @Nullable String reason,

            @Schema(description = "The ledger's entry.") @Nullable
            UUID entry,

            @Nullable List<Conflict> conflicts) {}

    @Schema(name = "FileResult")
    record FileResult(
            @Schema(required = true) String sha256,

            @Schema(
                    required = true,
                    enumeration = {"stored", "exists", "mismatch", "too-large", "unsupported"})
            String status) {}

    @Schema(name = "PushAnswer")
    record PushAnswer(
            @Schema(required = true) String epoch,
            @Schema(required = true) long lastSeq,
            @Schema(required = true) long durableSeq,
            @Schema(required = true) Instant serverTime,
            @Schema(required = true) List<Result> results,

            @Schema(description = "A compact JWS (EdDSA) over the digest of `results`; absent without mutations.")
            @Nullable
            String receipt,

            @Schema(description = "With photos: one for each file part.") @Nullable
            List<FileResult> files) {}

    @Schema(name = "PullRequest")
    record PullRequest(
            @Schema(required = true) UUID deviceId,
            @Schema(required = true) String epoch,

            @Schema(maxLength = 1024, description = "Of the last page; null for everything.") @Nullable
            String cursor,

            @Schema(minimum = "1", maximum = "5000", defaultValue = "1000") @Nullable
            Integer limit,

            @Nullable Integer schema,
            @Nullable Clock clock) {}

    @Schema(name = "ManifestRequest")
    record ManifestRequest(
            @Schema(required = true) UUID deviceId,

            @Schema(description = "May be missing: the answer tells it.") @Nullable
            String epoch,

            @Schema(required = true, description = "Collection to id to version, of every row that the phone holds.")
            Map<String, Map<String, Integer>> collections,

            @Schema(minimum = "1", maximum = "5000", defaultValue = "1000") @Nullable
            Integer limit,

            @Nullable Integer schema,
            @Nullable Clock clock) {}

    @Schema(name = "Change")
    record Change(
            @Schema(required = true) String collection,
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    enumeration = {"put", "remove"})
            String op,

            @Nullable Integer version,

            @Schema(description = "put: the row, fields as in policy.md.") @Nullable
            Map<String, Object> doc,

            @Schema(enumeration = {"out-of-scope", "deleted"}) @Nullable
            String reason) {}

    @Schema(name = "PullLine", description = "One line of NDJSON: first the header, then changes, at last the end.")
    record PullLine(
            @Schema(
                    required = true,
                    enumeration = {"header", "change", "end"})
            String type,

            @Schema(description = "header") @Nullable String epoch,
            @Schema(description = "header") @Nullable Long durableSeq,
            @Schema(description = "header") @Nullable Instant serverTime,
            @Schema(description = "header, end") @Nullable Long lastSeq,
            @Schema(description = "change") @Nullable String collection,
            @Schema(description = "change") @Nullable UUID id,

            @Schema(
                    description = "change",
                    enumeration = {"put", "remove"})
            @Nullable
            String op,

            @Schema(description = "change: put") @Nullable Integer version,
            @Schema(description = "change: put") @Nullable Map<String, Object> doc,

            @Schema(
                    description = "change: remove",
                    enumeration = {"out-of-scope", "deleted"})
            @Nullable
            String reason,

            @Schema(description = "end: without it the page does not count.") @Nullable
            String cursor,

            @Schema(description = "end") @Nullable Boolean more,
            @Schema(description = "end") @Nullable List<Result> outcomes) {}

    @Schema(name = "PullAnswer")
    record PullAnswer(
            @Schema(required = true) String epoch,
            @Schema(required = true) String cursor,

            @Schema(required = true, description = "true: ask again with this cursor.")
            boolean more,

            @Schema(required = true) long lastSeq,
            @Schema(required = true) long durableSeq,
            @Schema(required = true) Instant serverTime,
            @Schema(required = true) List<Change> changes,

            @Schema(required = true, description = "Later results of mutations that were held.")
            List<Result> outcomes) {}

    @Schema(name = "Registered")
    record Registered(
            @Schema(required = true) UUID deviceId,
            @Schema(required = true) String epoch,
            @Schema(required = true) SchemaVersions schema,
            @Schema(required = true) Owner user,
            @Schema(required = true) String policyUrl) {
        @Schema(name = "SchemaVersions")
        record SchemaVersions(
                @Schema(required = true) int current,
                @Schema(required = true) int oldest) {}

        @Schema(name = "DeviceUser")
        record Owner(
                @Schema(required = true) UUID id,
                @Schema(required = true) String name) {}
    }

    @Schema(name = "KeySet", description = "RFC 7517.")
    record KeySet(@Schema(required = true) List<Key> keys) {
        @Schema(name = "Key", additionalProperties = Object.class)
        record Key(
                @Schema(required = true) String kty,
                @Schema(required = true) String crv,
                @Schema(required = true) String kid,
                @Schema(required = true) String x) {}
    }

    @Schema(name = "Policy")
    record Policy(
            @Schema(required = true) int schema,
            @Schema(required = true) Map<String, CollectionPolicy> collections) {
        @Schema(name = "CollectionPolicy")
        record CollectionPolicy(
                @Schema(required = true) List<String> phoneOps,
                @Schema(required = true) Map<String, FieldPolicy> fields) {}

        @Schema(name = "FieldPolicy")
        record FieldPolicy(
                @Schema(
                        required = true,
                        enumeration = {"office", "field", "both", "append", "state", "computed"})
                String owner,

                @Schema(required = true) String type) {}
    }

    @Schema(name = "LedgerEntry", description = "What met, what was kept, and who settled it.")
    record LedgerEntry(
            @Schema(required = true) UUID id,
            @Schema(required = true) int version,
            @Schema(required = true) String collection,
            @Nullable UUID recordId,

            @Schema(description = "The visit that the row belongs to, where it belongs to one.") @Nullable
            UUID visitId,

            @Nullable String field,

            @Schema(
                    name = "class",
                    required = true,
                    enumeration = {"hard", "refused", "mark"})
            String entryClass,

            @Schema(required = true) String rule,
            @Nullable String reason,

            @Schema(
                    required = true,
                    enumeration = {"yours", "theirs", "both"})
            String kept,

            @Nullable UUID userId,
            @Nullable String userName,
            @Nullable UUID deviceId,
            @Nullable Long seq,
            @Nullable UUID theirActor,
            @Nullable String theirActorName,
            @Schema(required = true) Instant occurredAt,
            @Schema(required = true) Instant createdAt,

            @Schema(
                    required = true,
                    enumeration = {"open", "resolved"})
            String status,

            @Nullable UUID resolvedBy,
            @Nullable String resolvedByName,
            @Nullable Instant resolvedAt,
            @Nullable Object base,
            @Nullable Object theirs,
            @Nullable Object yours,
            @Nullable Map<String, Object> resolution,
            @Nullable Map<String, Object> mutation) {}

    @Schema(name = "LedgerPage")
    record LedgerPage(
            @Schema(required = true) List<LedgerEntry> items,
            @Nullable String next) {}

    @Schema(name = "Device", description = "A phone as the office sees it.")
    record Phone(
            @Schema(required = true) UUID id,
            @Schema(required = true) int version,
            @Schema(required = true) UUID userId,
            @Nullable String userName,
            @Schema(required = true) String platform,
            @Schema(required = true) String appVersion,
            @Schema(required = true) int schema,
            @Schema(required = true) long lastSeq,
            @Schema(required = true) Instant registeredAt,
            @Nullable Instant lastPushAt,
            @Nullable Instant lastPullAt,
            @Nullable Long clockSkewMs,
            @Nullable Instant revokedAt,
            @Schema(required = true) int missingPhotos,
            @Nullable Instant oldestMissingPhotoAt,
            @Schema(required = true) int heldMutations,

            @Schema(description = "Since when the oldest photo or held mutation waits.") @Nullable
            Instant oldestUnsyncedAt) {}

    @Schema(name = "DevicePage")
    record PhonePage(
            @Schema(required = true) List<Phone> items,
            @Nullable String next) {}
}
