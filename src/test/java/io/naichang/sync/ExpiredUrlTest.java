package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A phone that was given addresses in the morning and has signal again in the evening.
@QuarkusTest
@TestProfile(ExpiredUrlTest.ShortLived.class)
@QuarkusTestResource(StackResource.class)
class ExpiredUrlTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// As the server is, with addresses that the store refuses after three seconds.
    public static class ShortLived implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("naichang.blobs.upload-url-lifetime", "PT3S");
        }
    }

    private static JsonPath plan(PhotoPhone phone, byte[] bytes) {
        return phone.call()
                .body("[{\"sha256\": \"%s\", \"size\": %d, \"contentType\": \"image/jpeg\"}]"
                        .formatted(PhotoBytes.sha256(bytes), bytes.length))
                .post("/sync/blobs/plan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("[0]");
    }

    private static HttpResponse<Void> put(String url, Map<String, String> headers, byte[] bytes)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void expired(JsonPath step) {
        Instant end = Instant.parse(step.getString("expiresAt"));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end.plusSeconds(1)));
    }

    @Test
    void hard_case_18_an_address_that_has_expired_is_asked_for_anew() throws IOException, InterruptedException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        JsonPath morning = plan(phone, photo);
        expired(morning);
        assertThat(put(morning.getString("url"), morning.getMap("headers"), photo)
                        .statusCode())
                .as("the store refuses it")
                .isEqualTo(403);

        await().atMost(PATIENCE).until(() -> {
            JsonPath evening = plan(phone, photo);
            return put(evening.getString("url"), evening.getMap("headers"), photo)
                            .statusCode()
                    == 200;
        });

        phone.call()
                .body("{}")
                .post("/sync/blobs/" + PhotoBytes.sha256(photo) + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"));
    }

    @Test
    void hard_case_18_parts_that_came_before_the_addresses_expired_need_not_come_again() throws InterruptedException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] film = PhotoBytes.jpegOf(2 * BlobPlan.PART_BYTES + 1000);
        JsonPath[] step = {plan(phone, film)};
        await().atMost(PATIENCE).until(() -> {
            step[0] = plan(phone, film);
            return isPut(step[0], 1, film);
        });
        expired(step[0]);
        assertThat(isPut(step[0], 2, film)).as("the store refuses it").isFalse();

        await().atMost(PATIENCE).until(() -> {
            step[0] = plan(phone, film);
            assertThat(step[0].<String, String>getMap("urls"))
                    .as("the first is there")
                    .doesNotContainKey("1");
            return isPut(step[0], 2, film) && isPut(step[0], 3, film);
        });

        phone.call()
                .body(Map.of("uploadId", step[0].getString("uploadId")))
                .post("/sync/blobs/" + PhotoBytes.sha256(film) + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"));
    }

    /// Whether the part is in the store; a store that refuses one need not read it first, and hangs up.
    private static boolean isPut(JsonPath step, int number, byte[] all) throws InterruptedException {
        String url = step.getString("urls.'" + number + "'");
        if (url == null) {
            return true;
        }
        int from = (number - 1) * BlobPlan.PART_BYTES;
        byte[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + BlobPlan.PART_BYTES));
        try {
            return put(url, Map.of(), part).statusCode() == 200;
        } catch (IOException hungUp) {
            return false;
        }
    }
}
