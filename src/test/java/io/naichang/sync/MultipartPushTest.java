package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;
import io.naichang.platform.ObjectStore;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MultipartPushTest {
    private static final int MIB = 1 << 20;

    @Inject
    ObjectStore store;

    @Inject
    BlobChanges changes;

    @Inject
    MinioAsyncClient client;

    private static RequestSpecification multipart(PhotoPhone phone, long seq) {
        return phone.call().contentType("multipart/form-data").multiPart("batch", phone.batch(seq), "application/json");
    }

    private static RequestSpecification with(RequestSpecification request, String name, byte[] bytes) {
        return request.multiPart(name, "../../" + name + ".jpg", bytes, "image/jpeg");
    }

    private static ValidatableResponse push(RequestSpecification request) {
        return request.post("/sync/push").then();
    }

    @Test
    void a_push_with_photos_stores_each_under_its_hash() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] one = PhotoBytes.jpeg();
        byte[] two = PhotoBytes.jpeg();

        push(with(with(multipart(phone, 1), PhotoBytes.sha256(one), one), PhotoBytes.sha256(two), two))
                .statusCode(200)
                .body("lastSeq", equalTo(1))
                .body("results.status", contains("applied"))
                .body("files.sha256", contains(PhotoBytes.sha256(one), PhotoBytes.sha256(two)))
                .body("files.status", contains("stored", "stored"));

        String key =
                phone.tenant() + "/sha256/" + PhotoBytes.sha256(one).substring(0, 2) + "/" + PhotoBytes.sha256(one);
        assertThat(store.size(key)).contains((long) one.length);
        assertThat(changes.of(PhotoBytes.sha256(one))).containsExactly("verified");
    }

    @Test
    void the_same_push_again_has_the_same_results_and_finds_its_files() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        String first = push(with(multipart(phone, 1), PhotoBytes.sha256(photo), photo))
                .extract()
                .path("results.toString()");

        push(with(multipart(phone, 1), PhotoBytes.sha256(photo), photo))
                .statusCode(200)
                .body("results.toString()", equalTo(first))
                .body("files.status", contains("exists"));
        assertThat(changes.of(PhotoBytes.sha256(photo))).hasSize(1);
    }

    @Test
    void a_file_that_is_not_what_its_name_says_does_not_disturb_the_others() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] good = PhotoBytes.jpeg();
        byte[] bad = PhotoBytes.jpeg();
        byte[] text = "this is no photo".getBytes(StandardCharsets.UTF_8);
        String claimed = PhotoBytes.sha256(PhotoBytes.jpeg());

        push(with(
                        with(
                                with(with(multipart(phone, 1), claimed, bad), PhotoBytes.sha256(text), text),
                                "../../secret",
                                bad),
                        PhotoBytes.sha256(good),
                        good))
                .statusCode(200)
                .body("files.status", contains("mismatch", "unsupported", "mismatch", "stored"));
        assertThat(store.size(phone.tenant() + "/sha256/" + claimed.substring(0, 2) + "/" + claimed))
                .isEmpty();
        assertThat(changes.of(claimed)).isEmpty();
    }

    @Test
    void a_large_file_comes_to_lie_under_a_hash_only_if_it_has_that_hash() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] large = Arrays.copyOf(PhotoBytes.jpeg(), 12 * MIB + 1);
        String claimed = PhotoBytes.sha256(PhotoBytes.jpeg());
        String sha256 = PhotoBytes.sha256(large);

        push(with(with(multipart(phone, 1), claimed, large), sha256, large))
                .statusCode(200)
                .body("files.status", contains("mismatch", "stored"));

        String files = phone.tenant() + "/sha256/";
        assertThat(store.size(files + claimed.substring(0, 2) + "/" + claimed)).isEmpty();
        assertThat(store.size(files + sha256.substring(0, 2) + "/" + sha256)).contains((long) large.length);
        assertThat(store.abortUploads(files, Instant.MAX))
                .as("unfinished uploads")
                .isZero();
    }

    @Test
    void the_store_knows_the_type_of_a_file_of_any_size() throws Exception {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] small = PhotoBytes.jpeg();
        byte[] large = PhotoBytes.jpegOf(6 * MIB);

        push(with(with(multipart(phone, 1), PhotoBytes.sha256(small), small), PhotoBytes.sha256(large), large))
                .body("files.status", contains("stored", "stored"));

        String bucket = ConfigProvider.getConfig().getValue("naichang.blobs.bucket", String.class);
        for (byte[] each : List.of(small, large)) {
            String sha256 = PhotoBytes.sha256(each);
            assertThat(client.statObject(StatObjectArgs.builder()
                                    .bucket(bucket)
                                    .object(phone.tenant() + "/sha256/" + sha256.substring(0, 2) + "/" + sha256)
                                    .build())
                            .get()
                            .contentType())
                    .isEqualTo("image/jpeg");
        }
    }

    @Test
    void nothing_is_left_of_what_was_refused() {
        PhotoPhone phone = PhotoPhone.somchais();
        push(with(multipart(phone, 1), PhotoBytes.sha256(PhotoBytes.jpeg()), PhotoBytes.jpegOf(12 * MIB)))
                .body("files.status", contains("mismatch"));

        assertThat(store.keys(phone.tenant() + "/", Instant.MAX, 10)).isEmpty();
    }

    @Test
    void a_batch_must_come_first() {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();

        push(with(phone.call().contentType("multipart/form-data"), PhotoBytes.sha256(photo), photo)
                        .multiPart("batch", phone.batch(1), "application/json"))
                .statusCode(400)
                .body("code", equalTo("batch-first"));
        assertThat(phone.lastSeq()).isZero();
    }

    @Test
    void a_batch_above_its_limit_is_refused_with_a_problem() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", " ".repeat(5 * MIB).getBytes(StandardCharsets.UTF_8));

            assertThat(request.answer()).contains("413").contains("\"too-large\"");
        }
    }

    @Test
    void a_refused_batch_is_answered_even_if_photos_follow() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpegOf(20 * MIB);
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", phone.batch(7).getBytes(StandardCharsets.UTF_8))
                    .part(PhotoBytes.sha256(photo), photo);

            assertThat(request.answer()).contains("409").contains("\"gap\"");
        }
    }

    @Test
    void a_push_that_is_broken_after_its_batch_gets_its_receipt() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                    .part(PhotoBytes.sha256(photo), photo)
                    .text("--cut-here\r\n" + "X-Long: " + "x".repeat(9000) + "\r\n\r\n");

            assertThat(request.answer())
                    .contains("200 OK")
                    .contains("\"lastSeq\":1")
                    .contains("{\"sha256\":\"" + PhotoBytes.sha256(photo) + "\",\"status\":\"stored\"}]");
        }
    }

    @Test
    void more_files_than_a_push_holds_are_left_for_the_next() {
        RequestSpecification request = multipart(PhotoPhone.somchais(), 1);
        for (int i = 0; i < 1001; i++) {
            request = with(request, "no-hash-" + i, new byte[1]);
        }

        push(request).statusCode(200).body("lastSeq", equalTo(1)).body("files", hasSize(1000));
    }

    @Test
    void hard_case_18_a_connection_cut_inside_a_photo_leaves_the_batch_committed() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] whole = PhotoBytes.jpeg();
        byte[] cut = PhotoBytes.jpegOf(9 * MIB);
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                    .part(PhotoBytes.sha256(whole), whole)
                    .open(PhotoBytes.sha256(cut))
                    .send(cut, 0, cut.length * 6 / 10)
                    .flush();
            // The server has read what came, although the request has not ended: it does not wait for the whole body.
            await().until(() -> changes.of(PhotoBytes.sha256(whole)).contains("verified"));
            assertThat(phone.lastSeq()).isEqualTo(1);
        }

        push(with(with(multipart(phone, 1), PhotoBytes.sha256(whole), whole), PhotoBytes.sha256(cut), cut))
                .statusCode(200)
                .body("lastSeq", equalTo(1))
                .body("files.status", contains("exists", "stored"));
    }

    @Test
    void a_file_of_60_mebibytes_is_too_large_and_the_next_one_is_taken() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] mebibyte = PhotoBytes.jpegOf(MIB);
        byte[] good = PhotoBytes.jpeg();
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                    .open("0".repeat(64));
            for (int i = 0; i < 60; i++) {
                request.send(mebibyte, 0, MIB);
            }
            request.text("\r\n").part(PhotoBytes.sha256(good), good);

            assertThat(request.answer())
                    .contains("200 OK")
                    .contains("{\"sha256\":\"" + "0".repeat(64) + "\",\"status\":\"too-large\"}")
                    .contains("{\"sha256\":\"" + PhotoBytes.sha256(good) + "\",\"status\":\"stored\"}");
        }
    }

    @Test
    void words_beside_photos_arrive_as_they_were_written() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        String visit = Work.at(nok).visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.creates("notes", Map.of("visitId", visit, "text", "ลูกค้าขอให้โทรก่อนเข้า 📷"));
        byte[] photo = PhotoBytes.jpeg();

        push(with(
                        somchai.request()
                                .contentType("multipart/form-data")
                                .multiPart("batch", "batch.json", utf8(phone.batch()), "application/json"),
                        PhotoBytes.sha256(photo),
                        photo))
                .statusCode(200);

        nok.request()
                .queryParam("visitId", visit)
                .get("/notes")
                .then()
                .body("items.text", contains("ลูกค้าขอให้โทรก่อนเข้า 📷"));
    }

    /// As phones send it; REST Assured writes parts that are given as text in US-ASCII, with a `?` for each Thai
    /// letter.
    private static byte[] utf8(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_push_may_be_compressed() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(("--b\r\nContent-Disposition: form-data; name=\"batch\"\r\n\r\n" + phone.batch(1)
                            + "\r\n--b\r\nContent-Disposition: form-data; name=\"" + PhotoBytes.sha256(photo)
                            + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            gzip.write(photo);
            gzip.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        }

        push(phone.call()
                        .config(io.restassured.RestAssured.config()
                                .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                        .encodeContentTypeAs(
                                                "multipart/form-data; boundary=b",
                                                io.restassured.http.ContentType.BINARY)))
                        .contentType("multipart/form-data; boundary=b")
                        .header("Content-Encoding", "gzip")
                        .body(body.toByteArray()))
                .statusCode(200)
                .body("files.status", contains("stored"));
    }

    @Test
    void only_technicians_push_photos() {
        String clerk = Given.tenant().clerk("boon").token();

        io.restassured.RestAssured.given()
                .header("Authorization", "Bearer " + clerk)
                .multiPart("batch", "{}", "application/json")
                .post("/api/v1/sync/push")
                .then()
                .statusCode(403)
                .body("code", equalTo("not-permitted"));
    }

    @Test
    void an_empty_list_of_files_is_answered_too() {
        push(multipart(PhotoPhone.somchais(), 1)).statusCode(200).body("files", hasSize(0));
    }
}
