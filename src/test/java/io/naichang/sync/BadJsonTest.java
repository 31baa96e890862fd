package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON that nobody should write, within a mutation; BadBodyTest has whole bodies.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BadJsonTest {
    private Person somchai;
    private String visit;
    private Phone phone;

    @BeforeEach
    void a_phone_with_a_visit() {
        Tenant siam = Given.tenant();
        somchai = siam.technician("somchai");
        visit = Work.at(siam.dispatcher("nok")).visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    private Answer sends(String path, String type, String body) {
        return Answer.to(
                "POST",
                "/api/v1/sync/" + path,
                Map.of("Authorization", "Bearer " + somchai.token(), "Content-Type", type),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private String envelope() {
        JsonNode batch = phone.batch();
        return batch.toString().substring(0, batch.toString().length() - 1) + ",\"collections\":{}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pull", "manifest"})
    void lines_are_how_we_answer_and_not_how_we_are_asked(String path) {
        Answer answer = sends(path, "application/x-ndjson", envelope() + "}\n");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.faultsOfRefusal()).isEmpty();
    }

    @Test
    void a_mutation_that_is_too_deep_or_says_something_twice_costs_the_batch_and_changes_nothing() {
        phone.patches("visits", visit, "diagnosis", "น้ำยาหมด");
        String batch = phone.batch().toString();

        assertThat(sends("push", "application/json", batch.replace("\"diagnosis\"", "\"diagnosis\":1,\"diagnosis\""))
                        .code())
                .isEqualTo("malformed");
        assertThat(sends(
                                "push",
                                "application/json",
                                batch.replace("\"น้ำยาหมด\"", "[".repeat(10_000) + "]".repeat(10_000)))
                        .code())
                .isEqualTo("malformed");
        assertThat(phone.push().at("/0/status").asText())
                .as("the same, well written")
                .isEqualTo("applied");
    }
}
