import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;

/// Judges a running server, JVM or native, by its published protocol alone: `java Smoke.java [URL]`. Everything that it
/// needs it makes itself, so that it can run any number of times. It needs the demo company, or the same people under
/// the password of `NAICHANG_SMOKE_PASSWORD`.
///
/// Its checks are chosen for what native images lose: records that Jackson reads by reflection, EXIF and image readers,
/// fonts and colours, signatures, messages in two languages, the database driver outside of its pool.
final class Smoke {
    /// One pixel of WebP: no JDK can write it.
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private static int passed;
    private static int failed;

    private final Api nobody;
    private final String password;

    Smoke(URI base, String password) {
        this.nobody = new Api(base, "");
        this.password = password;
    }

    public static void main(String[] words) {
        URI base = URI.create(words.length > 0 ? words[0] : "http://127.0.0.1:8080");
        String password = words.length > 1
                ? words[1]
                : System.getenv().getOrDefault("NAICHANG_SMOKE_PASSWORD", "demo-naichang");
        System.out.println("Judging " + base);
        try {
            new Smoke(base, password).run();
        } catch (Broken e) {
            check("goes on (" + e.getMessage() + ")", false);
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private void run() {
        Answer health = nobody.get("/q/health/ready");
        check("health is UP", health.status == 200 && "UP".equals(text(health.json(), "status")));
        check("the desk page is there", nobody.get("/desk/").status == 200);
        Answer refused = nobody.post("/api/v1/auth/token", Map.of("username", "nok", "password", "not-her-password"));
        check("a wrong password is 401 and a problem", refused.isProblem(401));
        Api nok = nobody.signIn("nok", password);
        Api somchai = nobody.signIn("somchai", password);
        Api fah = nobody.signIn("fah", password);
        check("nok, somchai and fah sign in", true);
        String his = text(somchai.get("/api/v1/users/me").ok(), "id");

        Phone phone = new Phone(somchai);
        check("a device is registered", !phone.device.isEmpty());
        phone.pull();
        check("a first pull ends with more: false", phone.rows.size() > 100);

        String customer = customer(nok);
        String site = id(nok.post("/api/v1/sites", site(customer)).ok());
        String visit = visit(nok, customer, site, his);
        phone.pull();
        check("the phone pulls the new visit", phone.rows.containsKey("visits/" + visit));
        check("with its customer and site", phone.rows.containsKey("customers/" + customer)
                && phone.rows.containsKey("sites/" + site));
        check("Thai text survives", "ควันไฟทดสอบ".equals(text(phone.doc("visits", visit), "title")));

        json(phone, visit);
        multipart(phone, somchai, nok, visit);
        reassign(nok, visit, phone);
        badInput(nok, fah, phone);
    }

    private static String customer(Api desk) {
        return id(desk.post("/api/v1/customers", Map.of("name", "ลูกค้าทดสอบ", "kind", "company", "language", "th"))
                .ok());
    }

    private static Map<String, Object> site(String customer) {
        return Map.of("customerId", customer, "name", "อาคารทดสอบ", "lat", 18.7883, "lon", 98.9853, "address",
                Map.of("houseNumber", "9/2", "road", "ช้างคลาน", "province", "เชียงใหม่", "postcode", "50100"));
    }

    private static String visit(Api nok, String customer, String site, String technician) {
        String visit = id(nok.post("/api/v1/visits", Map.of("customerId", customer, "siteId", site, "kind", "repair",
                        "priority", "high", "title", "ควันไฟทดสอบ", "diagnosis", "ลูกค้าแจ้งว่าไม่เย็น"))
                .ok());
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.HOURS);
        String end = start.plus(1, ChronoUnit.HOURS).toString();
        Answer scheduled = nok.post("/api/v1/visits/" + visit + "/schedule", Map.of("technicianId", technician,
                "plannedStart", start.toString(), "plannedEnd", end, "windowStart", start.toString(), "windowEnd", end,
                "doubleBooked", true));
        check("a visit is made and scheduled", scheduled.status == 200);
        check("and dispatched", nok.post("/api/v1/visits/" + visit + "/dispatch", Map.of()).status == 200);
        return visit;
    }

    /// A batch of JSON, and the same again.
    private static void json(Phone phone, String visit) {
        phone.does("command", "visits", visit).putAll(Map.of("command", "accept", "args", Map.of()));
        phone.does("patch", "visits", visit).put("set", Map.of("workSummary", "ล้างแผ่นกรอง"));
        phone.create("notes", Map.of("visitId", visit, "text", "เบรกเกอร์เก่ามาก"));
        Map<String, Object> batch = phone.batch();
        Object first = phone.api.post("/api/v1/sync/push", batch).ok();
        Object again = phone.api.post("/api/v1/sync/push", batch).ok();
        check("note, patch and command are applied", statuses(first).equals(List.of("applied", "applied", "applied")));
        check("the same batch again has the same results", get(first, "results").equals(get(again, "results")));
        check("with a receipt of three parts", text(first, "receipt").split("\\.").length == 3);
        phone.queue.clear();
    }

    /// Photos, and a diagnosis that the desk changed meanwhile.
    private static void multipart(Phone phone, Api somchai, Api nok, String visit) {
        Object seen = nok.get("/api/v1/visits/" + visit).ok();
        Answer edited = nok.patch("/api/v1/visits/" + visit, text(seen, "version"), Map.of("diagnosis", "น่าจะน้ำยาหมด"));
        check("the desk edits the diagnosis", edited.status == 200);
        Answer stale = nok.patch("/api/v1/visits/" + visit, text(seen, "version"), Map.of("diagnosis", "สาย"));
        check("an edit of a version that is gone is 412", stale.isProblem(412));

        phone.does("patch", "visits", visit).put("set", Map.of("diagnosis", "คอมเพรสเซอร์ไหม้"));
        byte[] jpeg = jpeg();
        byte[] fake = "no picture at all".repeat(20).getBytes(StandardCharsets.UTF_8);
        String photo = phone.take(visit, jpeg, "image/jpeg");
        String webp = phone.take(visit, WEBP, "image/webp");
        Object answer = somchai.multipart("/api/v1/sync/push", Json.write(phone.batch()), List.of(jpeg, WEBP, fake))
                .ok();
        phone.queue.clear();
        List<String> files = list(get(answer, "files")).stream().map(each -> text(each, "status")).toList();
        check("two photos are stored (or known), a text named .jpg is not " + files,
                files.size() == 3 && files.subList(0, 2).stream().allMatch(List.of("stored", "exists")::contains)
                        && files.get(2).equals("unsupported"));
        check("nothing is rejected " + statuses(answer), !statuses(answer).contains("rejected"));

        phone.pull();
        check("the attachment is verified", "verified".equals(text(phone.doc("attachments", photo), "state")));
        String content = text(somchai.get("/api/v1/attachments/" + photo + "/content").ok(), "url");
        check("its bytes come back from the object store", Arrays.equals(jpeg, somchai.fetch(content)));
        BufferedImage small = thumbnail(somchai, photo);
        check("its thumbnail is upright, as its EXIF says", small != null && small.getHeight() > small.getWidth());
        check("a WebP has a thumbnail too", thumbnail(somchai, webp) != null);

        Object entry = list(get(nok.get("/api/v1/conflicts?status=open&limit=100&recordId=" + visit).ok(), "items"))
                .stream().filter(each -> text(each, "field").equals("diagnosis")).findFirst().orElse(Map.of());
        check("the conflict is in the inbox with both values", text(entry, "theirs").equals("น่าจะน้ำยาหมด")
                && text(entry, "yours").equals("คอมเพรสเซอร์ไหม้"));
        Answer resolved = nok.post("/api/v1/conflicts/" + id(entry) + "/resolve", Map.of("keep", "other"));
        check("it is resolved", resolved.status == 200 && "resolved".equals(text(resolved.json(), "status")));
        phone.pull();
        check("and the phone pulls what was settled",
                "น่าจะน้ำยาหมด".equals(text(phone.doc("visits", visit), "diagnosis")));
    }

    /// Given to somebody else, the visit leaves the phone and a notice in the technician's language comes.
    private static void reassign(Api nok, String visit, Phone phone) {
        check("the visit is cancelled",
                nok.post("/api/v1/visits/" + visit + "/cancel", Map.of("reason", "ทดสอบเสร็จ")).status == 200);
        phone.pull();
        boolean told = phone.rows.entrySet().stream()
                .filter(each -> each.getKey().startsWith("notices/"))
                .map(each -> Json.write(each.getValue()))
                .anyMatch(each -> each.contains(visit) && each.contains("ยกเลิก"));
        check("a notice in Thai tells the technician", told);
    }

    private static void badInput(Api nok, Api fah, Phone phone) {
        check("malformed JSON is 400 and a problem",
                nok.send("POST", "/api/v1/customers", "application/json", "{\"name\":").isProblem(400));
        Answer unknown = nok.post("/api/v1/customers", Map.of("name", "x", "kind", "company", "colour", "red"));
        check("an unknown field is 400 and named", unknown.isProblem(400)
                && text(unknown.json(), "code").equals("unknown-field") && text(unknown.json(), "field").equals("colour"));
        check("a bad nested value is 400", nok.post("/api/v1/sites", Map.of("customerId", UUID.randomUUID().toString(),
                "name", "x", "address", Map.of("postcode", "1"))).isProblem(400));
        Object theirs = fah.post("/api/v1/customers", Map.of("name", "ลูกค้าล้านนา", "kind", "person")).ok();
        check("another company's id is 404", nok.get("/api/v1/customers/" + id(theirs)).isProblem(404));
        Api forger = new Api(nok.base, nok.token.substring(0, nok.token.length() - 8) + "AAAAAAAA");
        check("a forged token is 401", forger.get("/api/v1/users/me").status == 401);
        check("what a technician may not is 403", phone.api.get("/api/v1/conflicts").status == 403);

        phone.create("notes", Map.of("text", "x".repeat(5 << 20)));
        Answer large = phone.api.post("/api/v1/sync/push", phone.batch());
        check("a batch of 5 MiB is 413 and a problem", large.isProblem(413));
        phone.queue.clear();
    }

    private static BufferedImage thumbnail(Api api, String attachment) {
        Answer answer = api.get("/api/v1/attachments/" + attachment + "/thumbnail");
        for (int i = 0; answer.status == 404 && i < 20; i++) {
            pause();
            answer = api.get("/api/v1/attachments/" + attachment + "/thumbnail");
        }
        try {
            return answer.status == 200 ? ImageIO.read(new ByteArrayInputStream(api.fetch(text(answer.json(), "url")))) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new Broken("interrupted");
        }
    }

    /// A new picture each time, lying on its side: EXIF says orientation 6.
    private static byte[] jpeg() {
        BufferedImage image = new BufferedImage(1024, 768, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 64; i++) {
            pen.setColor(new Color((int) (Math.random() * 0xFFFFFF)));
            pen.fillRect(i % 8 * 128, i / 8 * 96, 128, 96);
        }
        pen.dispose();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", plain);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be written", impossible);
        }
        byte[] bytes = plain.toByteArray();
        ByteBuffer exif = ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, 2);
        out.writeBytes(exif.array());
        out.write(bytes, 2, bytes.length - 2);
        return out.toByteArray();
    }

    private static void check(String claim, boolean holds) {
        passed += holds ? 1 : 0;
        failed += holds ? 0 : 1;
        System.out.println((holds ? "PASS  " : "FAIL  ") + claim);
    }

    private static List<String> statuses(Object answer) {
        return list(get(answer, "results")).stream().map(each -> text(each, "status")).toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String id(Object json) {
        return text(json, "id");
    }

    private static Object get(Object json, String key) {
        Object value = json instanceof Map<?, ?> map ? map.get(key) : null;
        return value == null ? "" : value;
    }

    private static String text(Object json, String key) {
        return get(json, key).toString();
    }

    private static List<Object> list(Object json) {
        return json instanceof List<?> list ? new ArrayList<Object>(list) : List.of();
    }

    /// The server answered what leaves nothing more to check.
    static final class Broken extends RuntimeException {
        Broken(String message) {
            super(message);
        }
    }

    /// The app on a phone.
    static final class Phone {
        final Api api;
        final String device;
        final Map<String, Object> rows = new LinkedHashMap<>();
        final List<Map<String, Object>> queue = new ArrayList<>();
        private final String epoch;
        private final String boot = UUID.randomUUID().toString();
        private final long booted = System.nanoTime();
        private String cursor;
        private int seq;

        Phone(Api api) {
            this.api = api;
            Object registered = api.post("/api/v1/sync/devices", Map.of("installId", UUID.randomUUID().toString(),
                    "platform", "android", "appVersion", "smoke", "schema", 1)).ok();
            device = text(registered, "deviceId");
            epoch = text(registered, "epoch");
        }

        void pull() {
            for (boolean more = true; more; ) {
                Map<String, Object> request = header();
                request.put("limit", 1000);
                request.put("cursor", cursor);
                Object page = api.post("/api/v1/sync/pull", request).ok();
                for (Object each : list(get(page, "changes"))) {
                    String key = text(each, "collection") + "/" + id(each);
                    if (text(each, "op").equals("remove")) {
                        rows.remove(key);
                    } else {
                        rows.put(key, each);
                    }
                }
                cursor = text(page, "cursor");
                more = !get(page, "more").equals(false);
            }
        }

        Object doc(String collection, String id) {
            return get(rows.get(collection + "/" + id), "doc");
        }

        Map<String, Object> does(String op, String collection, String id) {
            Object base = get(rows.get(collection + "/" + id), "version");
            Map<String, Object> mutation = new LinkedHashMap<>(Map.of("seq", ++seq, "collection", collection, "id", id,
                    "op", op, "base", base.equals("") ? 0 : base, "at", Instant.now().toString(), "mono", mono(),
                    "boot", boot));
            queue.add(mutation);
            return mutation;
        }

        String create(String collection, Map<String, Object> set) {
            String id = UUID.randomUUID().toString();
            does("create", collection, id).put("set", set);
            return id;
        }

        String take(String visit, byte[] bytes, String type) {
            return create("attachments", Map.of("visitId", visit, "kind", "photo", "sha256", sha256(bytes), "size",
                    bytes.length, "contentType", type, "takenAt", Instant.now().toString(), "caption", "ทดสอบ"));
        }

        Map<String, Object> batch() {
            Map<String, Object> batch = header();
            batch.put("schema", 1);
            batch.put("mutations", List.copyOf(queue));
            return batch;
        }

        private Map<String, Object> header() {
            return new LinkedHashMap<>(Map.of("deviceId", device, "epoch", epoch, "clock",
                    Map.of("wall", Instant.now().toString(), "mono", mono(), "boot", boot)));
        }

        private long mono() {
            return (System.nanoTime() - booted) / 1_000_000;
        }
    }

    /// What the server answered.
    record Answer(int status, String type, byte[] body, String request) {
        Object json() {
            String text = new String(body, StandardCharsets.UTF_8);
            try {
                return text.isBlank() ? Map.of() : new Json(text).whole();
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Map.of();
            }
        }

        Object ok() {
            if (status >= 300) {
                throw new Broken(request + " answered " + status + " " + new String(body, StandardCharsets.UTF_8));
            }
            return json();
        }

        boolean isProblem(int expected) {
            return status == expected && type.startsWith("application/problem+json") && !text(json(), "code").isEmpty();
        }
    }

    /// One person's calls.
    record Api(URI base, String token) {
        private static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

        Api signIn(String name, String password) {
            Object answer = post("/api/v1/auth/token", Map.of("username", name, "password", password)).ok();
            return new Api(base, text(answer, "accessToken"));
        }

        Answer get(String path) {
            return send(request(path).GET());
        }

        Answer post(String path, Object body) {
            return send("POST", path, "application/json", Json.write(body));
        }

        Answer patch(String path, String version, Object body) {
            return send(request(path).header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", "\"" + version + "\"").method("PATCH", BodyPublishers.ofString(Json.write(body))));
        }

        Answer send(String method, String path, String type, String body) {
            return send(request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
        }

        Answer multipart(String path, String batch, List<byte[]> files) {
            String boundary = "naichang-" + UUID.randomUUID();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            part(out, boundary, "batch", "application/json", batch.getBytes(StandardCharsets.UTF_8));
            files.forEach(each -> part(out, boundary, sha256(each), "image/jpeg", each));
            out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.ofByteArray(out.toByteArray())));
        }

        private static void part(ByteArrayOutputStream out, String boundary, String name, String type, byte[] content) {
            out.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                    + name + "\"\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(content);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /// From an absolute address and without the token, as from the object store.
        byte[] fetch(String address) {
            return send(HttpRequest.newBuilder(URI.create(address)).GET()).body();
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
            if (path.startsWith("/api/")) {
                request.header("Accept", "application/json");
            }
            return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        }

        private static Answer send(HttpRequest.Builder builder) {
            HttpRequest request = builder.build();
            try {
                HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
                return new Answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body(), request.method() + " " + request.uri().getPath());
            } catch (IOException e) {
                throw new Broken(request.uri() + " does not answer: " + e);
            } catch (InterruptedException e) {
                throw new Broken("interrupted");
            }
        }
    }

    /// As much of JSON as this program needs: objects are maps, arrays lists, null is null.
    static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object whole() {
            Object value = value();
            blank();
            if (at < text.length()) {
                throw new IllegalArgumentException("more after the value at " + at);
            }
            return value;
        }

        private Object value() {
            blank();
            switch (text.charAt(at)) {
                case '{' -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    for (at++; !ended('}'); ) {
                        String key = (String) value();
                        expect(':');
                        map.put(key, value());
                    }
                    return map;
                }
                case '[' -> {
                    List<Object> list = new ArrayList<>();
                    for (at++; !ended(']'); ) {
                        list.add(value());
                    }
                    return list;
                }
                case '"' -> {
                    return string();
                }
                default -> {
                    int from = at;
                    while (at < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) {
                        at++;
                    }
                    return scalar(text.substring(from, at));
                }
            }
        }

        private static Object scalar(String word) {
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> word.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
            };
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char each = text.charAt(at);
                if (each != '\\') {
                    out.append(each);
                    continue;
                }
                char escaped = text.charAt(++at);
                switch (escaped) {
                    case 'n' -> out.append('\n');
                    case 't' -> out.append('\t');
                    case 'r' -> out.append('\r');
                    case 'b' -> out.append('\b');
                    case 'f' -> out.append('\f');
                    case 'u' -> {
                        out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                        at += 4;
                    }
                    default -> out.append(escaped);
                }
            }
            at++;
            return out.toString();
        }

        private boolean ended(char end) {
            blank();
            if (text.charAt(at) == ',') {
                at++;
                blank();
            }
            if (text.charAt(at) == end) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char wanted) {
            blank();
            if (text.charAt(at++) != wanted) {
                throw new IllegalArgumentException("no " + wanted + " at " + (at - 1));
            }
        }

        private void blank() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        static String write(Object value) {
            return switch (value) {
                case null -> "null";
                case Map<?, ?> map -> {
                    List<String> members = new ArrayList<>();
                    map.forEach((key, each) -> members.add(quoted(key.toString()) + ":" + write(each)));
                    yield "{" + String.join(",", members) + "}";
                }
                case List<?> list -> "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
                case String string -> quoted(string);
                default -> value.toString();
            };
        }

        private static String quoted(String string) {
            return "\"" + string.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
    }
}
