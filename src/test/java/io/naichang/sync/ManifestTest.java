package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A phone says what it holds, and gets what it lacks.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ManifestTest extends PhoneCase {
    @Inject
    ManifestResource resource;

    private Answer sends(String body) {
        return sends(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private Answer sends(byte[] body, Map<String, String> more) {
        Map<String, String> headers = new java.util.TreeMap<>(more);
        headers.put("Authorization", "Bearer " + somchai.token());
        headers.put("Content-Type", "application/json");
        return Answer.to("POST", "/api/v1/sync/manifest", headers, body);
    }

    @Test
    void a_phone_that_holds_everything_is_told_nothing() {
        JsonNode page = phone.repair();

        assertThat(page.path("changes")).isEmpty();
        assertThat(page.path("more").asBoolean()).isFalse();
    }

    private ObjectNode large(int rows) {
        ObjectNode large = phone.manifest();
        for (int i = 0; i < rows; i++) {
            large.withObject("/collections/notes").put(UUID.randomUUID().toString(), 1);
        }
        return large;
    }

    @Test
    void only_so_many_large_manifests_are_read_at_once_and_small_ones_always() {
        String large = large(8_000).toString();
        List<Lease> taken = new ArrayList<>();
        CompletableFuture<Answer> waits;
        try {
            while (resource.places.free() > 0) {
                taken.add(resource.places.take(UUID.randomUUID(), "a test has them all"));
            }
            waits = CompletableFuture.supplyAsync(() -> sends(large));
            await().until(() -> resource.places.waiting() == 1);
            assertThat(sends(phone.manifest().toString()).status()).isEqualTo(200);
            assertThat(waits).isNotDone();
        } finally {
            taken.forEach(Lease::close);
        }
        assertThat(taken).hasSize(8);
        assertThat(waits.join().status()).isEqualTo(200);
    }

    @Test
    void what_is_missing_old_or_too_much_is_told_and_nothing_else() {
        String other = work.visitOf(somchai, 3);
        String leaves = work.visitOf(somchai, 5);
        phone.pull();
        work.amend(visit, Map.of("title", "แอร์มีเสียงดัง"));
        work.schedule(leaves, malee, 7);
        ObjectNode manifest = phone.manifest();
        manifest.withObject("/collections/visits").remove(other);
        manifest.withObject("/collections/notes").put(UUID.randomUUID().toString(), 4);
        manifest.withObject("/collections/unheard_of").put(UUID.randomUUID().toString(), 1);

        JsonNode page = sends(manifest.toString()).json();

        assertThat(page.path("changes"))
                .extracting(each ->
                        each.path("op").asText() + " " + each.path("collection").asText())
                .containsExactlyInAnyOrder(
                        "put visits",
                        "put visits",
                        "put notices",
                        "remove visits",
                        "remove notes",
                        "remove unheard_of");
        assertThat(page.findValuesAsText("id")).contains(visit, other, leaves);
    }

    @Test
    void after_a_repair_the_phone_goes_on_from_its_cursor() {
        phone.repair();
        work.amend(visit, Map.of("title", "แอร์มีเสียงดัง"));

        JsonNode page = phone.pullPage();

        assertThat(page.path("changes")).hasSize(1);
        assertThat(phone.row("visits", visit).path("title").asText()).isEqualTo("แอร์มีเสียงดัง");
    }

    @Test
    void more_than_a_page_comes_by_pulls() {
        for (int i = 1; i < 8; i++) {
            work.elsewhere().visitOf(somchai, 2 * i + 1);
        }
        phone.limit(3);

        JsonNode first = phone.repair();

        assertThat(first.path("changes")).hasSize(3);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(phone.pull().versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void rows_of_another_company_are_rows_that_are_not_there() {
        Tenant lanna = Given.tenant();
        String foreign = Work.at(lanna.dispatcher("fah")).visitOf(lanna.technician("kham"), 1);
        ObjectNode manifest = phone.manifest();
        manifest.withObject("/collections/visits").put(foreign, 0);

        JsonNode changes = sends(manifest.toString()).json().path("changes");

        assertThat(changes).hasSize(1);
        assertThat(changes.at("/0/op").asText()).isEqualTo("remove");
        assertThat(changes.at("/0/reason").asText()).isEqualTo("out-of-scope");
    }

    @Test
    void a_manifest_of_a_million_ids_is_refused_before_it_is_read() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            ids.append(i == 0 ? "" : ",").append("\"019ca000-0000-7000-8000-0000%08x\":1".formatted(i));
        }
        String body = "{\"deviceId\":\"" + phone.device() + "\",\"collections\":{\"visits\":{" + ids + "}}}";

        Answer plain = sends(body);
        Answer packed = sends(gzip(body), Map.of("Content-Encoding", "gzip"));

        assertThat(plain.status()).isEqualTo(413);
        assertThat(packed.status()).isEqualTo(413);
        assertThat(packed.code()).isEqualTo("too-large");
    }

    @Test
    void two_hundred_thousand_ids_are_compared() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            ids.append(i == 0 ? "" : ",").append("\"019ca000-0000-7000-8000-0000%08x\":1".formatted(i));
        }
        String body = "{\"deviceId\":\"" + phone.device() + "\",\"collections\":{\"parts\":{" + ids + "}}}";

        Answer answer = sends(gzip(body), Map.of("Content-Encoding", "gzip"));

        assertThat(answer.status()).as(answer.code()).isEqualTo(200);
        assertThat(answer.json().path("changes")).hasSizeGreaterThan(200_000);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"collections":{}}                                             | 400 | malformed
            {"deviceId":"%s","collections":[]}                             | 400 | malformed
            {"deviceId":"%s","collections":{"visits":[]}}                  | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"x":1}}}             | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"%s":"1"}}}          | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"%s":1.5}}}          | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"%s":99999999999}}}  | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"%s":1,"%s":2}}}     | 400 | malformed
            {"deviceId":"%s","collections":{"a\\u0000b":{"%s":1}}}         | 400 | malformed
            {"deviceId":"%s","collections":{"visits":{"%s":1}              | 400 | malformed
            {"deviceId":"%s","collections":{}} {}                          | 400 | malformed
            {"deviceId":"%s","limit":0,"collections":{}}                   | 400 | malformed
            {"deviceId":"%s","epoch":"e999","collections":{}}              | 409 | epoch-changed
            {"deviceId":"019ca000-0000-7000-8000-000000000001","collections":{}} | 404 | device-unknown
            {"deviceId":"%s"}                                              | 400 | malformed
            []                                                             | 400 | malformed
            """)
    void a_manifest_without_sense_is_refused(String body, int status, String code) {
        Answer answer = sends(body.replace("%s", phone.device().toString()));

        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.faultsOfRefusal()).isEmpty();
    }
}
