package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Server;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The story: somchai's day without signal, what the office did meanwhile, and how it all comes together.
final class Day {
    private static final String PASSWORD = "demo-naichang";

    private final Story story = new Story();
    private final URI base;
    private final Optional<Server> victim;
    private final List<Photo> photos;
    private final Api somchai;
    private final Api malee;
    private final Office office;

    Day(URI base, List<Photo> photos, Optional<Server> victim) {
        this.base = base;
        this.victim = victim;
        this.photos = photos.isEmpty()
                ? List.of(
                        Photo.make("ก่อนซ่อม / before", Place.CHIANG_MAI),
                        Photo.make("หลังซ่อม / after", Place.CHIANG_MAI))
                : photos;
        somchai = Api.signIn(base, "somchai", PASSWORD);
        malee = Api.signIn(base, "malee", PASSWORD);
        office = new Office(Api.signIn(base, "nok", PASSWORD), Api.signIn(base, "lek", PASSWORD));
    }

    boolean play() {
        String his = somchai.get("/users/me").path("id").asText();
        String hers = malee.get("/users/me").path("id").asText();
        story.chapter("Morning. The office sends somchai three visits.");
        office.openAccount();
        List<String> stock = office.lastPart(
                office.get("/technicians/" + his).path("regionId").asText(""));
        String first = office.visit("แอร์ไม่เย็น ชั้น 2", his, 1);
        String second = office.visit("แอร์น้ำหยด ห้องประชุม", his, 3);
        String third = office.visit("แอร์เสียงดัง ล็อบบี้", his, 5);
        PhoneApp phone = new PhoneApp(somchai);
        PhoneApp hersPhone = new PhoneApp(malee);
        hersPhone.pull();
        story.tell("somchai's phone pulls: " + phone.pull() + " changes.");
        story.claim(
                "his three visits are on the phone",
                List.of(first, second, third).stream().allMatch(each -> phone.holds("visits", each)));
        story.claim(
                "with their checklists",
                phone.find("checklists", "visitId", first).size() == 1);
        String site = phone.row("visits", first).path("siteId").asText();
        story.claim(
                "their site, customer and machine",
                phone.holds("sites", site)
                        && phone.holds(
                                "customers",
                                phone.row("visits", first).path("customerId").asText())
                        && phone.find("assets", "siteId", site).size() == 1);
        story.claim("and the catalogue of parts", phone.count("parts") > 0);

        story.chapter("He drives into the mountains; there is no signal. He works all three.");
        new Work(phone, photos, stock).allThree(first, second, third);
        story.tell("The phone holds " + phone.queued() + " mutations and "
                + phone.photos().size() + " files, none of them sent.");

        story.chapter("Meanwhile in the office.");
        office.rewriteDiagnosis(first, "น่าจะน้ำยาหมด (โทรคุยกับลูกค้า)");
        story.tell("nok writes another diagnosis into the first visit,");
        office.schedule(second, hers, 4);
        story.tell("gives the second visit to malee,");
        office.cancel(third);
        story.tell("and cancels the third.");
        hersPhone.pull();
        hersPhone.create(
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
                        second));
        story.claim(
                "malee takes the last compressor",
                "applied",
                statuses(hersPhone.push()).getFirst());

        story.chapter("Evening. The phone finds a signal and pushes everything in one multipart batch.");
        Multipart batch = phone.batch();
        loseTheAnswer(batch);
        JsonNode answer = Api.json(somchai.postBytes("/sync/push", batch.contentType(), batch.body()), "/sync/push");
        JsonNode repeated = Api.json(somchai.postBytes("/sync/push", batch.contentType(), batch.body()), "/sync/push");
        Reconciled reconciled = new Reconciled(story, office, phone, answer);
        story.claim(
                "the batch sent again has the same results and no second effect",
                answer.path("results"),
                repeated.path("results"));
        reconciled.check(new Reconciled.Visits(first, second, third), his, hers);
        reconciled.checkStock(stock);
        reconciled.checkReceipt(somchai.get("/sync/keys"));
        reconciled.checkPhotos(somchai);

        story.chapter("nok looks into the conflict inbox and settles one.");
        reconciled.resolveDiagnosis(first);
        phone.pull();
        story.claim(
                "somchai's phone has the settled diagnosis with its next pull",
                "น่าจะน้ำยาหมด (โทรคุยกับลูกค้า)",
                phone.row("visits", first).path("diagnosis").asText());
        story.claim("and no longer the visit that is malee's now", !phone.holds("visits", second));
        hersPhone.pull();
        story.claim(
                "malee's phone shows the second visit done, so that she need not drive",
                "done",
                hersPhone.row("visits", second).path("status").asText());
        story.claim(
                "and says who did it",
                his,
                hersPhone.row("visits", second).path("performedBy").asText());
        return story.end();
    }

    /// The first answer never reaches the phone: it is thrown away, or the server dies while it works on it.
    private void loseTheAnswer(Multipart batch) {
        if (victim.isEmpty()) {
            somchai.postBytes("/sync/push", batch.contentType(), batch.body());
            story.tell("The server takes it, but the answer is lost on the way. The phone sends the same batch again.");
            return;
        }
        Thread push = Thread.ofVirtual().start(() -> {
            try {
                somchai.postBytes("/sync/push", batch.contentType(), batch.body());
            } catch (DemoFailure cut) {
                // That is what this run is about.
            }
        });
        try {
            Server server = victim.get();
            server.crash();
            push.join();
            story.tell(
                    "In the middle of it the server is killed (kill -9) and starts again. The phone sends the same batch again.");
        } catch (IOException | InterruptedException e) {
            throw new DemoFailure("the server could not be killed and started again at " + base, e);
        }
    }

    static List<String> statuses(JsonNode answer) {
        List<String> statuses = new ArrayList<>();
        StreamSupport.stream(answer.path("results").spliterator(), false)
                .forEach(each -> statuses.add(each.path("status").asText()));
        return statuses;
    }
}
