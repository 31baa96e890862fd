package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Json;
import io.naichang.testing.Phone;
import io.naichang.testing.SlowCall;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// First syncs of WatermelonDB that are asked for and not fetched.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SlowAppsTest extends AdapterCase {
    /// Together more than the buffers of a connection take.
    private static final int NOTES = 300;
    private static final String TEXT = "ห้องเครื่อง".repeat(900);

    @Inject
    WatermelonPull watermelon;

    @Inject
    MeterRegistry meters;

    @Test
    void a_device_that_fetches_nothing_leaves_room_for_others() throws IOException {
        Phone phone = Phone.of(somchai).pull();
        for (int i = 1; i <= NOTES; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", TEXT));
            if (i % 100 == 0) {
                phone.push();
            }
        }
        String first = first(register("watermelon"));
        int room = watermelon.room().availablePermits();
        List<SlowCall> calls = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                SlowCall call = new SlowCall(somchai, "/sync/watermelon/pull", first);
                calls.add(call);
                assertThat(call.status()).isEqualTo(200);
            }
            for (int i = 0; i < room; i++) {
                calls.add(new SlowCall(somchai, "/sync/watermelon/pull", first));
            }
            await().until(() ->
                    meters.get("naichang.sync.long.pages.waiting").gauge().value() == room);
            assertThat(watermelon.room().availablePermits()).isEqualTo(room - 2);

            device = register("watermelon");
            assertThat(call("watermelon/pull", Json.object().putNull("lastPulledAt"))
                            .status())
                    .isEqualTo(200);
        } finally {
            for (SlowCall call : calls) {
                call.close();
            }
        }
        await().until(() -> watermelon.room().availablePermits() == room);
    }

    private static String first(String device) {
        return Json.object().put("deviceId", device).putNull("lastPulledAt").toString();
    }
}
