package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Catalogue.Part;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Diary.Planned;
import io.naichang.dev.seed.Phone.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an office finds in the morning: two conflicts, work on a cancelled and on a reassigned visit, a part that was
/// never booked into the van, photos that are still on a phone.
final class Troubles {
    /// Their last visit of the days before is told only after the office has changed it.
    static final List<String> LATE = List.of("malee", "anan");

    private final Company company;
    private final Calendar calendar;
    private final Diary diary;
    private final Stock stock;
    private final Pictures pictures;
    private final Map<Technician, Phone> phones;

    Troubles(
            Company company,
            Calendar calendar,
            Diary diary,
            Stock stock,
            Pictures pictures,
            Map<Technician, Phone> phones) {
        this.company = company;
        this.calendar = calendar;
        this.diary = diary;
        this.stock = stock;
        this.pictures = pictures;
        this.phones = phones;
    }

    /// The visit that this technician tells of too late.
    static Optional<Planned> late(Diary diary, Technician technician, Calendar calendar) {
        if (!LATE.contains(technician.username())) {
            return Optional.empty();
        }
        Instant today = calendar.at(calendar.today(), LocalTime.MIDNIGHT);
        return diary.of(technician).stream()
                .filter(each -> each.start().isBefore(today) && !each.isCancelled())
                .max(Comparator.comparing(Planned::start));
    }

    void make() {
        twoEdits(company.technician("somchai"));
        Technician malee = company.technician("malee");
        late(diary, malee, calendar).filter(each -> isDispatched(malee, each)).ifPresent(visit -> {
            ObjectNode reason = Facts.object().put("reason", "ลูกค้าโทรขอเลื่อน");
            company.as("dispatcher").step("/visits/" + visit.id() + "/cancel", reason);
            fieldwork(malee).visit(visit, Instant.MIN);
            push(malee);
        });
        Technician anan = company.technician("anan");
        late(diary, anan, calendar).filter(each -> isDispatched(anan, each)).ifPresent(visit -> {
            ObjectNode plan =
                    Diary.schedule(visit, company.technician("prasit")).put("doubleBooked", true);
            company.as("dispatcher").step("/visits/" + visit.id() + "/schedule", plan);
            fieldwork(anan).visit(visit, Instant.MIN);
            push(anan);
        });
        takeWhatIsNotThere(malee);
        keepPhotos(company.technician("kanya"));
    }

    /// The dispatcher and the technician write into the same report, neither knowing of the other.
    private void twoEdits(Technician technician) {
        lastDone(technician).ifPresent(visit -> {
            ObjectNode office = Facts.object()
                    .put("diagnosis", "ลูกค้าแจ้งว่าเสียงดังจากคอยล์ร้อน ยังไม่ได้ตรวจคอมเพรสเซอร์")
                    .put("remarks", "ลูกค้าขอใบเสนอราคาเครื่องใหม่");
            company.as("dispatcher").amend("/visits/" + visit.id(), office);
            Moment moment = Moment.at(visit.site(), calendar.now().minusSeconds(90));
            ObjectNode field = Facts.object()
                    .put("diagnosis", "คาปาซิเตอร์เสื่อม วัดได้ 18 จาก 35 µF เปลี่ยนแล้ว")
                    .put("remarks", "ฝากฝ่ายขายโทรกลับหลัง 5 โมงเย็น");
            phone(technician).patches("visits", visit.id(), "again", moment, field);
            push(technician);
        });
    }

    /// A compressor is used that nobody ever booked into the van.
    private void takeWhatIsNotThere(Technician technician) {
        lastDone(technician).ifPresent(visit -> {
            Part compressor = stock.parts().stream()
                    .filter(each -> each.family().equals("CMP")
                            && !stock.van(technician).containsKey(each))
                    .findFirst()
                    .orElseThrow();
            Instant at = calendar.now().minus(Duration.ofMinutes(2));
            fieldwork(technician).consume(visit, company.id("short/" + visit.id()), compressor, 1, at, "compressor");
            push(technician);
        });
    }

    /// Photos are announced whose bytes are still on the phone, which has had no good signal since.
    private void keepPhotos(Technician technician) {
        lastDone(technician).ifPresent(visit -> {
            for (int at = 1; at <= 3; at++) {
                byte[] never = ("never sent " + visit.id() + " " + at).getBytes(StandardCharsets.UTF_8);
                Pictures.File hash = Pictures.File.of("image/jpeg", never);
                Pictures.File photo = new Pictures.File(hash.sha256(), "image/jpeg", new byte[180_000 + 9_000 * at]);
                fieldwork(technician)
                        .attach(
                                visit,
                                "extra-" + at,
                                "photo",
                                photo,
                                visit.end().plusSeconds(60L * at),
                                "photos");
            }
            push(technician);
        });
    }

    private boolean isDispatched(Technician technician, Planned visit) {
        return phone(technician)
                .row("visits", visit.id())
                .path("status")
                .asText()
                .equals("dispatched");
    }

    private Optional<Planned> lastDone(Technician technician) {
        phone(technician).pull();
        return diary.of(technician).stream()
                .filter(each -> phone(technician)
                        .row("visits", each.id())
                        .path("status")
                        .asText()
                        .equals("done"))
                .max(Comparator.comparing(Planned::start));
    }

    private Fieldwork fieldwork(Technician technician) {
        return new Fieldwork(company, technician, calendar, stock, pictures, phone(technician));
    }

    private Phone phone(Technician technician) {
        Phone phone = phones.get(technician);
        if (phone == null) {
            throw new IllegalStateException(technician.username() + " has no phone yet");
        }
        return phone;
    }

    /// What is odd about it is the point.
    private void push(Technician technician) {
        phone(technician).push(odd -> {});
    }
}
