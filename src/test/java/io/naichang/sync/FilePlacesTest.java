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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One company leaves places for the photos of others.
@QuarkusTest
@TestProfile(FilePlacesTest.Patient.class)
@QuarkusTestResource(StackResource.class)
class FilePlacesTest {
    @Inject
    FilePlaces places;

    /// As the server is, with four places and patience for everybody.
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("naichang.sync.file-patience", "PT1H", "naichang.sync.file-places", "4");
        }
    }

    @Test
    void slow_phones_of_one_company_take_three_quarters_and_do_not_keep_out_the_photos_of_another() throws IOException {
        PhotoPhone slow = PhotoPhone.somchais();
        byte[] photo = PhotoBytes.jpeg();
        List<MultipartRequest> begun = new ArrayList<>();
        try {
            for (int i = 1; i <= 5; i++) {
                MultipartRequest request = new MultipartRequest(slow);
                begun.add(request);
                request.part("batch", slow.batch(1).getBytes(StandardCharsets.UTF_8))
                        .open(PhotoBytes.sha256(PhotoBytes.jpeg()))
                        .send(photo, 0, photo.length)
                        .flush();
                int so = i;
                await().until(() -> places.size() - places.free() + places.waiting() == so);
            }
            assertThat(places.waiting()).isEqualTo(2);
            assertThat(places.free()).isEqualTo(1);

            PhotoPhone other = PhotoPhone.somchais();
            try (MultipartRequest request = new MultipartRequest(other)) {
                request.part("batch", other.batch(1).getBytes(StandardCharsets.UTF_8))
                        .part(PhotoBytes.sha256(photo), photo);
                assertThat(request.answer()).contains("200 OK").contains("\"stored\"");
            }
        } finally {
            for (MultipartRequest request : begun) {
                request.close();
            }
        }
        await().until(() -> places.free() == places.size());
    }
}
