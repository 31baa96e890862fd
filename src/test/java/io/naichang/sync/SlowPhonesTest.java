package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.SlowCall;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What phones have asked for and do not fetch.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class SlowPhonesTest {
    /// More than the buffers of a connection take.
    private static final int NOTES = 300;
    private static final String TEXT = "ห้องเครื่อง".repeat(900);

    @Inject
    MeterRegistry meters;

    @Inject
    ManifestResource manifests;

    private final List<SlowCall> calls = new ArrayList<>();
    private Tenant siam;
    private Person somchai;

    @BeforeEach
    void a_technician_with_many_notes() {
        siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        String visit = Work.at(nok).visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        for (int i = 1; i <= NOTES; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", TEXT));
            if (i % 100 == 0) {
                phone.push();
            }
        }
    }

    @AfterEach
    void hang_up() throws IOException {
        for (SlowCall call : calls) {
            call.close();
        }
        await().until(() -> leaving() == 0);
    }

    private SlowCall asks(String path, String body) throws IOException {
        SlowCall call = new SlowCall(somchai, path, body);
        calls.add(call);
        return call;
    }

    /// A question of a new device, which this fills in.
    private String question(String platform, String body) {
        JsonPath registered = somchai.request()
                .body(Map.of("installId", UUID.randomUUID(), "platform", platform, "appVersion", "1.0", "schema", 2))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return body.replace('\'', '"')
                .replace("DEVICE", registered.getString("deviceId"))
                .replace("EPOCH", registered.getString("epoch"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "android    | /sync/pull             | {'deviceId': 'DEVICE', 'epoch': 'EPOCH', 'limit': 5000}",
                "android    | /sync/manifest         | {'deviceId': 'DEVICE', 'limit': 5000, 'collections': {}}",
                "rxdb       | /sync/rxdb/notes/pull  | {'deviceId': 'DEVICE', 'limit': 5000, 'checkpoint': null}",
                "watermelon | /sync/watermelon/pull  | {'deviceId': 'DEVICE', 'schemaVersion': 2, 'lastPulledAt': null}",
            },
            quoteCharacter = '"')
    void an_answer_is_counted_until_it_is_fetched_or_nobody_waits_for_it(String platform, String path, String body)
            throws IOException {
        SlowCall call = asks(path, question(platform, body));

        assertThat(call.status()).isEqualTo(200);
        assertThat(leaving()).isEqualTo(1);
        call.close();
        await().until(() -> leaving() == 0);
    }

    @Test
    void who_asks_and_never_fetches_keeps_out_only_himself() throws Exception {
        String question = question("android", "{'deviceId':'DEVICE','epoch':'EPOCH','limit':5000}");
        for (int i = 0; i < LongPages.LEAVING_OF_DEVICE; i++) {
            assertThat(asks("/sync/pull", question).status()).isEqualTo(200);
        }
        for (int i = 1; i <= LongPages.WAITING_OF_DEVICE; i++) {
            asks("/sync/pull", question);
            int waiting = i;
            await().until(() -> meters.get(LongPages.WAITING).gauge().value() == waiting);
        }

        for (int i = 0; i < 20; i++) {
            assertThat(asks("/sync/pull", question).status()).isEqualTo(503);
        }
        assertThat(leaving()).isEqualTo(LongPages.LEAVING_OF_DEVICE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Phone other = Phone.of(siam.technician("technician-" + i));
                others.add(threads.submit(() -> other.asksForPage().statusCode()));
            }
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_device_that_fetches_no_repair_does_not_keep_others_from_being_repaired() throws IOException {
        String question = largeManifest(question("android", "{'deviceId':'DEVICE','limit':5000,'collections':{}}"));
        for (int i = 0; i < LongPages.LEAVING_OF_DEVICE; i++) {
            assertThat(asks("/sync/manifest", question).status()).isEqualTo(200);
        }
        int all = manifests.places.free();
        for (int i = 0; i < all; i++) {
            asks("/sync/manifest", question);
        }
        await().until(() -> manifests.places.waiting() == all - 1);
        assertThat(manifests.places.free()).isEqualTo(all - 1);

        Person malee = siam.technician("malee");
        String other = largeManifest(Phone.of(malee).pull().manifest().toString());
        try (SlowCall call = new SlowCall(malee, "/sync/manifest", other)) {
            assertThat(call.status()).isEqualTo(200);
        }
        hang_up();
        await().until(() -> manifests.places.free() == all);
    }

    /// More than is read without a place.
    private static String largeManifest(String manifest) {
        ObjectNode large = (ObjectNode) Json.parse(manifest);
        for (int i = 0; i < 8_000; i++) {
            large.withObject("/collections/notes").put(UUID.randomUUID().toString(), 1);
        }
        return large.toString();
    }

    private double leaving() {
        return meters.get(LongPages.LEAVING).gauge().value();
    }
}
