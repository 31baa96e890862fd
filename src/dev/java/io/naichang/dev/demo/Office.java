package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What dispatcher and storekeeper do in the story, at the desk's API. Everything of a run is new, so that the story
/// can
/// be played any number of times.
final class Office {
    static final String CHECKLIST_PHOTO = "photo-after";

    private final Api nok;
    private final Api lek;
    private final String run = Long.toString(new Random().nextLong(36L * 36 * 36 * 36), 36);
    private String customer = "";
    private String site = "";
    private String asset = "";
    private String template = "";

    Office(Api nok, Api lek) {
        this.nok = nok;
        this.lek = lek;
    }

    /// A new customer with a machine, and a checklist template for it.
    void openAccount() {
        customer = id(
                nok.post("/customers", Map.of("name", "โรงแรมดอกเอื้อง " + run, "kind", "company", "language", "th")));
        site = id(nok.post(
                "/sites",
                Map.of(
                        "customerId",
                        customer,
                        "name",
                        "อาคารดอกเอื้อง",
                        "lat",
                        Place.CHIANG_MAI.lat(),
                        "lon",
                        Place.CHIANG_MAI.lon(),
                        "address",
                        Map.of(
                                "houseNumber",
                                "9/2",
                                "moo",
                                "3",
                                "road",
                                "ช้างคลาน",
                                "subdistrict",
                                "ช้างคลาน",
                                "district",
                                "เมืองเชียงใหม่",
                                "province",
                                "เชียงใหม่",
                                "postcode",
                                "50100"),
                        "accessNotes",
                        "จอดรถด้านหลัง")));
        asset = id(nok.post(
                "/assets", Map.of("customerId", customer, "siteId", site, "model", "FTKM24", "serial", "DEMO-" + run)));
        template = id(nok.post(
                "/checklist-templates",
                Map.of(
                        "title", both("ซ่อมเครื่องปรับอากาศ", "Air conditioner repair"),
                        "items",
                                List.of(
                                        Map.of(
                                                "id",
                                                "power-off",
                                                "title",
                                                both("ตัดไฟแล้ว", "Power is off"),
                                                "kind",
                                                "yes-no",
                                                "required",
                                                true),
                                        Map.of(
                                                "id",
                                                "pressure",
                                                "title",
                                                both("แรงดันน้ำยา", "Refrigerant pressure"),
                                                "kind",
                                                "number",
                                                "unit",
                                                "psi",
                                                "min",
                                                60,
                                                "max",
                                                160,
                                                "required",
                                                true),
                                        Map.of(
                                                "id",
                                                "why-low",
                                                "title",
                                                both("เหตุที่แรงดันผิดปกติ", "Why the pressure is off"),
                                                "kind",
                                                "text",
                                                "required",
                                                true,
                                                "shownIf",
                                                Map.of("item", "pressure", "below", 100)),
                                        Map.of(
                                                "id",
                                                CHECKLIST_PHOTO,
                                                "title",
                                                both("ภาพหลังซ่อม", "Photo after the repair"),
                                                "kind",
                                                "photo",
                                                "required",
                                                true)))));
    }

    /// A visit for a technician, sent to him.
    String visit(String title, String technician, int hoursAhead) {
        String visit = id(nok.post(
                "/visits",
                Map.of(
                        "customerId",
                        customer,
                        "siteId",
                        site,
                        "assetIds",
                        List.of(asset),
                        "kind",
                        "repair",
                        "priority",
                        "high",
                        "title",
                        title,
                        "diagnosis",
                        "ลูกค้าแจ้งว่าไม่เย็น",
                        "checklistTemplateIds",
                        List.of(template))));
        schedule(visit, technician, hoursAhead);
        return visit;
    }

    /// Gives the visit to a technician (also to another one) and sends it.
    void schedule(String visit, String technician, int hoursAhead) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(hoursAhead, ChronoUnit.HOURS);
        Map<String, Object> plan = new HashMap<>();
        plan.put("technicianId", technician);
        plan.put("plannedStart", start.toString());
        plan.put("plannedEnd", start.plus(1, ChronoUnit.HOURS).toString());
        plan.put("windowStart", start.toString());
        plan.put("windowEnd", start.plus(2, ChronoUnit.HOURS).toString());
        plan.put("doubleBooked", true); // the demo company's day is full
        nok.post("/visits/" + visit + "/schedule", plan);
        nok.post("/visits/" + visit + "/dispatch", Map.of());
    }

    void cancel(String visit) {
        nok.post("/visits/" + visit + "/cancel", Map.of("reason", "ลูกค้าขอเลื่อน"));
    }

    void rewriteDiagnosis(String visit, String words) {
        nok.patch("/visits/" + visit, seen(visit).path("version").asInt(), Map.of("diagnosis", words));
    }

    JsonNode seen(String visit) {
        return nok.get("/visits/" + visit);
    }

    /// A part of which one piece lies in a depot; answers part and depot.
    List<String> lastPart(String region) {
        String part = id(lek.post(
                "/parts",
                Map.of(
                        "sku",
                        "DEMO-CMP-" + run,
                        "name",
                        "คอมเพรสเซอร์ 24000 BTU",
                        "unit",
                        "piece",
                        "leadTimeDays",
                        7)));
        Map<String, Object> depot =
                new HashMap<>(Map.of("kind", "depot", "name", "ดีโปสาธิต " + run, "lat", 18.76, "lon", 98.97));
        if (!region.isEmpty()) {
            depot.put("regionId", region);
        }
        String location = id(lek.post("/locations", depot));
        lek.post(
                "/stock-movements",
                Map.of("partId", part, "toLocationId", location, "quantity", 1, "reason", "receive"));
        return List.of(part, location);
    }

    JsonNode openDiscrepancies(String part) {
        return lek.get("/stock-discrepancies?status=open&partId=" + part).path("items");
    }

    JsonNode conflicts(String record) {
        return nok.get("/conflicts?status=open&limit=100&recordId=" + record).path("items");
    }

    JsonNode resolve(String entry, String keep) {
        return nok.post("/conflicts/" + entry + "/resolve", Map.of("keep", keep));
    }

    JsonNode get(String path) {
        return nok.get(path);
    }

    private static Map<String, String> both(String thai, String english) {
        return Map.of("th", thai, "en", english);
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }
}
