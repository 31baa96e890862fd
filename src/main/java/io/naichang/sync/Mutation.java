package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that a phone did, as the engine hands it to a feature.
///
/// @param user who did it
/// @param device null where the office acts, when a conflict is resolved
/// @param base the version that the user saw; 0 if none
/// @param set changed fields by their wire names
/// @param occurredAt when it happened, by our clock as well as that can be told (§4 "Time"); decides nothing
/// @param position where, if the phone knew
/// @param raw as it came, for the ledger
public record Mutation(
        UUID user,
        @Nullable UUID device,
        long seq,
        String collection,
        UUID id,
        String op,
        int base,
        ObjectNode set,
        @Nullable String command,
        ObjectNode args,
        Instant occurredAt,
        @Nullable ObjectNode position,
        ObjectNode raw) {}
