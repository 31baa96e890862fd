package io.naichang.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens as a forger would make them from a real one.
public final class Tokens {
    private Tokens() {}

    /// With other claims under the old signature.
    public static String withClaims(String token, Consumer<ObjectNode> change) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + changed(parts[1], change) + "." + parts[2];
    }

    /// With `alg` none and no signature.
    public static String unsigned(String token) {
        String[] parts = token.split("\\.", -1);
        return changed(parts[0], header -> header.put("alg", "none")) + "." + parts[1] + ".";
    }

    /// Signed by another Ed25519 key that claims the same key id.
    public static String signedByAnother(String token) throws GeneralSecurityException {
        String content = token.substring(0, token.lastIndexOf('.'));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + text(signature.sign());
    }

    /// Signed by HMAC with what is public: our verification key.
    public static String hmacWith(byte[] publicKey, String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        String content = changed(parts[0], header -> header.put("alg", "HS256")) + "." + parts[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        return content + "." + text(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /// The claims of a token.
    public static ObjectNode claims(String token) {
        return Json.object(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static String changed(String part, Consumer<ObjectNode> change) {
        ObjectNode json = Json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        change.accept(json);
        return text(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
