package io.naichang.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Bytes that somebody sends straight to the object store, as the protocol wants it: plan, PUT, complete.
public final class Upload {
    private Upload() {}

    /// Sends a file; answers its hash.
    public static String of(Person who, byte[] bytes) {
        String sha256 = sha256(bytes);
        JsonPath step = who.request()
                .body(List.of(Map.of("sha256", sha256, "size", bytes.length)))
                .post("/sync/blobs/plan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Answer put = Answer.from("PUT", step.getString("[0].url"), step.getMap("[0].headers"), bytes);
        assertThat(put.status()).isEqualTo(200);
        who.request()
                .body("{}")
                .post("/sync/blobs/" + sha256 + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"));
        return sha256;
    }

    /// What begins as a PDF does and is like no other.
    public static byte[] pdf() {
        return ("%PDF-1.7\n% คู่มือ " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    /// In hex.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
