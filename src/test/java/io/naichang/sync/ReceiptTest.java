package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A receipt proves, to whoever has our public keys and nothing else, what a phone pushed and what became of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReceiptTest {
    /// SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) is this and the 32 bytes.
    private static final String SPKI = "302a300506032b6570032100";

    private Tenant siam;
    private Phone phone;
    private JsonNode answer;

    @BeforeEach
    void a_phone_pushed() {
        siam = Given.tenant();
        Person somchai = siam.technician("somchai");
        String visit = Work.at(siam.dispatcher("nok")).visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
        phone.patches("visits", visit, "diagnosis", "น้ำยาหมด \u20ac 1.50");
        phone.patches("visits", visit, "nonsense", 1.0);
        phone.commands(visit, "accept", java.util.Map.of());
        ObjectNode batch = phone.batch();
        answer = Json.parse(phone.sends(batch).then().statusCode(200).extract().asString());
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private String[] parts() {
        return answer.path("receipt").asText().split("\\.", -1);
    }

    private static JsonNode json(String base64) {
        return Json.parse(new String(decoded(base64), StandardCharsets.UTF_8));
    }

    private static boolean verifies(String header, String payload, String signature) throws Exception {
        JsonNode keys = Json.parse(Given.nobody()
                .get("/sync/keys")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").equals(json(header).path("kid"))) {
                assertThat(key.has("d"))
                        .as("the private half is nobody's business")
                        .isFalse();
                byte[] encoded = HexFormat.of()
                        .parseHex(SPKI
                                + HexFormat.of().formatHex(decoded(key.path("x").asText())));
                PublicKey known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(known);
                check.update((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
                return check.verify(decoded(signature));
            }
        }
        throw new AssertionError("no published key has the receipt's id");
    }

    @Test
    void a_receipt_verifies_with_the_published_keys() throws Exception {
        assertThat(parts()).hasSize(3);
        assertThat(json(parts()[0]).path("alg").asText()).isEqualTo("EdDSA");
        assertThat(verifies(parts()[0], parts()[1], parts()[2])).isTrue();
    }

    @Test
    void a_receipt_names_the_phone_and_the_numbers_that_it_covers() {
        JsonNode payload = json(parts()[1]);

        assertThat(payload.path("tenant").asText()).isEqualTo(siam.id());
        assertThat(payload.path("deviceId").asText()).isEqualTo(phone.device().toString());
        assertThat(payload.path("epoch")).isEqualTo(answer.path("epoch"));
        assertThat(payload.path("fromSeq").asLong()).isEqualTo(1);
        assertThat(payload.path("lastSeq").asLong()).isEqualTo(3);
    }

    @Test
    void its_digest_is_that_of_the_results_in_canonical_form() throws Exception {
        byte[] canonical = new JsonCanonicalizer(answer.path("results").toString()).getEncodedUTF8();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);

        assertThat(decoded(json(parts()[1]).path("resultsDigest").asText())).isEqualTo(digest);
    }

    @Test
    void a_receipt_whose_payload_was_changed_does_not_verify() throws Exception {
        ObjectNode payload = ((ObjectNode) json(parts()[1])).put("lastSeq", 4);
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(verifies(parts()[0], forged, parts()[2])).isFalse();
    }

    @Test
    void the_receipt_of_a_repeated_push_covers_the_same_results() {
        JsonNode again = Json.parse(
                phone.sends(phone.batch()).then().statusCode(200).extract().asString());

        assertThat(again.path("results")).isEqualTo(answer.path("results"));
        assertThat(json(again.path("receipt").asText().split("\\.", -1)[1])).isEqualTo(json(parts()[1]));
    }
}
