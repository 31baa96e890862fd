package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Receipt;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Checks what became of somchai's day: every value is in the row, in its history or in the ledger.
final class Reconciled {
    private final Story story;
    private final Office office;
    private final PhoneApp phone;
    private final JsonNode answer;

    Reconciled(Story story, Office office, PhoneApp phone, JsonNode answer) {
        this.story = story;
        this.office = office;
        this.phone = phone;
        this.answer = answer;
    }

    /// The three visits of the story: edited, given to another, cancelled.
    record Visits(String edited, String reassigned, String cancelled) {}

    void check(Visits visits, String his, String hers) {
        Map<String, Integer> counts = new TreeMap<>();
        Day.statuses(answer).forEach(each -> counts.merge(each, 1, Integer::sum));
        story.tell("Results: " + counts);
        story.claim(
                "every mutation has its result",
                phone.queued(),
                answer.path("results").size());
        story.claim("none was rejected", !counts.containsKey("rejected"));

        JsonNode edited = office.seen(visits.edited());
        story.claim("the first visit is done", "done", edited.path("status").asText());
        story.claim(
                "merged: the technician's diagnosis is in the row",
                "คอมเพรสเซอร์ไหม้ ขดลวดขาด",
                edited.path("diagnosis").asText());
        story.claim(
                "and nok's is in the ledger, side by side",
                "น่าจะน้ำยาหมด (โทรคุยกับลูกค้า)",
                entry(visits.edited(), "diagnosis").path("theirs").asText());
        story.claim(
                "its checklist is complete",
                true,
                office.get("/visits/" + visits.edited() + "/checklists")
                        .path(0)
                        .path("progress")
                        .path("complete")
                        .asBoolean());

        JsonNode reassigned = office.seen(visits.reassigned());
        story.claim(
                "salvaged: the second visit, given to malee meanwhile, is done",
                "done",
                reassigned.path("status").asText());
        story.claim(
                "the plan still names malee",
                hers,
                reassigned.path("technicianId").asText());
        story.claim(
                "the work names somchai", his, reassigned.path("performedBy").asText());
        story.claim(
                "superseded: his diagnosis of a visit that was no longer his waits in the ledger",
                "ท่อน้ำทิ้งตัน",
                refused(visits.reassigned())
                        .path("mutation")
                        .path("set")
                        .path("diagnosis")
                        .asText());

        JsonNode cancelled = office.seen(visits.cancelled());
        story.claim(
                "the cancelled third visit counts as done, because it was",
                "done",
                cancelled.path("status").asText());
        story.claim(
                "and is marked for nok to look at",
                marked(visits.cancelled(), "completed-after-cancel")
                        || marked(visits.cancelled(), "started-after-cancel"));
        story.claim(
                "the steps say where he was",
                "18.7883",
                office.get("/visits/" + visits.edited() + "/steps")
                        .findPath("lat")
                        .asText());
    }

    void checkStock(List<String> stock) {
        JsonNode open = office.openDiscrepancies(stock.get(0));
        story.claim("two vans took the last compressor: both movements count, one discrepancy is open", 1, open.size());
        story.tell("Discrepancy: " + open.path(0).path("amount").asText() + " piece missing at the depot.");
    }

    void checkReceipt(JsonNode keys) {
        story.claim(
                "the receipt is signed by the server's key and covers exactly these results",
                Receipt.fault(answer, keys, phone.device()).isEmpty());
    }

    void checkPhotos(Api api) {
        for (JsonNode file : answer.path("files")) {
            String status = file.path("status").asText();
            story.claim(
                    "file " + file.path("sha256").asText().substring(0, 12) + "… is " + status,
                    status.equals("stored") || status.equals("exists"));
        }
        phone.pull();
        for (Photo photo : phone.photos()) {
            for (String id : phone.find("attachments", "sha256", photo.sha256())) {
                JsonNode attachment = phone.row("attachments", id);
                String url =
                        api.get("/attachments/" + id + "/content").path("url").asText();
                boolean same = Photo.sha256(Api.fetch(url)).equals(photo.sha256());
                story.claim(
                        photo.name() + " lies at " + URI.create(url).getPath()
                                + ", its bytes hash to what the phone announced",
                        same && attachment.path("state").asText().equals("verified"));
            }
        }
    }

    void resolveDiagnosis(String visit) {
        JsonNode entry = entry(visit, "diagnosis");
        story.tell("base:   " + entry.path("base").asText());
        story.tell("office: " + entry.path("theirs").asText());
        story.tell("phone:  " + entry.path("yours").asText() + "  (kept, by rule "
                + entry.path("rule").asText() + ")");
        JsonNode resolved = office.resolve(entry.path("id").asText(), "other");
        story.claim(
                "nok takes the office's value with one click",
                "resolved",
                resolved.path("status").asText());
    }

    private JsonNode entry(String record, String field) {
        return first(record, "field", field);
    }

    private JsonNode refused(String record) {
        return StreamSupport.stream(office.conflicts(record).spliterator(), false)
                .filter(each -> each.path("mutation").path("set").has("diagnosis"))
                .findFirst()
                .orElseGet(Api.JSON::missingNode);
    }

    private boolean marked(String record, String rule) {
        return !first(record, "rule", rule).isMissingNode();
    }

    private JsonNode first(String record, String field, String value) {
        return StreamSupport.stream(office.conflicts(record).spliterator(), false)
                .filter(each -> each.path(field).asText().equals(value))
                .findFirst()
                .orElseGet(Api.JSON::missingNode);
    }
}
