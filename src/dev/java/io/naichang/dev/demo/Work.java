package io.naichang.dev.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What somchai does at his three visits, all of it offline.
final class Work {
    private final PhoneApp phone;
    private final List<Photo> photos;
    private final List<String> stock;

    Work(PhoneApp phone, List<Photo> photos, List<String> stock) {
        this.phone = phone;
        this.photos = photos;
        this.stock = stock;
    }

    /// Works the visits one after the other.
    void allThree(String first, String second, String third) {
        arrive(first);
        answer(first);
        phone.patch("visits", first, Map.of("diagnosis", "คอมเพรสเซอร์ไหม้ ขดลวดขาด"));
        phone.create(
                "stock_movements",
                Map.of(
                        "partId",
                        stock.get(0),
                        "fromLocationId",
                        stock.get(1),
                        "quantity",
                        1,
                        "reason",
                        "consume",
                        "visitId",
                        first));
        photos.forEach(each -> phone.take(each, "photo", first, null));
        phone.create("notes", Map.of("visitId", first, "text", "เบรกเกอร์เก่ามาก แนะนำให้ลูกค้าเปลี่ยน"));
        phone.take(Photo.signature("สมศรี"), "signature", first, null);
        phone.command(
                first,
                "complete",
                Map.of("outcome", "fixed", "workSummary", "เปลี่ยนคอมเพรสเซอร์ เติมน้ำยา R32", "signedBy", "คุณสมศรี"),
                Place.CHIANG_MAI);

        arrive(second);
        phone.create("notes", Map.of("visitId", second, "text", "ล้างท่อน้ำทิ้งแล้ว ไม่หยด"));
        phone.patch("visits", second, Map.of("diagnosis", "ท่อน้ำทิ้งตัน"));
        phone.command(
                second, "complete", Map.of("outcome", "fixed", "workSummary", "ล้างท่อน้ำทิ้ง"), Place.CHIANG_MAI);

        arrive(third);
        phone.take(Photo.make("ใบพัดแตก / broken fan", Place.CHIANG_MAI), "photo", third, null);
        phone.command(
                third,
                "complete",
                Map.of("outcome", "follow-up", "workSummary", "ใบพัดแตก รออะไหล่"),
                Place.CHIANG_MAI);
    }

    private void arrive(String visit) {
        phone.command(visit, "accept", Map.of(), Place.CHIANG_MAI);
        phone.command(visit, "depart", Map.of(), Place.CHIANG_MAI);
        phone.command(visit, "start", Map.of(), Place.CHIANG_MAI);
    }

    private void answer(String visit) {
        String checklist = phone.find("checklists", "visitId", visit).getFirst();
        String photo = phone.take(
                Photo.make("ตรวจรับ / acceptance", Place.CHIANG_MAI), "photo", visit, Office.CHECKLIST_PHOTO);
        answer(checklist, "power-off", true);
        answer(checklist, "pressure", 92);
        answer(checklist, "why-low", "รั่วที่แฟร์นัท");
        answer(checklist, Office.CHECKLIST_PHOTO, photo);
    }

    private void answer(String checklist, String item, Object value) {
        phone.patch(
                "checklists",
                checklist,
                Map.of(
                        "answers." + item,
                        Map.of("value", value, "at", Instant.now().toString())));
    }
}
