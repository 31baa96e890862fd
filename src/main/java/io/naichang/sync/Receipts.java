package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Signs that mutations were received and what became of them. A phone may forget only what a receipt covers.
@ApplicationScoped
class Receipts {
    private final SigningKeys keys;
    private final Caller caller;

    Receipts(SigningKeys keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    /// A JWS over the numbers received and the SHA-256 (base64url) of the RFC 8785 form of their results.
    String sign(UUID device, String epoch, long fromSeq, long lastSeq, ArrayNode results) {
        ObjectNode payload = Json.object()
                .put("tenant", caller.tenant())
                .put("deviceId", device.toString())
                .put("epoch", epoch)
                .put("fromSeq", fromSeq)
                .put("lastSeq", lastSeq)
                .put("resultsDigest", PushBatch.digest(results.toString()));
        return keys.sign("naichang-receipt+jws", payload);
    }
}
