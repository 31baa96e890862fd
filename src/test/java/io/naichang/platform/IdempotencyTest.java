package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IdempotencyTest {
    private static final String MUAI = "{\"name\": \"ร้านเจ๊หมวย\", \"kind\": \"person\"}";

    @Inject
    MovableClock clock;

    private Tenant siam;
    private Person nok;

    @BeforeEach
    void somebody_at_the_desk() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    private static Response create(Person person, String key, String body) {
        return person.request().header("Idempotency-Key", key).body(body).post("/customers");
    }

    private void customersAre(int number) {
        nok.request().get("/customers").then().body("items", hasSize(number));
    }

    @Test
    void a_repeat_gets_the_first_answer_and_does_nothing() {
        Response first = create(nok, "k1", MUAI);
        first.then().statusCode(201);

        Response again = create(nok, "k1", MUAI);

        again.then().statusCode(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.contentType()).isEqualTo(first.contentType());
        customersAre(1);
    }

    @Test
    void two_at_once_have_one_effect() {
        nok.token();
        CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> create(nok, "k1", MUAI));
        CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> create(nok, "k1", MUAI));

        assertThat(one.join().asString()).isEqualTo(other.join().asString());
        customersAre(1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        create(nok, "k1", MUAI).then().statusCode(201);

        create(nok, "k1", MUAI.replace("person", "company"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        customersAre(1);
    }

    @Test
    void the_same_key_of_another_user_is_another_key() {
        create(nok, "k1", MUAI).then().statusCode(201);

        create(siam.agent("dao"), "k1", MUAI).then().statusCode(201);
        customersAre(2);
    }

    @Test
    void what_was_refused_may_be_tried_again_under_its_key() {
        create(nok, "k1", "{\"kind\": \"person\"}").then().statusCode(400);

        create(nok, "k1", MUAI).then().statusCode(201);
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        create(nok, "k1", MUAI).then().statusCode(201);
        clock.move(Duration.ofHours(24).plusSeconds(1));

        create(nok, "k1", MUAI).then().statusCode(201);
        clock.reset();
        customersAre(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "k"})
    void a_key_has_a_length(String unit) {
        create(nok, unit.repeat(256), MUAI).then().statusCode(400).body("field", equalTo("Idempotency-Key"));
    }
}
