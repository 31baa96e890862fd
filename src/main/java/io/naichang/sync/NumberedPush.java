package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// A push of mutations that have no numbers yet: adapters make them from what other client libraries send, and the
/// server numbers them under the lock of their device (design: sync-protocol.md §10). From there on they are like
/// any others.
@ApplicationScoped
public class NumberedPush {
    private final Push push;
    private final PushTransaction transaction;

    NumberedPush(Push push, PushTransaction transaction) {
        this.push = push;
        this.transaction = transaction;
    }

    /// One thing that came from a device, such as a changed row.
    public interface Piece {
        /// The mutations (§4, without `seq`) that it comes to; none if it was received before or says nothing new.
        /// Called in the transaction that applies them, and once more if that is rolled back.
        List<ObjectNode> mutations(UUID device);

        /// The mutation as which the ledger keeps it when the server fails on it.
        ObjectNode asItCame(UUID device);
    }

    /// Receives the pieces, each for itself: none can keep another from being received. Answers false if the device
    /// was revoked or its user disabled: all is kept in the ledger, and nothing must be told.
    ///
    /// @param platform as what the device must be registered
    /// @param clock the call's `clock`
    /// @throws io.naichang.platform.Problem 404 `device-unknown`, 403 `not-permitted` for a device of another
    /// platform, 401 `device-revoked` for a stolen phone
    public boolean receive(UUID device, String platform, JsonNode clock, List<? extends Piece> pieces) {
        Device known = transaction.open(device);
        CallingDevices.mustBe(known, platform);
        DeviceClock.Reading reading = DeviceClock.Reading.of(clock);
        push.inPieces(
                device,
                List.<Piece>copyOf(pieces),
                chunk -> transaction.number(device, reading, chunk),
                (piece, code) -> transaction.refuseNumbered(device, reading, piece, code));
        return !transaction.isSilenced(known);
    }

    /// SHA-256 of a value's RFC 8785 form, in base64url.
    public static String digest(JsonNode content) {
        return PushBatch.digest(content.toString());
    }
}
