package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.Sql;
import io.naichang.testing.MovableClock;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BlobsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    Blobs blobs;

    @Inject
    BlobSweep sweep;

    @Inject
    BlobChanges changes;

    @Inject
    ObjectStore store;

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    @Inject
    MovableClock clock;

    private PhotoPhone phone;
    private long seq;

    @BeforeEach
    void a_phone() {
        phone = PhotoPhone.somchais();
        caller.actAs(phone.tenant(), null);
    }

    @AfterEach
    void clock_right() {
        clock.reset();
    }

    private String pushed(byte[] bytes) {
        String sha256 = PhotoBytes.sha256(bytes);
        assertThat(push(bytes)).isEqualTo("stored");
        return sha256;
    }

    private String push(byte[] bytes) {
        return phone.call()
                .contentType("multipart/form-data")
                .multiPart("batch", phone.batch(++seq), "application/json")
                .multiPart(PhotoBytes.sha256(bytes), "x", bytes, "image/jpeg")
                .post("/sync/push")
                .then()
                .statusCode(200)
                .extract()
                .path("files[0].status");
    }

    private static HttpResponse<byte[]> get(Optional<URI> url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(url.orElseThrow()).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void a_photo_is_served_as_what_it_is() throws Exception {
        byte[] photo = PhotoBytes.jpeg();
        String sha256 = pushed(photo);

        HttpResponse<byte[]> answer = get(blobs.contentUrl(sha256, true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(photo);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("inline; filename=\"" + sha256.substring(0, 12) + ".jpg\"");
    }

    @Test
    void a_pdf_is_never_shown_in_place() throws Exception {
        String sha256 = pushed(PhotoBytes.unique("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(get(blobs.contentUrl(sha256, true)).headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("attachment;"));
        assertThat(blobs.thumbnailUrl(sha256)).isEmpty();
    }

    @Test
    void a_thumbnail_stands_upright_and_says_nothing_of_the_place() throws Exception {
        byte[] exif =
                new ExifBlock().orientation(6).position(13.756331, 100.501765).bytes();
        String sha256 = pushed(PhotoBytes.unique(PhotoBytes.withExif(PhotoBytes.image("jpeg", 1200, 800), exif)));

        byte[] made = get(blobs.thumbnailUrl(sha256)).body();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(made));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(480);
        // What was up in the camera is right in the world.
        assertThat(new Color(image.getRGB(300, 240)).getRed()).isGreaterThan(200);
        assertThat(PhotoExif.read(made)).isNull();
        assertThat(blobs.exif(sha256))
                .contains(Json.object("{\"position\": {\"lat\": 13.756331, \"lon\": 100.501765}, \"orientation\": 6}"));
    }

    @Test
    void a_thumbnail_is_made_once() throws Exception {
        String sha256 = pushed(PhotoBytes.jpeg());
        String first = blobs.thumbnailUrl(sha256).orElseThrow().getPath();
        store.remove(phone.tenant() + "/sha256/" + sha256.substring(0, 2) + "/" + sha256);

        assertThat(blobs.thumbnailUrl(sha256).map(URI::getPath)).contains(first);
    }

    @Test
    void nothing_is_served_that_was_not_verified() {
        String sha256 = PhotoBytes.sha256(PhotoBytes.jpeg());
        QuarkusTransaction.requiringNew().run(() -> blobs.refer(Map.of(sha256, 100L)));

        assertThat(blobs.state(sha256)).contains(BlobState.AWAITING);
        assertThat(blobs.contentUrl(sha256, true)).isEmpty();
        assertThat(blobs.thumbnailUrl(sha256)).isEmpty();
    }

    @Test
    void a_file_that_comes_while_a_row_begins_to_refer_to_it_waits_for_that_row() throws Exception {
        byte[] photo = PhotoBytes.jpeg();
        String sha256 = PhotoBytes.sha256(photo);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<String> pushed = QuarkusTransaction.requiringNew().call(() -> {
                blobs.refer(Map.of(sha256, (long) photo.length));
                Future<String> coming = thread.submit(() -> push(photo));
                await().until(this::somebodyWaits);
                assertThat(changes.of(sha256)).isEmpty();
                return coming;
            });

            assertThat(pushed.get()).isEqualTo("stored");
        }
        assertThat(changes.of(sha256)).containsExactly("verified");
    }

    private boolean somebodyWaits() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%blob%'",
                                row -> row.getBoolean(1))
                        .orElseThrow());
    }

    @Test
    void what_nobody_refers_to_goes_after_30_days() throws Exception {
        byte[] kept = PhotoBytes.jpeg();
        byte[] forgotten = PhotoBytes.jpeg();
        QuarkusTransaction.requiringNew().run(() -> blobs.refer(Map.of(PhotoBytes.sha256(kept), (long) kept.length)));
        pushed(kept);
        pushed(forgotten);
        String left = phone.tenant() + "/temporary/left-by-a-crash";
        store.put(left, new ByteArrayInputStream(kept), "image/jpeg");
        store.createUpload(phone.tenant() + "/pending/" + PhotoBytes.sha256(kept));
        store.createUpload(phone.tenant() + "/sha256/ab/of-a-push-that-was-killed");

        clock.move(Duration.ofDays(6));
        assertThat(sweep.sweep()).isZero();
        clock.move(Duration.ofDays(2));
        assertThat(sweep.sweep()).as("the unfinished uploads").isEqualTo(2);
        clock.move(Duration.ofDays(23));
        assertThat(sweep.sweep()).isEqualTo(2);

        assertThat(blobs.state(PhotoBytes.sha256(kept))).contains(BlobState.VERIFIED);
        assertThat(blobs.state(PhotoBytes.sha256(forgotten))).isEmpty();
        assertThat(store.keys(phone.tenant() + "/", clock.instant(), 10)).hasSize(1);
        assertThat(push(forgotten)).as("the same bytes may come again").isEqualTo("stored");
    }
}
