package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.ReceiptCheck;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A receipt proves, to whoever has our public keys and nothing else, what a phone pushed and what became of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReceiptTest {
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
        phone.commands(visit, "accept", Map.of());
        ObjectNode batch = phone.batch();
        answer = Json.parse(phone.sends(batch).then().statusCode(200).extract().asString());
    }

    private ReceiptCheck receipt() {
        return ReceiptCheck.of(answer.path("receipt").asText());
    }

    @Test
    void a_receipt_verifies_with_the_published_keys() {
        assertThat(receipt().head().path("alg").asText()).isEqualTo("EdDSA");
        assertThat(receipt().verifies()).isTrue();
    }

    @Test
    void the_private_half_of_a_key_is_nobodys_business() {
        List<Map<String, Object>> keys = Given.nobody()
                .get("/sync/keys")
                .then()
                .statusCode(200)
                .extract()
                .path("keys");

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(key).doesNotContainKey("d"));
    }

    @Test
    void a_receipt_names_the_phone_and_the_numbers_that_it_covers() {
        JsonNode claims = receipt().claims();

        assertThat(claims.path("tenant").asText()).isEqualTo(siam.id());
        assertThat(claims.path("deviceId").asText()).isEqualTo(phone.device().toString());
        assertThat(claims.path("epoch")).isEqualTo(answer.path("epoch"));
        assertThat(claims.path("fromSeq").asLong()).isEqualTo(1);
        assertThat(claims.path("lastSeq").asLong()).isEqualTo(3);
    }

    @Test
    void its_digest_is_that_of_the_results_in_canonical_form() {
        assertThat(receipt().digests(answer.path("results"))).isTrue();
    }

    @Test
    void a_forged_receipt_does_not_verify() {
        ObjectNode claims = receipt().claims().deepCopy();
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.put("lastSeq", 4).toString().getBytes(StandardCharsets.UTF_8));

        assertThat(ReceiptCheck.of(receipt().header() + "." + forged + "."
                                + receipt().signature())
                        .verifies())
                .isFalse();
    }

    @Test
    void the_receipt_of_a_repeated_push_covers_the_same_results() {
        JsonNode again = Json.parse(
                phone.sends(phone.batch()).then().statusCode(200).extract().asString());

        assertThat(again.path("results")).isEqualTo(answer.path("results"));
        assertThat(ReceiptCheck.of(again.path("receipt").asText()).claims())
                .isEqualTo(receipt().claims());
    }
}
