package io.naichang.feeds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class FeedTest {
    @Inject
    MovableClock clock;

    private final Tenant siam = Given.tenant();
    private Person nok;
    private Person somchai;
    private Work work;

    @BeforeEach
    void begin() {
        nok = siam.user("nok", "dispatcher", "agent");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    static ValidatableResponse create(Person person, String subject, Object id) {
        return person.request()
                .body(Map.of("subject", subject, "subjectId", id))
                .post("/calendar-feeds")
                .then();
    }

    static String feed(Person person, String subject, Object id) {
        String url = create(person, subject, id).statusCode(201).extract().path("url");
        return URI.create(url).getPath();
    }

    static ICalendar read(String path) {
        String text = given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/calendar")
                .extract()
                .asString();
        assertThat(text.split("\r\n", -1))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        return Biweekly.parse(text).first();
    }

    static VEvent only(String path) {
        List<VEvent> events = read(path).getEvents();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    @Test
    void a_technicians_calendar_shows_his_visit_as_another_program_reads_it() {
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("address", Map.of("houseNumber", "99/1", "district", "เมือง", "province", "เชียงใหม่")))
                .patch("/sites/" + work.site())
                .then()
                .statusCode(200);
        String visit = work.visitOf(somchai, 2);

        ICalendar calendar = read(feed(nok, "technician", somchai.id()));
        VEvent event = calendar.getEvents().getFirst();

        assertThat(calendar.validate(biweekly.ICalVersion.V2_0).getWarnings()).isEmpty();
        assertThat(event.getUid().getValue()).isEqualTo(visit);
        assertThat(event.getSummary().getValue()).isEqualTo("ซ่อม: แอร์ไม่เย็น · อาคารแม่ปิง");
        assertThat(event.getLocation().getValue()).isEqualTo("อาคารแม่ปิง, 99/1 อำเภอเมือง จังหวัดเชียงใหม่");
        assertThat(event.getGeo().getLatitude()).isEqualTo(18.789);
        assertThat(event.getGeo().getLongitude()).isEqualTo(98.993);
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getDateStart().getValue().toInstant())
                .isEqualTo(Instant.parse(work.seen(visit).getString("plannedStart")));
        assertThat(event.getDateEnd().getValue().toInstant())
                .isEqualTo(Instant.parse(work.seen(visit).getString("plannedEnd")));
        assertThat(event.getDescription().getValue())
                .isEqualTo("นัดบริการ " + work.seen(visit).getString("number") + "\nช่าง: somchai");
    }

    @Test
    void a_visit_that_is_moved_keeps_its_uid_and_counts_on() {
        String visit = work.visitOf(somchai, 2);
        String path = feed(nok, "technician", somchai.id());
        VEvent before = only(path);

        work.schedule(visit, somchai, 5);
        VEvent after = only(path);

        assertThat(after.getUid().getValue()).isEqualTo(before.getUid().getValue());
        assertThat(after.getSequence().getValue())
                .isGreaterThan(before.getSequence().getValue());
        assertThat(after.getDateStart().getValue())
                .isAfter(before.getDateStart().getValue());
    }

    @Test
    void a_visit_that_was_called_off_is_shown_as_cancelled_for_two_weeks() {
        String visit = work.visitOf(somchai, 24 * 20);
        String path = feed(nok, "technician", somchai.id());
        work.step(visit, "cancel", Map.of("reason", "ลูกค้าเลื่อน"));

        assertThat(only(path).getStatus().isCancelled()).isTrue();
        clock.move(Duration.ofDays(13));
        assertThat(read(path).getEvents()).hasSize(1);
        clock.move(Duration.ofDays(2));
        assertThat(read(path).getEvents()).isEmpty();
    }

    @Test
    void a_visit_is_in_the_calendar_of_its_technician_its_site_and_its_region_and_in_no_other() {
        Person malee = siam.technician("malee");
        String north = siam.region("เหนือ");
        nok.request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", north))
                .patch("/sites/" + work.site())
                .then()
                .statusCode(200);
        work.visitOf(somchai, 2);

        assertThat(read(feed(nok, "site", work.site())).getEvents()).hasSize(1);
        assertThat(read(feed(nok, "region", north)).getEvents()).hasSize(1);
        assertThat(read(feed(nok, "technician", malee.id())).getEvents()).isEmpty();
        assertThat(read(feed(nok, "site", work.elsewhere().site())).getEvents()).isEmpty();
        assertThat(read(feed(nok, "region", siam.region("ใต้"))).getEvents()).isEmpty();
    }

    @Test
    void a_technicians_calendar_shows_absences_and_turns_on_call() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Map<String, Object> turn = Map.of(
                "technicianId",
                somchai.id(),
                "from",
                start.toString(),
                "until",
                start.plus(3, ChronoUnit.HOURS).toString());
        nok.request().body(turn).post("/on-calls").then().statusCode(201);
        Map<String, Object> absence = new java.util.HashMap<>(turn);
        absence.put("kind", "sick");
        absence.put("note", "ไข้หวัดใหญ่");
        nok.request().body(absence).post("/absences").then().statusCode(201);

        String path = feed(nok, "technician", somchai.id());

        assertThat(read(path).getEvents())
                .extracting(each -> each.getSummary().getValue())
                .containsExactlyInAnyOrder("ลาป่วย", "เข้าเวร");
        assertThat(given().get(path).asString()).doesNotContain("ไข้หวัดใหญ่");
    }

    @Test
    void a_calendar_speaks_the_language_that_was_asked_for() {
        work.visitOf(somchai, 2);
        String url = nok.request()
                .body(Map.of("subject", "technician", "subjectId", somchai.id(), "language", "en"))
                .post("/calendar-feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("url");

        assertThat(only(URI.create(url).getPath()).getSummary().getValue())
                .isEqualTo("Repair: แอร์ไม่เย็น · อาคารแม่ปิง");
    }

    @Test
    void who_has_the_newest_is_told_so() {
        String visit = work.visitOf(somchai, 2);
        String path = feed(nok, "technician", somchai.id());
        String tag = given().get(path).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", "W/" + tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().head(path).then().statusCode(200).header("ETag", tag);
        work.schedule(visit, somchai, 5);
        given().header("If-None-Match", tag).get(path).then().statusCode(200);
    }

    @Test
    void each_subscriber_has_an_address_of_his_own_that_is_revoked_alone() {
        work.visitOf(somchai, 2);
        String first = create(nok, "technician", somchai.id()).extract().path("id");
        String one = feed(nok, "technician", somchai.id());
        String other = feed(nok, "technician", somchai.id());
        assertThat(one).isNotEqualTo(other);

        String id = nok.request()
                .get("/calendar-feeds")
                .then()
                .body("items", hasSize(3))
                .body("items[0].id", equalTo(first))
                .body("items[1].url", nullValue())
                .extract()
                .path("items[1].id");
        nok.request().delete("/calendar-feeds/" + id).then().statusCode(204);
        nok.request().delete("/calendar-feeds/" + id).then().statusCode(204);

        given().get(one).then().statusCode(410).body("code", equalTo("feed-revoked"));
        assertThat(read(other).getEvents()).hasSize(1);
    }

    @Test
    void a_repeat_under_one_id_gets_a_new_address_and_the_first_is_none() {
        Map<String, Object> body = Map.of("id", UUID.randomUUID(), "subject", "technician", "subjectId", somchai.id());
        String one = nok.request()
                .body(body)
                .post("/calendar-feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        String other = nok.request()
                .body(body)
                .post("/calendar-feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("url");

        given().get(URI.create(one).getPath()).then().statusCode(404);
        given().get(URI.create(other).getPath()).then().statusCode(200);
    }

    @Test
    void an_address_that_was_never_given_out_leads_nowhere() {
        String path = feed(nok, "technician", somchai.id());
        Tenant lanna = Given.tenant();
        String foreign = path.replace(siam.id() + ".", lanna.id() + ".");

        for (String wrong : List.of(
                foreign,
                path.replace(".ics", "x.ics"),
                "/calendars/x.ics",
                "/calendars/" + siam.id() + ".ics",
                "/calendars/%27%20OR%201=1.ics")) {
            given().urlEncodingEnabled(false).get(wrong).then().statusCode(404).body("code", equalTo("not-found"));
        }
    }

    @Test
    void who_left_does_not_see_any_more_where_his_customers_live() {
        work.visitOf(somchai, 2);
        String path = feed(somchai, "technician", somchai.id());
        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        given().get(path).then().statusCode(410);
    }

    @Test
    void who_may_not_see_a_region_any_more_keeps_only_the_calendar_of_himself() {
        Person lek = siam.user("lek", "technician", "dispatcher");
        String site = feed(lek, "site", work.site());
        String region = feed(lek, "region", siam.region("เหนือ"));
        String other = feed(lek, "technician", somchai.id());
        String own = feed(lek, "technician", lek.id());
        read(site);

        siam.admin()
                .patch(0)
                .body(Map.of("roles", List.of("technician")))
                .patch("/users/" + lek.id())
                .then()
                .statusCode(200);

        for (String ended : List.of(site, region, other)) {
            given().get(ended).then().statusCode(410).body("code", equalTo("feed-revoked"));
        }
        read(own);
    }

    @Test
    void a_technician_makes_and_sees_feeds_of_himself_only() {
        Person malee = siam.technician("malee");
        create(malee, "technician", somchai.id()).statusCode(403);
        create(malee, "site", work.site()).statusCode(403);
        String id = create(somchai, "technician", somchai.id())
                .statusCode(201)
                .extract()
                .path("id");

        malee.request().get("/calendar-feeds").then().body("items", empty());
        malee.request().get("/calendar-feeds/" + id).then().statusCode(404);
        malee.request().delete("/calendar-feeds/" + id).then().statusCode(404);
        somchai.request().get("/calendar-feeds").then().body("items", hasSize(1));
        somchai.request().delete("/calendar-feeds/" + id).then().statusCode(204);
    }

    @Test
    void what_is_no_subject_is_refused_by_its_name() {
        for (String subject : List.of("technician", "region", "site")) {
            create(nok, subject, UUID.randomUUID())
                    .statusCode(400)
                    .body("code", equalTo("unknown-" + subject))
                    .body("field", equalTo("subjectId"));
        }
        create(nok, "village", UUID.randomUUID()).statusCode(400).body("field", equalTo("subject"));
    }
}
