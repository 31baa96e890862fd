package io.naichang.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import org.erdtman.jcs.JsonCanonicalizer;

/// A receipt (§4): a compact JWS over the numbers that were received and the digest of their results.
public final class Receipt {
    private static final JsonMapper JSON = new JsonMapper();

    private Receipt() {}

    /// What is wrong with an answer's receipt; empty if it is what the phone may rely on.
    public static String fault(JsonNode answer, JsonNode keys, String device) {
        String[] parts = answer.path("receipt").asText().split("\\.", -1);
        if (parts.length != 3) {
            return "there is no receipt";
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode results = answer.path("results");
            if (!isSigned(parts, key(keys, header.path("kid").asText()))) {
                return "its signature is wrong";
            }
            boolean covers = payload.path("deviceId").asText().equals(device)
                    && payload.path("epoch").equals(answer.path("epoch"))
                    && payload.path("fromSeq").asLong()
                            == results.path(0).path("seq").asLong()
                    && payload.path("lastSeq").asLong()
                            == results.path(results.size() - 1).path("seq").asLong();
            if (!covers) {
                return "it covers something else: " + payload;
            }
            return payload.path("resultsDigest").asText().equals(digest(results))
                    ? ""
                    : "its digest is of other results";
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return "it cannot be read: " + e;
        }
    }

    private static boolean isSigned(String[] parts, PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static String digest(JsonNode results) throws IOException, GeneralSecurityException {
        byte[] canonical = new JsonCanonicalizer(results.toString()).getEncodedUTF8();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
    }

    /// RFC 8037: `x` is the point as 32 bytes, little-endian, with the sign of x in its highest bit.
    private static PublicKey key(JsonNode keys, String kid) throws GeneralSecurityException {
        for (JsonNode each : keys.path("keys")) {
            if (each.path("kid").asText().equals(kid)) {
                byte[] little = Base64.getUrlDecoder().decode(each.path("x").asText());
                byte[] big = new byte[little.length];
                for (int i = 0; i < little.length; i++) {
                    big[i] = little[little.length - 1 - i];
                }
                boolean odd = (big[0] & 0x80) != 0;
                big[0] &= 0x7F;
                EdECPoint point = new EdECPoint(odd, new BigInteger(1, big));
                return KeyFactory.getInstance("Ed25519")
                        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
            }
        }
        throw new GeneralSecurityException("its key " + kid + " is not published");
    }
}
