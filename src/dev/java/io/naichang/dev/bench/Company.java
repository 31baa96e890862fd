package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.Server;
import io.naichang.dev.demo.Api;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A company with one technician, 14 visits (which with their sites and customers make 30 buckets) and a large
/// catalogue.
final class Company {
    private static final String PASSWORD = "bench-naichang";
    private static final int VISITS = 14;
    private static final int NOTES = 30;
    private static final int PATCHED = 10;
    private static final JsonMapper JSON = new JsonMapper();
    /// The cursor and `more` end every page and fit in these bytes.
    private static final int TAIL = 1_000;
    private static final String PUT = "\"op\":\"put\"";

    private static final Pattern END_OF_PAGE = Pattern.compile("\"cursor\":\"([^\"]+)\",\"more\":(true|false)}$");

    private final String tenant;
    private final Api technician;
    private final Api desk;
    private final List<String> visits = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private String emptyCursor = "";
    private int turn;

    /// A device and its last number.
    static final class Phone {
        private final String id;
        private final String epoch;
        private long seq;

        private Phone(JsonNode registered) {
            id = registered.path("deviceId").asText();
            epoch = registered.path("epoch").asText();
        }
    }

    private Company(String tenant, Api technician, Api desk) {
        this.tenant = tenant;
        this.technician = technician;
        this.desk = desk;
    }

    String tenant() {
        return tenant;
    }

    Api desk() {
        return desk;
    }

    Api technician() {
        return technician;
    }

    String visit() {
        return visits.getFirst();
    }

    static Company found(Server server, String tenant, int rows) throws Exception {
        server.createAdmin(tenant, tenant + "-admin", PASSWORD);
        Api admin = Api.signIn(server.base(), tenant + "-admin", PASSWORD);
        String user = user(admin, tenant + "-technician", "technician");
        user(admin, tenant + "-dispatcher", "dispatcher");
        Floors.fillCatalogue(server.facts(), tenant, rows);
        Company company = new Company(
                tenant,
                Api.signIn(server.base(), tenant + "-technician", PASSWORD),
                Api.signIn(server.base(), tenant + "-dispatcher", PASSWORD));
        company.plan(user);
        for (int i = 0; i < 2; i++) {
            company.phones.add(company.register("bench-" + i));
        }
        String cursor = null;
        for (boolean more = true; more; ) {
            JsonNode page = company.pull(cursor, 5000);
            cursor = page.path("cursor").asText();
            more = page.path("more").asBoolean();
        }
        company.emptyCursor = String.valueOf(cursor);
        return company;
    }

    private static String user(Api admin, String name, String role) {
        return admin.post(
                        "/users",
                        Map.of(
                                "username",
                                name,
                                "name",
                                name,
                                "roles",
                                List.of(role),
                                "password",
                                PASSWORD,
                                "language",
                                "th"))
                .path("id")
                .asText();
    }

