package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.naichang.platform.ObjectStore;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BlobResourceTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    ObjectStore store;

    @Inject
    BlobChanges changes;

    private static ValidatableResponse plan(PhotoPhone phone, String sha256, long size) {
        return phone.call()
                .body("[{\"sha256\": \"%s\", \"size\": %d, \"contentType\": \"image/jpeg\"}]".formatted(sha256, size))
                .post("/sync/blobs/plan")
                .then();
    }

    private static JsonPath step(PhotoPhone phone, byte[] bytes) {
        return plan(phone, PhotoBytes.sha256(bytes), bytes.length)
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("[0]");
    }

    private static ValidatableResponse complete(PhotoPhone phone, String sha256, String body) {
        return phone.call()
                .body(body)
                .post("/sync/blobs/" + sha256 + "/complete")
                .then();
    }

    private static int put(String url, Map<String, String> headers, byte[] bytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(JsonPath step, byte[] bytes) {
        assertThat(put(step.getString("url"), step.getMap("headers"), bytes)).isEqualTo(200);
    }

    /// As from a store that does not know the checksum's header.
    private void arrives(PhotoPhone phone, String sha256, byte[] bytes) {
        try {
            store.put(phone.tenant() + "/pending/" + sha256, new ByteArrayInputStream(bytes), "image/jpeg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(JsonPath step, int part) {
        return step.getString("urls.'" + part + "'");
    }

    private static byte[] part(byte[] all, int number) {
        int from = (number - 1) * BlobPlan.PART_BYTES;
        return Arrays.copyOfRange(all, from, Math.min(all.length, from + BlobPlan.PART_BYTES));
    }

    @Test
    void a_photo_put_by_its_plan_is_verified() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        JsonPath step = step(phone, photo);
        assertThat(step.getString("action")).isEqualTo("put");
        assertThat(Instant.parse(step.getString("expiresAt"))).isAfter(Instant.now());

        put(step, photo);
        complete(phone, PhotoBytes.sha256(photo), "{}").statusCode(200).body("state", equalTo("verified"));

        plan(phone, PhotoBytes.sha256(photo), photo.length).body("action", contains("have"));
        assertThat(changes.of(PhotoBytes.sha256(photo))).containsExactly("verified");
        assertThat(store.size(phone.tenant() + "/pending/" + PhotoBytes.sha256(photo)))
                .isEmpty();
    }

    @Test
    void completing_again_gets_the_same_answer() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        put(step(phone, photo), photo);
        complete(phone, PhotoBytes.sha256(photo), "{}").body("state", equalTo("verified"));

        phone.call()
                .post("/sync/blobs/" + PhotoBytes.sha256(photo) + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"));
    }

    @Test
    void other_bytes_are_quarantined_and_the_right_ones_may_still_come() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        String sha256 = PhotoBytes.sha256(photo);
        byte[] other = photo.clone();
        other[other.length / 2]++;

        step(phone, photo);
        arrives(phone, sha256, other);
        complete(phone, sha256, "{}")
                .statusCode(200)
                .body("state", equalTo("quarantined"))
                .body("reason", equalTo("mismatch"));
        assertThat(store.keys(phone.tenant() + "/quarantine/" + sha256 + "/", Instant.MAX, 10))
                .hasSize(1);

        put(step(phone, photo), photo);
        complete(phone, sha256, "{}").body("state", equalTo("verified")).body("reason", equalTo(null));
        assertThat(changes.of(sha256)).containsExactly("quarantined", "verified");
    }

    @Test
    void a_store_that_checks_the_hash_refuses_other_bytes_itself() {
        byte[] photo = PhotoBytes.jpeg();
        JsonPath step = step(PhotoPhone.somchais(), photo);

        assertThat(put(step.getString("url"), step.getMap("headers"), PhotoBytes.jpeg()))
                .isEqualTo(400);
        assertThat(put(step.getString("url"), Map.of(), photo)).isBetween(400, 403);
    }

    @Test
    void a_hash_may_be_written_in_capitals() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        put(step(phone, photo), photo);

        complete(phone, PhotoBytes.sha256(photo).toUpperCase(Locale.ROOT), "{}").body("state", equalTo("verified"));
        plan(phone, PhotoBytes.sha256(photo).toUpperCase(Locale.ROOT), photo.length)
                .body("sha256", contains(PhotoBytes.sha256(photo)))
                .body("action", contains("have"));
    }

    @Test
    void a_size_other_than_announced_is_a_mismatch() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        JsonPath step = plan(phone, PhotoBytes.sha256(photo), photo.length + 1)
                .extract()
                .jsonPath()
                .setRootPath("[0]");
        put(step, photo);

        complete(phone, PhotoBytes.sha256(photo), "{}").body("reason", equalTo("mismatch"));
    }

    @Test
    void bytes_that_come_later_do_not_change_what_was_verified() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        JsonPath step = step(phone, photo);
        put(step, photo);
        complete(phone, PhotoBytes.sha256(photo), "{}").body("state", equalTo("verified"));

        arrives(phone, PhotoBytes.sha256(photo), "something else".getBytes(StandardCharsets.UTF_8));
        complete(phone, PhotoBytes.sha256(photo), "{}").body("state", equalTo("verified"));
        String key =
                phone.tenant() + "/sha256/" + PhotoBytes.sha256(photo).substring(0, 2) + "/" + PhotoBytes.sha256(photo);
        try (var bytes = store.read(key).orElseThrow()) {
            assertThat(bytes.readAllBytes()).isEqualTo(photo);
        }
    }

    @Test
    void a_text_file_named_jpg_is_not_kept() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] text = PhotoBytes.unique("this is no photo".getBytes(StandardCharsets.UTF_8));
        put(step(phone, text), text);

        complete(phone, PhotoBytes.sha256(text), "{}")
                .body("state", equalTo("quarantined"))
                .body("reason", equalTo("unsupported"));
    }

    @Test
    void completing_without_bytes_is_refused() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        step(phone, photo);

        complete(phone, PhotoBytes.sha256(photo), "{}").statusCode(409).body("code", equalTo("not-uploaded"));
    }

    @Test
    void a_file_that_was_never_planned_is_unknown() {
        PhotoPhone phone = PhotoPhone.somchais();

        complete(phone, PhotoBytes.sha256(PhotoBytes.jpeg()), "{}")
                .statusCode(404)
                .body("code", equalTo("blob-unknown"));
        complete(phone, "..%2F..%2Fetc", "{}").statusCode(404);
    }

    @Test
    void an_upload_in_parts_goes_on_where_it_was_cut() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(20 << 20);
        String sha256 = PhotoBytes.sha256(photo);
        JsonPath first = step(phone, photo);
        assertThat(first.getString("action")).isEqualTo("multipart");
        assertThat(first.getInt("partSize")).isEqualTo(BlobPlan.PART_BYTES);
        assertThat(first.getList("done")).isEmpty();
        assertThat(first.getMap("urls")).containsOnlyKeys("1", "2", "3");
        assertThat(put(url(first, 1), Map.of(), part(photo, 1))).isEqualTo(200);
        assertThat(put(url(first, 2), Map.of(), new byte[6 << 20])).isEqualTo(200);

        String uploadId = first.getString("uploadId");
        complete(phone, sha256, "{\"uploadId\": \"%s\"}".formatted(uploadId))
                .statusCode(409)
                .body("code", equalTo("parts-missing"))
                .body("missing", contains(2, 3));

        JsonPath second = step(phone, photo);
        assertThat(second.getString("uploadId")).isEqualTo(uploadId);
        assertThat(second.getList("done", Integer.class)).containsExactly(1);
        Map<String, String> left = second.getMap("urls");
        assertThat(left).containsOnlyKeys("2", "3");
        left.forEach((number, url) -> assertThat(put(url, Map.of(), part(photo, Integer.parseInt(number))))
                .isEqualTo(200));
        complete(phone, sha256, "{\"uploadId\": \"%s\"}".formatted(uploadId))
                .statusCode(200)
                .body("state", equalTo("verified"));
        complete(phone, sha256, "{\"uploadId\": \"%s\"}".formatted(uploadId))
                .statusCode(200)
                .body("state", equalTo("verified"));
        assertThat(changes.of(sha256)).containsExactly("verified");
    }

    @Test
    void parts_in_the_wrong_order_are_a_mismatch() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(2 * BlobPlan.PART_BYTES);
        JsonPath step = step(phone, photo);
        put(url(step, 1), Map.of(), part(photo, 2));
        put(url(step, 2), Map.of(), part(photo, 1));

        complete(phone, PhotoBytes.sha256(photo), "{\"uploadId\": \"%s\"}".formatted(step.getString("uploadId")))
                .body("reason", equalTo("mismatch"));
        JsonPath again = step(phone, photo);
        assertThat(again.getString("uploadId")).isNotEqualTo(step.getString("uploadId"));
        assertThat(again.getList("done")).isEmpty();
    }

    @Test
    void an_upload_of_somebody_elses_making_is_refused() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(9 << 20);
        step(phone, photo);

        complete(phone, PhotoBytes.sha256(photo), "{\"uploadId\": \"forged\"}")
                .statusCode(409)
                .body("code", equalTo("upload-unknown"));
    }

    @Test
    void two_calls_at_once_verify_once() throws Exception {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(3 << 20);
        put(step(phone, photo), photo);
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> calls = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(i -> () -> complete(phone, PhotoBytes.sha256(photo), "{}")
                            .body("state", equalTo("verified"))
                            .extract()
                            .statusCode())
                    .toList();
            for (var each : threads.invokeAll(calls)) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
        assertThat(changes.of(PhotoBytes.sha256(photo))).containsExactly("verified");
    }

    @Test
    void two_plans_at_once_share_one_upload() throws Exception {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(9 << 20);
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<String>> calls = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(i -> () -> step(phone, photo).getString("uploadId"))
                    .toList();
            assertThat(threads.invokeAll(calls).stream()
                            .map(each -> each.resultNow())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void a_file_of_60_mebibytes_is_refused_before_it_is_sent() {
        plan(PhotoPhone.somchais(), PhotoBytes.sha256(PhotoBytes.jpeg()), 60L << 20)
                .statusCode(200)
                .body("action", contains("refuse"))
                .body("code", contains("too-large"));
    }

    @Test
    void the_same_bytes_are_of_no_use_to_another_tenant() {
        PhotoPhone siam = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        put(step(siam, photo), photo);
        complete(siam, PhotoBytes.sha256(photo), "{}").body("state", equalTo("verified"));

        PhotoPhone lanna = PhotoPhone.somchais();
        complete(lanna, PhotoBytes.sha256(photo), "{}").statusCode(404);
        plan(lanna, PhotoBytes.sha256(photo), photo.length).body("action", contains("put"));
    }

    @Test
    void a_plan_of_nonsense_is_refused_by_field() {
        PhotoPhone phone = PhotoPhone.somchais();

        plan(phone, "../etc/passwd", 5).statusCode(400).body("field", notNullValue());
        plan(phone, "a".repeat(64), 0).statusCode(400).body("code", equalTo("invalid"));
        phone.call().body("{}").post("/sync/blobs/plan").then().statusCode(400);
        phone.call().body("[null]").post("/sync/blobs/plan").then().statusCode(400);
        phone.call().body("").post("/sync/blobs/plan").then().statusCode(400);
        phone.call()
                .body(IntStream.range(0, 501)
                        .mapToObj("{\"sha256\": \"%064x\", \"size\": 1, \"contentType\": \"image/png\"}"::formatted)
                        .toList()
                        .toString())
                .post("/sync/blobs/plan")
                .then()
                .statusCode(413)
                .body("code", equalTo("too-large"));
    }
}
