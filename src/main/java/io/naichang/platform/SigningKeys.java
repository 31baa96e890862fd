package io.naichang.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The keys with which we sign tokens and receipts: a JWK set (RFC 7517, RFC 8037) of Ed25519 keys in a file. The first
/// signs, the others are still published, so that keys rotate without signing anybody out.
@ApplicationScoped
public class SigningKeys {
    /// PKCS#8 of an Ed25519 key (RFC 8410 §7) is this prefix and the 32 bytes of the seed.
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final String keyId;
    private final PrivateKey current;
    private final ObjectNode published = Json.object();
    private final byte[] secret;

    SigningKeys(@ConfigProperty(name = "naichang.signing.keys") Path file) {
        JsonNode keys = read(file).path("keys");
        JsonNode first = keys.path(0);
        if (!first.path("crv").asText().equals("Ed25519") || !first.has("d")) {
            throw new IllegalStateException(
                    "naichang.signing.keys must name a JWK set whose first key is a private Ed25519 key");
        }
        byte[] seed = Base64.getUrlDecoder().decode(first.get("d").asText());
        secret = seed.clone();
        keyId = first.path("kid").asText();
        current = privateKey(seed);
        var list = published.putArray("keys");
        for (JsonNode key : keys) {
            list.add(((ObjectNode) key).deepCopy().without("d"));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException("naichang.signing.keys names " + file + ", which cannot be read", e);
        }
    }

    private static PrivateKey privateKey(byte[] seed) {
        byte[] encoded = new byte[PKCS8.length + seed.length];
        System.arraycopy(PKCS8, 0, encoded, 0, PKCS8.length);
        System.arraycopy(seed, 0, encoded, PKCS8.length, seed.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key is not an Ed25519 key", e);
        }
    }

    /// The public keys, as a JWK set.
    public ObjectNode published() {
        return published.deepCopy();
    }

    /// The id of the key that signs.
    public String keyId() {
        return keyId;
    }

    /// The key that signs.
    public PrivateKey current() {
        return current;
    }

    /// A secret of this purpose only, the same on every node that has the same keys.
    public byte[] derive(String purpose) {
        try {
            var mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// A compact JWS (RFC 7515) over the payload.
    public String sign(String type, JsonNode payload) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = Json.object()
                .put("alg", "EdDSA")
                .put("typ", type)
                .put("kid", keyId)
                .toString();
        String content = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(payload.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(current);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key cannot sign", e);
        }
    }
}
