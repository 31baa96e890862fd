package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What broken and hostile apps send. HTTP errors are about transport only; what is wrong with one mutation is a result
/// of that mutation.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BadSyncInputTest {
    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Phone phone;
    private String visit;

    @BeforeEach
    void a_phone_with_a_visit() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        visit = Work.at(nok).visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    private Answer call(String path, Map<String, String> more, byte[] body) {
        Map<String, String> headers =
                new TreeMap<>(Map.of("Authorization", "Bearer " + somchai.token(), "Content-Type", "application/json"));
        headers.putAll(more);
        return Answer.to("POST", "/api/v1/sync/" + path, headers, body);
    }

    private Answer push(JsonNode batch) {
        return call("push", Map.of(), batch.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode withOnePatch() {
        phone.patches("visits", visit, "diagnosis", "น้ำยาหมด");
        return phone.batch();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.faultsOfRefusal()).isEmpty();
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private String diagnosis() {
        return nok.request().get("/visits/" + visit).path("diagnosis");
    }

    @Test
    void a_batch_of_5_mib_is_too_large_and_changes_nothing() {
        ObjectNode batch = withOnePatch().put("padding", "x".repeat(5 << 20));

        assertRefused(push(batch), 413, "too-large");
        assertThat(diagnosis()).isNotEqualTo("น้ำยาหมด");
    }

    @Test
    void a_batch_of_1001_mutations_is_too_large() {
        ObjectNode batch = phone.batch();
        for (int seq = 1; seq <= 1001; seq++) {
            batch.withArray("mutations").addObject().put("seq", seq).put("op", "void");
        }

        assertRefused(push(batch), 413, "too-large");
    }

    @Test
    void a_mutation_of_300_kib_is_rejected_alone() {
        phone.patches("visits", visit, "workSummary", "x".repeat(300 << 10));
        phone.patches("visits", visit, "diagnosis", "น้ำยาหมด");

        JsonNode results = phone.push();

        assertThat(results.at("/0/status").asText()).isEqualTo("rejected");
        assertThat(results.at("/0/code").asText()).isEqualTo("malformed");
        assertThat(results.at("/1/status").asText()).isEqualTo("applied");
        assertThat(diagnosis()).isEqualTo("น้ำยาหมด");
    }

    @Test
    void a_gap_in_the_numbers_is_refused_and_says_which_is_awaited() {
        ObjectNode batch = withOnePatch();
        ((ObjectNode) batch.at("/mutations/0")).put("seq", 7);

        Answer answer = push(batch);

        assertRefused(answer, 409, "gap");
        assertThat(answer.json().path("expectedSeq").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,1", "2,1", "1,3", "0,1", "-1,0", "1.5,2", "\"1\",2", "null,1", "99999999999999999999,1"})
    void numbers_that_do_not_ascend_by_one_are_malformed(String numbers) {
        ObjectNode batch = phone.batch();
        batch.set(
                "mutations",
                Json.parse("[{\"op\":\"void\",\"seq\":%s},{\"op\":\"void\",\"seq\":%s}]"
                        .formatted((Object[]) numbers.split(",", -1))));

        assertRefused(push(batch), 400, "malformed");
    }

    @Test
    void one_number_for_two_contents_is_refused() {
        ObjectNode batch = withOnePatch();
        assertThat(push(batch).status()).isEqualTo(200);
        ((ObjectNode) batch.at("/mutations/0/set")).put("diagnosis", "อื่น");

        assertRefused(push(batch), 409, "mutation-reused");
        assertThat(diagnosis()).isEqualTo("น้ำยาหมด");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deviceId  | "x"       | 400 | malformed
            deviceId  | null      | 400 | malformed
            deviceId  | "019ca000-0000-7000-8000-000000000001" | 404 | device-unknown
            epoch     | "e999"    | 409 | epoch-changed
            epoch     | 7         | 409 | epoch-changed
            mutations | {}        | 400 | malformed
            mutations | [7]       | 400 | malformed
            mutations | [[]]      | 400 | malformed
            """)
    void an_envelope_that_cannot_be_read_is_refused(String member, String value, int status, String code) {
        ObjectNode batch = withOnePatch();
        batch.set(member, Json.parse(value));

        assertRefused(push(batch), status, code);
    }

    @Test
    void a_device_of_somebody_else_is_unknown() {
        Phone malees = Phone.of(siam.technician("malee"));

        assertRefused(push(withOnePatch().put("deviceId", malees.device().toString())), 404, "device-unknown");
        ObjectNode pull = phone.batch().put("deviceId", malees.device().toString());
        pull.remove("mutations");
        assertRefused(call("pull", Map.of(), pull.toString().getBytes(StandardCharsets.UTF_8)), 404, "device-unknown");
    }

    @Test
    void gzip_that_was_cut_and_gzip_that_is_none_are_malformed() throws IOException {
        byte[] whole = gzipped(withOnePatch().toString());

        assertRefused(
                call("push", Map.of("Content-Encoding", "gzip"), Arrays.copyOf(whole, whole.length / 2)),
                400,
                "malformed");
        assertRefused(
                call("push", Map.of("Content-Encoding", "gzip"), "{}".getBytes(StandardCharsets.UTF_8)),
                400,
                "malformed");
        assertRefused(call("push", Map.of("Content-Encoding", "br"), whole), 400, "malformed");
        assertRefused(
                call("pull", Map.of("Content-Encoding", "gzip"), Arrays.copyOf(whole, whole.length / 2)),
                400,
                "malformed");
        assertThat(call("push", Map.of("Content-Encoding", "gzip"), whole).status())
                .isEqualTo(200);
    }

    @Test
    void a_small_gzip_that_grows_beyond_all_bounds_is_too_large() throws IOException {
        byte[] bomb = gzipped("{\"padding\":\"" + "x".repeat(64 << 20) + "\"}");
        assertThat(bomb.length).isLessThan(1 << 20);

        assertRefused(call("push", Map.of("Content-Encoding", "gzip"), bomb), 413, "too-large");
        assertRefused(call("pull", Map.of("Content-Encoding", "gzip"), bomb), 413, "too-large");
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void a_cursor_that_we_did_not_give_to_this_device_is_malformed() {
        String own = phone.pullPage().path("cursor").asText();
        String other =
                Phone.of(siam.technician("malee")).pullPage().path("cursor").asText();
        String bent = (own.charAt(0) == 'A' ? 'B' : 'A') + own.substring(1);

        for (String cursor : List.of("x", "", "ก", bent, own.substring(1), own + "AAAA", other, "A".repeat(5000))) {
            ObjectNode pull = phone.batch().put("cursor", cursor);
            pull.remove("mutations");
            Answer answer = call("pull", Map.of(), pull.toString().getBytes(StandardCharsets.UTF_8));
            assertRefused(answer, 400, "malformed");
            assertThat(answer.json().path("field").asText()).isEqualTo("cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"10\"", "1.5", "true", "99999999999"})
    void a_limit_that_is_no_number_of_rows_is_malformed(String limit) {
        ObjectNode pull = phone.batch();
        pull.remove("mutations");
        pull.set("limit", Json.parse(limit));

        assertRefused(call("pull", Map.of(), pull.toString().getBytes(StandardCharsets.UTF_8)), 400, "malformed");
    }

    /// What is wrong with each is told as its result; nothing of it stops the last, which is good.
    @Test
    void every_mutation_without_sense_gets_a_result_with_a_code_and_stops_no_other() {
        List<String> nonsense = List.of(
                "{'op':'patch','collection':'visits','id':'x','set':{}}",
                "{'op':'patch','collection':'visits','id':'%s'}",
                "{'op':'patch','collection':'visits','id':'%s','set':[]}",
                "{'op':'patch','collection':'visits','id':'%s','base':-1,'set':{'diagnosis':'x'}}",
                "{'op':'patch','collection':'visits','id':'%s','base':'1','set':{'diagnosis':'x'}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'diagnosis':7}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'diagnosis':'a\\u0000b'}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'outcome':'perfect'}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'meterReading':-1}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'meterReading':1e400}}",
                "{'op':'patch','collection':'visits','id':'%s','set':{'signedBy':'HALF'}}",
                "{'op':'patch','collection':'visits','id':'%s','position':{'lat':91,'lon':0},'set':{'diagnosis':'x'}}",
                "{'op':'patch','collection':'visits','id':'%s','position':'here','set':{'diagnosis':'x'}}",
                "{'op':'patch','collection':'visits; DROP TABLE visit; --','id':'%s','set':{'diagnosis':'x'}}",
                "{'op':'patch','collection':7,'id':'%s','set':{}}",
                "{'op':'create','collection':'visits','id':'%s','set':{}}",
                "{'op':'create','collection':'customers','id':'%s','set':{'name':'x'}}",
                "{'op':'command','collection':'visits','id':'%s','command':'approve'}",
                "{'op':'command','collection':'visits','id':'%s','command':7}",
                "{'op':'command','collection':'visits','id':'%s','command':'pause','args':{'reason':7}}",
                "{'op':'command','collection':'visits','id':'%s','command':'complete','args':{'outcome':'perfect'}}",
                "{'op':'destroy','collection':'visits','id':'%s'}",
                "{'op':'delete','collection':'visits','id':'%s'}",
                "{'op':'create','collection':'notes','id':'019ca000-0000-7000-8000-000000000001','set':{'visitId':'%s','text':''}}",
                "{'op':'create','collection':'notes','id':'019ca000-0000-7000-8000-000000000002','set':{'text':'x'}}",
                "{'op':'create','collection':'stock_movements','id':'019ca000-0000-7000-8000-000000000003','set':{'partId':'%s','quantity':-1,'reason':'consume'}}",
                "{'op':'create','collection':'attachments','id':'019ca000-0000-7000-8000-000000000004','set':{'visitId':'%s','kind':'photo','sha256':'../../etc/passwd','size':1,'contentType':'image/jpeg'}}",
                "{'op':'create','collection':'attachments','id':'019ca000-0000-7000-8000-000000000005','set':{'visitId':'%s','kind':'photo','sha256':'x','size':-1,'contentType':'image/jpeg'}}");
        ObjectNode batch = phone.batch();
        int seq = 0;
        for (String each : nonsense) {
            ObjectNode mutation = Json.object(each.replace('\'', '"').replace("%s", visit));
            batch.withArray("mutations").add(mutation.put("seq", ++seq));
        }
        batch.withArray("mutations").add(((ObjectNode) withOnePatch().at("/mutations/0")).put("seq", ++seq));

        // Half of a surrogate pair, which no writer of JSON would write.
        String text = batch.toString().replace("HALF", "\\ud800");
        Answer answer = call("push", Map.of(), text.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        assertThat(results).hasSize(seq);
        for (int i = 0; i < nonsense.size(); i++) {
            assertThat(results.get(i).path("status").asText())
                    .as(nonsense.get(i))
                    .isEqualTo("rejected");
            assertThat(results.get(i).path("code").asText())
                    .as(nonsense.get(i))
                    .isIn("malformed", "not-permitted", "invalid");
            assertThat(results.get(i).path("entry").isTextual()).isTrue();
        }
        assertThat(results.get(seq - 1).path("status").asText()).isEqualTo("applied");
        assertThat(diagnosis()).isEqualTo("น้ำยาหมด");
    }

    @Test
    void a_visit_of_another_tenant_is_one_that_is_not_there() {
        Tenant lanna = Given.tenant();
        Person fah = lanna.dispatcher("fah");
        String foreign = Work.at(fah).visitOf(lanna.technician("kham"), 1);

        phone.patches("visits", foreign, "diagnosis", "x");
        phone.commands(foreign, "start", Map.of());
        phone.creates("notes", Map.of("visitId", foreign, "text", "x"));
        phone.creates(
                "attachments",
                Map.of(
                        "visitId",
                        foreign,
                        "kind",
                        "photo",
                        "sha256",
                        "a".repeat(64),
                        "size",
                        1,
                        "contentType",
                        "image/jpeg"));
        JsonNode results = phone.push();

        assertThat(results.findValuesAsText("status")).containsExactly("rejected", "rejected", "held", "held");
        assertThat(results.at("/0/code").asText()).isEqualTo("unknown-record");
        assertThat(results.at("/1/code").asText()).isEqualTo("unknown-record");
        assertThat(fah.request().get("/visits/" + foreign).<String>path("status"))
                .isEqualTo("dispatched");
        assertThat(fah.request().get("/notes?visitId=" + foreign).<List<?>>path("items"))
                .isEmpty();
        assertThat(nok.request().get("/notes?visitId=" + foreign).<List<?>>path("items"))
                .isEmpty();
    }
}
