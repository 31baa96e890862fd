package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.SlowCall;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Large manifests of phones with a bad signal.
@QuarkusTest
@TestProfile(SlowFilesTest.Hasty.class)
@QuarkusTestResource(StackResource.class)
class SlowManifestsTest {
    @Inject
    ManifestResource resource;

    private static String large(Person person) {
        ObjectNode large = Phone.of(person).pull().manifest();
        for (int i = 0; i < 20_000; i++) {
            large.withObject("/collections/notes").put(UUID.randomUUID().toString(), 1);
        }
        return large.toString();
    }

    @Test
    void phones_that_send_slowly_are_read_in_places_and_give_them_to_who_waits() throws IOException {
        Tenant siam = Given.tenant();
        List<SlowCall> slow = new ArrayList<>();
        int all = resource.places.free();
        try {
            for (int i = 0; i < all; i++) {
                Person person = siam.technician("technician-" + i);
                slow.add(new SlowCall(person, "/sync/manifest", large(person), 1));
            }
            await().until(() -> resource.places.free() == 0);

            Person somchai = siam.technician("somchai");
            try (SlowCall call = new SlowCall(somchai, "/sync/manifest", large(somchai))) {
                assertThat(call.status()).isEqualTo(200);
            }
        } finally {
            for (SlowCall each : slow) {
                each.close();
            }
        }
        await().until(() -> resource.places.free() == all);
    }
}
