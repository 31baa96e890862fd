package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// What anybody can find out about a receipt who has our published keys and nothing else.
///
/// @param claims what it says
public record ReceiptCheck(String header, String payload, String signature, JsonNode claims) {
    /// SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) is this and the 32 bytes.
    private static final String SPKI = "302a300506032b6570032100";

    /// Reads a compact JWS.
    public static ReceiptCheck of(String receipt) {
        String[] parts = receipt.split("\\.", -1);
        if (parts.length != 3) {
            throw new AssertionError("no compact JWS: " + receipt);
        }
        return new ReceiptCheck(parts[0], parts[1], parts[2], json(parts[1]));
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static JsonNode json(String base64) {
        return Json.parse(new String(decoded(base64), StandardCharsets.UTF_8));
    }

    /// What it says of its own making.
    public JsonNode head() {
        return json(header);
    }

    /// True if one of the published keys signed it.
    public boolean verifies() {
        JsonNode keys = Json.parse(Given.nobody()
                .get("/sync/keys")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").equals(head().path("kid"))) {
                return signedBy(decoded(key.path("x").asText()));
            }
        }
        throw new AssertionError("no published key has the receipt's id");
    }

    private boolean signedBy(byte[] key) {
        try {
            byte[] encoded = HexFormat.of().parseHex(SPKI + HexFormat.of().formatHex(key));
            PublicKey known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(known);
            check.update((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
            return check.verify(decoded(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// True if its digest is that of these results, whatever else it says.
    public boolean digests(JsonNode results) {
        try {
            byte[] canonical = new JsonCanonicalizer(results.toString()).getEncodedUTF8();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return Arrays.equals(decoded(claims.path("resultsDigest").asText()), digest);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// True if it is ours and covers this answer to a push.
    public boolean covers(JsonNode answer) {
        JsonNode results = answer.path("results");
        return verifies()
                && digests(results)
                && claims.path("epoch").equals(answer.path("epoch"))
                && claims.path("fromSeq").equals(results.path(0).path("seq"))
                && claims.path("lastSeq")
                        .equals(results.path(results.size() - 1).path("seq"));
    }
}
