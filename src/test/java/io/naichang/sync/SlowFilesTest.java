package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A file in a push that comes too slowly gives its place to another, and a phone whose files find no place has its
/// receipt all the same.
@QuarkusTest
@TestProfile(SlowFilesTest.Hasty.class)
@QuarkusTestResource(StackResource.class)
class SlowFilesTest {
    private static final byte[] PHOTO = PhotoBytes.jpegOf(3 * HurriedBody.BYTES);

    @Inject
    FilePlaces places;

    /// As the server is, with one place and less patience.
    public static class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("naichang.sync.file-patience", "PT0.5S", "naichang.sync.file-places", "1");
        }
    }

    @AfterEach
    void nobody_keeps_a_place() {
        await().until(() -> places.free() == places.size());
    }

    private MultipartRequest begin(PhotoPhone phone) throws IOException {
        MultipartRequest request = new MultipartRequest(phone)
                .part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                .open(PhotoBytes.sha256(PHOTO))
                .send(PHOTO, 0, HurriedBody.BYTES + 1000)
                .flush();
        await().until(() -> places.free() == 0);
        return request;
    }

    /// Sends a photo at once.
    private static void another() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = new MultipartRequest(phone)) {
            request.part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                    .part(PhotoBytes.sha256(PHOTO), PHOTO);
            assertThat(request.answer()).contains("200 OK").contains("\"stored\"");
        }
    }

    @Test
    void a_phone_that_falls_silent_in_a_file_gives_its_place_to_who_waits_and_has_its_receipt() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            another();

            assertThat(request.read())
                    .contains("200 OK")
                    .containsIgnoringCase("connection: close")
                    .contains("\"lastSeq\":1")
                    .contains("\"files\":[]");
        }
    }

    @Test
    void a_phone_that_reads_only_after_it_has_sent_everything_has_its_receipt_too() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            another();
            await().until(request::isAnswered);
            for (int i = 0; i < 100; i++) {
                request.send(PHOTO, 0, PHOTO.length).flush();
            }

            assertThat(request.answer()).contains("200 OK").contains("\"files\":[]");
            assertThat(request.isOver()).isTrue();
        }
    }

    @Test
    void a_phone_that_sends_one_byte_after_the_other_is_silent_too() throws Exception {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            Thread other = Thread.ofVirtual().start(() -> {
                try {
                    another();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            await().until(() -> {
                boolean answered = request.isAnswered();
                if (!answered) {
                    request.send(PHOTO, 0, 1).flush();
                }
                return answered;
            });
            assertThat(request.read()).contains("200 OK").contains("\"files\":[]");
            other.join();
        }
    }

    @Test
    void a_phone_whose_file_finds_no_place_has_its_receipt() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (Lease taken = places.take(UUID.randomUUID().toString());
                MultipartRequest request = new MultipartRequest(phone)) {
            assertThat(taken.isEmpty()).isFalse();
            request.part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                    .part(PhotoBytes.sha256(PHOTO), PHOTO);

            assertThat(request.answer())
                    .contains("200 OK")
                    .contains("\"lastSeq\":1")
                    .contains("\"files\":[]");
        }
        assertThat(phone.lastSeq()).isEqualTo(1);
    }

    @Test
    void who_sends_in_time_is_not_hurried() throws IOException {
        another();
    }
}