    private void plan(String user) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        for (int i = 0; i < VISITS; i++) {
            String customer =
                    id(desk.post("/customers", Map.of("name", "ลูกค้า " + i, "kind", "company", "language", "th")));
            String site = id(desk.post("/sites", Map.of("customerId", customer, "name", "อาคาร " + i)));
            String visit = id(desk.post(
                    "/visits",
                    Map.of(
                            "customerId",
                            customer,
                            "siteId",
                            site,
                            "kind",
                            "repair",
                            "title",
                            "แอร์ไม่เย็น",
                            "diagnosis",
                            "ยังไม่ทราบ")));
            desk.post(
                    "/visits/" + visit + "/schedule",
                    Map.of(
                            "technicianId", user,
                            "plannedStart", start.plus(i, ChronoUnit.HOURS).toString(),
                            "plannedEnd", start.plus(i + 1, ChronoUnit.HOURS).toString()));
            visits.add(visit);
        }
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }

    /// A new phone of the technician.
    Phone register(String install) {
        return new Phone(technician.post(
                "/sync/devices",
                Map.of("installId", install, "platform", "other", "appVersion", "bench", "schema", 3)));
    }

    /// A phone's first sync, to the end of its round; answers how many rows came. Waits when it is asked to.
    int firstPull(Phone phone, AtomicInteger waits) throws InterruptedException {
        int rows = 0;
        String cursor = null;
        for (boolean more = true; more; ) {
            HttpResponse<byte[]> answer = technician.postBytes(
                    "/sync/pull",
                    "application/json",
                    request(phone, cursor, 5_000).toString().getBytes(StandardCharsets.UTF_8));
            if (answer.statusCode() == 503 || answer.statusCode() == 429) {
                waits.incrementAndGet();
                Thread.sleep(1_000L
                        * answer.headers().firstValueAsLong("Retry-After").orElse(1));
                continue;
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("a first sync was answered " + answer.statusCode());
            }
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            Matcher tail = END_OF_PAGE.matcher(body.substring(Math.max(0, body.length() - TAIL)));
            if (!tail.find()) {
                throw new IllegalStateException("not a page");
            }
            for (int at = body.indexOf(PUT); at >= 0; at = body.indexOf(PUT, at + 1)) {
                rows++;
            }
            cursor = tail.group(1);
            more = tail.group(2).equals("true");
        }
        return rows;
    }

    /// What is new, as text; the cursor goes on.
    String pullNews() {
        String body = new String(pullBytes(), StandardCharsets.UTF_8);
        Matcher tail = END_OF_PAGE.matcher(body);
        if (!tail.find()) {
            throw new IllegalStateException("not a page: " + body);
        }
        emptyCursor = tail.group(1);
        return body;
    }

    JsonNode pull(@Nullable String cursor, int limit) {
        return technician.post("/sync/pull", request(cursor, limit));
    }

    /// What a reader needs of a page to ask for the next, without reading the page.
    record Tail(int bytes, String cursor, boolean more) {}

    /// A page as its bytes: how fast a phone parses JSON is not the server's affair.
    Tail pullTail(@Nullable String cursor, int limit) {
        HttpResponse<byte[]> answer = technician.postBytes(
                "/sync/pull",
                "application/json",
                request(cursor, limit).toString().getBytes(StandardCharsets.UTF_8));
        byte[] body = answer.body();
        int from = Math.max(0, body.length - TAIL);
        Matcher tail = END_OF_PAGE.matcher(new String(body, from, body.length - from, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200 || !tail.find()) {
            throw new IllegalStateException("not a page: " + answer.statusCode());
        }
        return new Tail(body.length, tail.group(1), tail.group(2).equals("true"));
    }

    /// A pull whose cursor has seen everything.
    void pullNothing() {
        byte[] answer = pullBytes();
        if (!new String(answer, StandardCharsets.UTF_8).contains("\"changes\":[]")) {
            throw new IllegalStateException("something came");
        }
    }

    int emptyPullBytes() {
        rest();
        return pullBytes().length;
    }

    /// Brings the cursor to the present.
    void rest() {
        for (boolean more = true; more; ) {
            JsonNode page = pull(emptyCursor, 5000);
            emptyCursor = page.path("cursor").asText();
            more = page.path("more").asBoolean();
        }
    }

    private byte[] pullBytes() {
        return technician
                .postBytes(
                        "/sync/pull",
                        "application/json",
                        request(emptyCursor, 1000).toString().getBytes(StandardCharsets.UTF_8))
                .body();
    }

    /// A call that is authenticated and answers next to nothing.
    void nothing() {
        technician.get("/sync/keys");
    }

    private ObjectNode request(@Nullable String cursor, int limit) {
        return request(phones.getFirst(), cursor, limit);
    }

    private static ObjectNode request(Phone phone, @Nullable String cursor, int limit) {
        return JSON.createObjectNode()
                .put("deviceId", phone.id)
                .put("epoch", phone.epoch)
                .put("cursor", cursor)
                .put("limit", limit);
    }

    private static ObjectNode batch(Phone phone) {
        return JSON.createObjectNode()
                .put("deviceId", phone.id)
                .put("epoch", phone.epoch)
                .put("schema", 3);
    }

    /// A push of nothing, to go before files.
    String emptyBatch() {
        ObjectNode batch = batch(phones.getFirst());
        batch.putArray("mutations");
        return batch.toString();
    }

    /// Pushes 30 notes, 10 diagnoses that meet the other phone's (two values and a ledger entry each) and 10 summaries.
    void push(int mutations) {
        Phone phone = phones.get(turn++ % phones.size());
        ObjectNode batch = batch(phone);
        ArrayNode list = batch.putArray("mutations");
        for (int i = 0; i < mutations; i++) {
            ObjectNode mutation = list.addObject()
                    .put("seq", ++phone.seq)
                    .put("at", Instant.now().toString());
            if (i < NOTES) {
                mutation.put("collection", "notes")
                        .put("op", "create")
                        .put("id", UUID.randomUUID().toString());
                mutation.putObject("set")
                        .put("visitId", visits.get(i % VISITS))
                        .put("text", "ล้างแผงคอยล์เย็น ตรวจแรงดันน้ำยา " + i);
            } else {
                String field = i < NOTES + PATCHED ? "diagnosis" : "workSummary";
                mutation.put("collection", "visits")
                        .put("op", "patch")
                        .put("id", visits.get(i % PATCHED))
                        .put("base", 1);
                mutation.putObject("set").put(field, "คอมเพรสเซอร์ไหม้ " + turn + "/" + i);
            }
        }
        JsonNode answer = technician.post("/sync/push", batch);
        for (JsonNode each : answer.path("results")) {
            if (!each.path("status").asText().matches("applied|merged")) {
                throw new IllegalStateException("not applied: " + each);
            }
        }
    }
}
