package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Upload;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Photos of a visit as the office looks for them and gives them on.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AttachedPhotosTest {
    @Inject
    ChecksumProbe probe;

    @Inject
    MeterRegistry meters;

    private Person nok;
    private Person somchai;
    private String visit;
    private Phone phone;

    @BeforeEach
    void a_visit_of_somchai() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        visit = Work.at(nok).visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    private UUID announces(byte[] photo) {
        UUID id = phone.creates(
                "attachments",
                Map.of(
                        "visitId",
                        visit,
                        "kind",
                        "photo",
                        "sha256",
                        PhotoBytes.sha256(photo),
                        "size",
                        photo.length,
                        "contentType",
                        "image/jpeg"));
        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");
        return id;
    }

    private static byte[] bytesAt(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    private String urlOf(UUID attachment, String query) {
        return nok.request()
                .accept("application/json")
                .get("/attachments/{id}/content" + query, attachment)
                .then()
                .statusCode(200)
                .extract()
                .path("url");
    }

    @Test
    void what_a_customer_is_given_does_not_tell_where_it_was_taken() throws Exception {
        byte[] photo = PhotoBytes.withExif(
                PhotoBytes.jpeg(),
                new ExifBlock()
                        .orientation(6)
                        .position(13.756331, 100.501765)
                        .takenAt("2026:11:23 09:15:30")
                        .bytes());
        UUID id = announces(photo);
        Upload.of(somchai, photo);

        assertThat(bytesAt(urlOf(id, ""))).isEqualTo(photo);
        byte[] bare = bytesAt(urlOf(id, "?audience=customer"));
        assertThat(PhotoExif.read(bare)).hasToString("{\"orientation\":6}");
        assertThat(bytesAt(urlOf(id, "?audience=customer"))).isEqualTo(bare);
    }

    @Test
    void of_a_file_from_which_the_place_cannot_be_taken_there_is_no_bare_copy() {
        byte[] paper = Upload.pdf();
        UUID id = announces(paper);
        nok.request()
                .get("/attachments/{id}/content?audience=customer", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-uploaded"));
        Upload.of(somchai, paper);

        nok.request()
                .get("/attachments/{id}/content?audience=customer", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("no-bare-copy"));
        nok.request()
                .get("/attachments/{id}/content?audience=police", id)
                .then()
                .statusCode(400)
                .body("field", equalTo("audience"));
    }

    @Test
    void what_the_phone_said_of_a_file_is_put_right_by_the_bytes_and_its_repeat_stays_harmless() {
        byte[] photo = PhotoBytes.jpeg();
        Map<String, Object> said = Map.of(
                "visitId",
                visit,
                "kind",
                "photo",
                "sha256",
                PhotoBytes.sha256(photo),
                "size",
                5,
                "contentType",
                "image/png");
        UUID id = phone.creates("attachments", said);
        phone.push();
        nok.request()
                .get("/attachments?visitId=" + visit)
                .then()
                .body("items.size", contains(5))
                .body("items.state", contains("awaiting"));

        Upload.of(somchai, photo);

        nok.request()
                .get("/attachments?visitId=" + visit)
                .then()
                .body("items.size", contains(photo.length))
                .body("items.contentType", contains("image/jpeg"))
                .body("items.state", contains("verified"));
        phone.does("create", "attachments", id).set("set", Json.MAPPER.valueToTree(said));
        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");
    }

    @Test
    void what_is_overdue_is_listed_with_the_phone_that_has_it() {
        byte[] here = PhotoBytes.jpeg();
        announces(here);
        Upload.of(somchai, here);
        UUID missing = announces(PhotoBytes.jpeg());
        String soon = Instant.now().plus(1, ChronoUnit.MINUTES).toString();

        nok.request()
                .get("/attachments?state=awaiting&announcedBefore=" + soon)
                .then()
                .statusCode(200)
                .body("items.id", contains(missing.toString()))
                .body("items.deviceId", contains(phone.device().toString()))
                .body("items.authorId", contains(somchai.id().toString()))
                .body("items.visitId", contains(visit));
        String yesterday = Instant.now().minus(1, ChronoUnit.DAYS).toString();
        nok.request()
                .get("/attachments?state=awaiting&announcedBefore=" + yesterday)
                .then()
                .body("items", empty());
        nok.request().get("/attachments?state=verified").then().body("items.size()", equalTo(1));
        nok.request().get("/attachments?state=lost").then().statusCode(400).body("field", equalTo("state"));
    }

    @Test
    void this_store_checks_what_it_is_sent_and_we_know_it() throws Exception {
        assertThat(probe.enforces()).isTrue();
        await().untilAsserted(() -> assertThat(
                        meters.get("naichang.store.checksums.enforced").gauge().value())
                .isEqualTo(1));
    }
}
