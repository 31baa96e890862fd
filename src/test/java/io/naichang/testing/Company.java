package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A company that has one of everything, for tests over all operations. Somebody in it has every role.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
public final class Company {
    private static final List<String> ROLES =
            List.of("technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin");

    private static final JsonNode BODIES = bodies();

    private final Tenant tenant = Given.tenant();
    private final Person everybody = tenant.user("somboon", ROLES.toArray(String[]::new));
    private final Person somchai = tenant.technician("somchai");
    private final Person leaver = tenant.technician("manop");
    private final Phone phone = Phone.of(somchai);
    private final Work work = Work.at(everybody);
    private final Map<String, String> ids = new TreeMap<>();

    private Company() {
        ids.put("customers", work.customer());
        ids.put("sites", work.site());
        ids.put("assets", work.asset());
        ids.put("regions", tenant.region("เหนือ"));
        ids.put("technicians", somchai.id().toString());
        ids.put("users", leaver.id().toString());
        ids.put("devices", phone.device().toString());
        ids.put("rxdb-devices", registered("rxdb"));
        ids.put("watermelon-devices", registered("watermelon"));
        // The path names a collection.
        ids.put("rxdb", "visits");
        ids.put("contacts", made("/contacts", "createContact"));
        ids.put("checklist-templates", made("/checklist-templates", "createChecklistTemplate"));
        ids.put("visits", work.visitOf(somchai, 2));
        ids.put("{collection}", ids.get("visits"));
        stock();
        rosters();
        ids.put("bytes", Upload.of(everybody, Upload.pdf()));
        ids.put("manuals", made("/manuals", "createManual"));
        // The path of a track has three parameters in a row.
        ids.put("tracks", phone.device().toString());
        ids.put("{deviceId}", "b1");
        ids.put("{boot}", "70001");
        ids.put("history", "visits");
        ids.put("notes", made("/notes", "createNote"));
        reports();
        ids.put("route-plans", planned());
    }

    public static Company founded() {
        return new Company();
    }

    public Tenant tenant() {
        return tenant;
    }

    /// Who may do everything.
    public Person everybody() {
        return everybody;
    }

    public Person technician() {
        return somchai;
    }

    public Work work() {
        return work;
    }

    /// Collection, as in paths, to the id of the one of it.
    public Map<String, String> ids() {
        return ids;
    }

    private String registered(String platform) {
        return somchai.request()
                .body(Map.of("installId", UUID.randomUUID(), "platform", platform, "appVersion", "1.0", "schema", 2))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .path("deviceId");
    }

    /// On other days than the examples'.
    private void rosters() {
        ObjectNode shift = (ObjectNode) body("createShift");
        ids.put("shifts", created("/shifts", shift.put("day", "2026-12-18")));
        ids.put("absences", created("/absences", later("createAbsence")));
        ids.put("on-calls", created("/on-calls", later("createOnCall")));
        ids.put("calendar-feeds", made("/calendar-feeds", "createCalendarFeed"));
        ObjectNode holiday = (ObjectNode) body("createHoliday");
        ids.put("holidays", created("/holidays", holiday.put("day", "2026-12-24")));
    }

    private ObjectNode later(String operation) {
        ObjectNode body = (ObjectNode) body(operation);
        return body.put("from", "2026-12-18T10:00:00Z").put("until", "2026-12-19T01:00:00Z");
    }

    private void stock() {
        ids.put("parts", made("/parts", "createPart"));
        ids.put("locations", made("/locations", "createLocation"));
        ids.put("stock-movements", made("/stock-movements", "createStockMovement"));
        String van = created("/locations", Json.object().put("kind", "van").put("name", "รถสมชาย"));
        created(
                "/stock-movements",
                Json.object()
                        .put("partId", ids.get("parts"))
                        .put("fromLocationId", van)
                        .put("quantity", 1)
                        .put("reason", "consume"));
        ids.put(
                "stock-discrepancies",
                everybody.request().get("/stock-discrepancies").path("items[0].id"));
        // For another visit than the example's: there is one reservation for each visit, part and location.
        ids.put(
                "reservations",
                created("/parts/reservations", ((ObjectNode) body("createReservation")).put("visitId", work.visit())));
    }

    /// What a phone pushed: a photo whose bytes are still on it, and a diagnosis that met the office's.
    private void reports() {
        String visit = ids.get("visits");
        String sha256 = UUID.randomUUID().toString().replace("-", "").repeat(2);
        ids.put("blobs", sha256);
        phone.pull();
        work.amend(visit, Map.of("diagnosis", "น้ำยาหมด"));
        ids.put(
                "attachments",
                phone.creates(
                                "attachments",
                                Map.of(
                                        "visitId",
                                        visit,
                                        "kind",
                                        "photo",
                                        "sha256",
                                        sha256,
                                        "size",
                                        161_713,
                                        "contentType",
                                        "image/jpeg",
                                        "takenAt",
                                        "2026-11-23T01:43:00Z"))
                        .toString());
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        JsonNode results = phone.push();
        ids.put("conflicts", results.at("/1/conflicts/0/entry").asText());
        ids.put("epoch", phone.batch().path("epoch").asText());
        somchai.request()
                .body(List.of(Map.of("sha256", sha256, "size", 161_713)))
                .post("/sync/blobs/plan")
                .then()
                .statusCode(200);
    }

    /// A body that this operation accepts, from `bodies.json`.
    public JsonNode body(String operation) {
        String text = BODIES.path(operation).toString();
        for (Map.Entry<String, String> each : ids.entrySet()) {
            text = text.replace("{" + each.getKey() + "}", each.getValue());
        }
        text = text.replace("{username}", somchai.username())
                .replace("{new}", UUID.randomUUID().toString().substring(0, 8));
        // A refresh token is good once.
        return Json.parse(
                text.contains("{refresh}")
                        ? text.replace("{refresh}", leaver.signIn().refreshToken())
                        : text);
    }

    /// Every operation that has such a body, in the order of the file.
    public static List<String> operationsWithBodies() {
        List<String> names = new ArrayList<>();
        BODIES.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode bodies() {
        try {
            return Json.parse(
                    Files.readString(Path.of(System.getProperty("basedir", ""), "src/test/resources/bodies.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A route plan that is done.
    private String planned() {
        String id = everybody
                .request()
                .body(body("createRoutePlan").toString())
                .post("/route-plans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        // Ends when the plan has ended.
        everybody.request().get("/route-plans/" + id + "/stream").then().statusCode(200);
        return id;
    }

    private String made(String path, String operation) {
        return created(path, (ObjectNode) body(operation));
    }

    private String created(String path, ObjectNode body) {
        return everybody
                .request()
                .body(body.toString())
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
