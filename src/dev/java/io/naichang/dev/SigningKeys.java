package io.naichang.dev;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The key that signs tokens, as JSON Web Key sets (RFC 8037): one with the private part, one to verify with. Made
/// once and kept, so that a restart signs nobody out.
record SigningKeys(Path signing, Path verifying) {
    static SigningKeys in(Path folder) throws IOException {
        OwnerOnly.folder(folder);
        SigningKeys keys = new SigningKeys(folder.resolve("signing.jwks"), folder.resolve("public.jwks"));
        // The public set is written last: if it is there, both are.
        if (Files.notExists(keys.signing) || Files.notExists(keys.verifying)) {
            keys.make();
        }
        return keys;
    }

    private void make() throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // Both encodings end with the 32 bytes of the key itself (RFC 8410).
            String x = lastBytes(pair.getPublic().getEncoded());
            String d = lastBytes(pair.getPrivate().getEncoded());
            Map<String, String> key = new LinkedHashMap<>();
            key.put("kty", "OKP");
            key.put("crv", "Ed25519");
            key.put("kid", thumbprint(x));
            key.put("use", "sig");
            key.put("alg", "EdDSA");
            key.put("x", x);
            String open = set(key);
            key.put("d", d);
            OwnerOnly.write(signing, set(key));
            OwnerOnly.write(verifying, open);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK since 15 has Ed25519 and SHA-256", impossible);
        }
    }

    private static String lastBytes(byte[] encoded) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    /// RFC 7638: the members that define the key, in lexical order.
    private static String thumbprint(String x) throws GeneralSecurityException {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static String set(Map<String, String> key) throws IOException {
        return new JsonMapper().writeValueAsString(Map.of("keys", List.of(key))) + "\n";
    }
}
