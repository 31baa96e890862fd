package io.naichang.feeds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.feeds.Agenda.Entry;
import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a feed leaves out, when it ends, and how it tells that what it shows of others has changed.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class FeedBoundsTest {
    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Inject
    Caller caller;

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

    @Test
    @ActivateRequestContext
    void of_too_many_visits_those_nearest_to_now_are_shown() {
        work.visitOf(somchai, -48);
        String last = work.visitOf(somchai, -2);
        String next = work.visitOf(somchai, 3);
        work.visitOf(somchai, 72);
        caller.actAs(siam.id(), null);

        List<Entry> shown = QuarkusTransaction.requiringNew()
                .call(() -> new Agenda(sql, clock, 2).of(new FeedForm("site", UUID.fromString(work.site()), null)));

        assertThat(shown).extracting(each -> each.id().toString()).containsExactly(last, next);
    }

    @Test
    void who_belongs_to_the_crew_has_the_visit_in_his_calendar() {
        Person malee = siam.technician("malee");
        String visit = work.visit();
        Instant start = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(2, ChronoUnit.HOURS);
        work.step(
                visit,
                "schedule",
                Map.of(
                        "technicianId",
                        somchai.id(),
                        "crewIds",
                        List.of(malee.id()),
                        "plannedStart",
                        start.toString(),
                        "plannedEnd",
                        start.plus(1, ChronoUnit.HOURS).toString()));

        assertThat(FeedTest.only(FeedTest.feed(nok, "technician", malee.id()))
                        .getUid()
                        .getValue())
                .isEqualTo(visit);
    }

    @Test
    @ActivateRequestContext
    void an_event_counts_on_when_its_site_or_its_technician_is_called_otherwise() {
        String visit = work.visitOf(somchai, 2);
        Entry first = only();

        nok.patch(version("/sites/" + work.site()))
                .body(Map.of("name", "อาคารดอยสุเทพ"))
                .patch("/sites/" + work.site())
                .then()
                .statusCode(200);
        Entry second = only();
        siam.admin()
                .patch(version("/users/" + somchai.id()))
                .body(Map.of("name", "สมชาย ใจดี"))
                .patch("/users/" + somchai.id())
                .then()
                .statusCode(200);
        Entry third = only();

        assertThat(second.changed()).isAfter(first.changed());
        assertThat(third.changed()).isAfter(second.changed());
        assertThat(List.of(first, second, third)).allSatisfy(each -> {
            long seconds = Duration.between(Instant.parse("2020-01-01T00:00:00Z"), each.changed())
                    .plusMillis(500)
                    .toSeconds();
            assertThat((long) each.sequence()).isEqualTo(work.seen(visit).getInt("version") + seconds);
        });
    }

    /// With more of its times than a calendar is told, which knows whole seconds.
    private Entry only() {
        caller.actAs(siam.id(), null);
        List<Entry> entries = QuarkusTransaction.requiringNew()
                .call(() -> new Agenda(sql, clock, 5).of(new FeedForm("site", UUID.fromString(work.site()), null)));
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private int version(String path) {
        return siam.admin().request().get(path).then().statusCode(200).extract().path("version");
    }

    @Test
    void a_feed_whose_maker_left_is_gone() {
        String path = FeedTest.feed(nok, "site", work.site());
        siam.admin().request().post("/users/" + nok.id() + "/disable").then().statusCode(200);

        given().get(path).then().statusCode(410).body("code", equalTo("feed-revoked"));
    }

    @Test
    void a_feed_of_what_was_deleted_is_gone() {
        String north = siam.region("เหนือ");
        String path = FeedTest.feed(nok, "region", north);
        siam.admin()
                .request()
                .header("If-Match", "*")
                .delete("/regions/" + north)
                .then()
                .statusCode(204);

        given().get(path).then().statusCode(410).body("code", equalTo("feed-revoked"));
    }

    @Test
    void a_repeat_does_not_revive_what_was_revoked() {
        UUID id = UUID.randomUUID();
        Map<String, Object> body = Map.of("id", id, "subject", "technician", "subjectId", somchai.id());
        String url = nok.request().body(body).post("/calendar-feeds").path("url");
        nok.request().delete("/calendar-feeds/" + id).then().statusCode(204);

        nok.request().body(body).post("/calendar-feeds").then().statusCode(410).body("code", equalTo("feed-revoked"));
        given().get(URI.create(url).getPath()).then().statusCode(410);
    }
}
