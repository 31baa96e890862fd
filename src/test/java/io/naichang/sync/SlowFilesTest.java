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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A file in a push that comes too slowly gives its place to another.
@QuarkusTest
@TestProfile(SlowFilesTest.Hasty.class)
@QuarkusTestResource(StackResource.class)
class SlowFilesTest {
    private static final byte[] PHOTO = PhotoBytes.jpegOf(3 * HurriedBody.BYTES);

    @Inject
    FilePlaces places;

    /// As the server is, with less patience.
    public static class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("naichang.sync.file-patience", "PT0.5S");
        }
    }

    @AfterEach
    void nobody_keeps_a_place() {
        await().until(() -> places.free() == places.size());
    }

    private static MultipartRequest begin(PhotoPhone phone) throws IOException {
        return new MultipartRequest(phone)
                .part("batch", phone.batch(1).getBytes(StandardCharsets.UTF_8))
                .open(PhotoBytes.sha256(PHOTO));
    }

    @Test
    void a_phone_that_falls_silent_in_a_file_is_told_so_and_its_batch_is_kept() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            request.send(PHOTO, 0, HurriedBody.BYTES + 1000).flush();

            assertThat(request.read()).contains("408").contains("\"too-slow\"");
            assertThat(places.free()).isEqualTo(places.size());
        }
        assertThat(phone.lastSeq()).isEqualTo(1);
    }

    @Test
    void a_phone_that_sends_one_byte_after_the_other_is_silent_too() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            request.send(PHOTO, 0, 1000).flush();

            await().until(() -> {
                boolean answered = request.isAnswered();
                if (!answered) {
                    request.send(PHOTO, 0, 1).flush();
                }
                return answered;
            });
            assertThat(request.read()).contains("408").contains("\"too-slow\"");
        }
    }

    @Test
    void who_sends_in_time_is_not_hurried() throws IOException {
        PhotoPhone phone = PhotoPhone.somchais();
        try (MultipartRequest request = begin(phone)) {
            request.send(PHOTO, 0, PHOTO.length).text("\r\n");

            assertThat(request.answer()).contains("200 OK").contains("\"stored\"");
        }
    }
}
