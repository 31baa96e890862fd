package io.naichang.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/// One push as it came (§4), checked only for what is about transport: whatever is wrong with a single mutation
/// becomes a result of that mutation.
///
/// @param schema what the app speaks, if it says so
/// @param lostBefore the phone has nothing more before this number; 0 if it does not say so
record PushBatch(
        UUID deviceId,
        @Nullable String epoch,
        @Nullable Integer schema,
        long lostBefore,
        DeviceClock.Reading clock,
        List<Incoming> mutations) {
    static final int MAX_BYTES = 4 << 20;
    private static final int MAX_MUTATIONS = 1000;
    private static final int MAX_MUTATION_BYTES = 256 << 10;

    /// A mutation with its number, its group and the digest of its content.
    record Incoming(long seq, @Nullable String group, String digest, ObjectNode raw, boolean tooLarge) {
        Incoming as(ObjectNode newest) {
            return new Incoming(seq, group, digest, newest, tooLarge);
        }
    }

    /// Reads the JSON of a batch.
    ///
    /// @throws Problem 400 `malformed`, 413 `too-large`
    static PushBatch read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw Problem.of(413, "too-large", "A batch holds at most 4 MiB; send the mutations in several batches.");
        }
        return read(bytes);
    }

    private static PushBatch read(byte[] bytes) throws IOException {
        JsonNode batch = tree(bytes);
        UUID deviceId = FieldType.id(batch.get("deviceId"));
        if (deviceId == null) {
            throw Problem.invalid("malformed", "deviceId", "deviceId must be a UUID.");
        }
        JsonNode list = batch.path("mutations");
        if (!list.isArray()) {
            throw Problem.invalid("malformed", "mutations", "mutations must be a list.");
        }
        if (list.size() > MAX_MUTATIONS) {
            throw Problem.of(413, "too-large", "A batch holds at most 1,000 mutations.")
                    .with("field", "mutations");
        }
        List<Incoming> mutations = new ArrayList<>(list.size());
        long expected = -1;
        for (JsonNode each : list) {
            JsonNode seq = each.path("seq");
            boolean readable =
                    each.isObject() && seq.isIntegralNumber() && seq.canConvertToLong() && seq.longValue() > 0;
            if (!readable || (expected >= 0 && seq.longValue() != expected)) {
                throw Problem.invalid(
                        "malformed", "mutations." + mutations.size() + ".seq", "seq must ascend without holes.");
            }
            expected = seq.longValue() + 1;
            mutations.add(incoming(seq.longValue(), (ObjectNode) each));
        }
        long lostBefore = lostBefore(batch.path("lostBefore"));
        if (!mutations.isEmpty() && mutations.getFirst().seq() < lostBefore) {
            throw Problem.invalid("malformed", "lostBefore", "Mutations before it are in this batch.");
        }
        JsonNode epoch = batch.path("epoch");
        return new PushBatch(
                deviceId,
                epoch.isTextual() ? epoch.textValue() : null,
                Schemas.said(batch),
                lostBefore,
                DeviceClock.Reading.of(batch.path("clock")),
                mutations);
    }

    private static long lostBefore(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) {
            return 0;
        }
        if (!sent.isIntegralNumber() || !sent.canConvertToLong() || sent.longValue() < 1) {
            throw Problem.invalid("malformed", "lostBefore", "It is the number of a mutation.");
        }
        return sent.longValue();
    }

    /// The JSON of a sync call's body.
    static JsonNode tree(byte[] bytes) throws IOException {
        try {
            JsonNode tree = Json.MAPPER.readTree(bytes);
            if (!tree.isObject()) {
                throw Problem.invalid("malformed", "", "The body must be a JSON object.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw Problem.invalid("malformed", "", "Not JSON: " + e.getOriginalMessage());
        }
    }

    static Incoming incoming(long seq, ObjectNode raw) {
        String text = raw.toString();
        boolean tooLarge = text.length() > MAX_MUTATION_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_MUTATION_BYTES;
        JsonNode group = raw.path("group");
        return new Incoming(seq, group.isTextual() ? group.textValue() : null, digest(text), raw, tooLarge);
    }

    /// SHA-256 of the RFC 8785 form, in base64url.
    static String digest(String json) {
        byte[] canonical;
        try {
            canonical = new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException | RuntimeException e) {
            // RFC 8785 knows no numbers beyond a double; such a mutation is refused later, but a repeat must be known.
            canonical = json.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
