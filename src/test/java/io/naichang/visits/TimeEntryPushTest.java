package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TimeEntryPushTest {
    /// With milliseconds, which Java leaves out of a text where they are zero and the wire does not.
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(877);

    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Work work;
    private String visit;
    private Phone phone;

    @BeforeEach
    void a_visit_of_somchai() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        visit = work.visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    private Map<String, Object> entry(String kind, Instant start, Instant end) {
        return new HashMap<>(Map.of(
                "visitId",
                visit,
                "kind",
                kind,
                "startedAt",
                start.toString(),
                "duration",
                Duration.between(start, end).toString()));
    }

    private UUID drove() {
        return phone.creates("time_entries", entry("travel", ago(50), ago(20)));
    }

    private Instant ago(int minutes) {
        return now.minus(minutes, ChronoUnit.MINUTES);
    }

    private ValidatableResponse listed(Person who, String query) {
        return who.request().get("/time-entries" + query).then();
    }

    @Test
    void an_entry_is_seen_by_the_desk_and_by_the_crew_of_the_visit() {
        Person malee = siam.technician("malee");
        UUID id = drove();
        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");

        listed(nok, "?visitId=" + visit)
                .statusCode(200)
                .body("items.id", contains(id.toString()))
                .body("items[0].technicianId", equalTo(somchai.id().toString()))
                .body("items[0].kind", equalTo("travel"))
                .body("items[0].startedAt", equalTo(ago(50).toString()))
                .body("items[0].correctedStart", equalTo(ago(50).toString()))
                .body("items[0].correctedEnd", equalTo(ago(20).toString()));
        assertThat(phone.pull().row("time_entries", id).path("duration").asText())
                .isEqualTo("PT30M");

        work.schedule(visit, malee, 3);
        assertThat(Phone.of(malee).pull().holds("time_entries", id)).isTrue();
        assertThat(phone.pull().holds("time_entries", id)).isFalse();
    }

    @Test
    void lists_filter_by_technician_and_by_what_lies_partly_between_two_instants() {
        UUID drive = drove();
        UUID repair = phone.creates("time_entries", entry("work", ago(20), ago(5)));
        phone.push();

        listed(nok, "?technicianId=" + somchai.id()).body("items.id", contains(drive.toString(), repair.toString()));
        listed(nok, "?technicianId=" + UUID.randomUUID()).body("items", empty());
        listed(nok, "?from=" + ago(30) + "&to=" + ago(20)).body("items.id", contains(drive.toString()));
        listed(nok, "?from=" + ago(20)).body("items.id", contains(repair.toString()));
        listed(nok, "?from=yesterday").statusCode(400).body("field", equalTo("from"));
        listed(siam.storekeeper("lek"), "").statusCode(403);
        listed(Given.tenant().admin(), "?visitId=" + visit).body("items", empty());
    }

    @Test
    void late_time_on_a_reassigned_or_cancelled_visit_is_kept_and_marked() {
        Person malee = siam.technician("malee");
        String cancelled = work.visitOf(somchai, 3);
        phone.pull();
        UUID reassignedTime = drove();
        work.schedule(visit, malee, 5);
        Map<String, Object> other = entry("work", ago(20), ago(10));
        other.put("visitId", cancelled);
        UUID cancelledTime = phone.creates("time_entries", other);
        work.step(cancelled, "cancel", Map.of("reason", "ลูกค้าขอยกเลิก"));

        JsonNode results = phone.push();

        assertThat(results.at("/0/conflicts/0/code").asText()).isEqualTo("late-work-reassigned");
        assertThat(results.at("/1/conflicts/0/code").asText()).isEqualTo("late-work-cancelled");
        listed(nok, "?technicianId=" + somchai.id())
                .body("items.id", contains(reassignedTime.toString(), cancelledTime.toString()));
        assertThat(Phone.of(malee).pull().holds("time_entries", reassignedTime)).isTrue();
    }

    @Test
    void time_on_a_visit_that_is_not_there_yet_waits_and_on_one_that_was_never_his_is_refused() {
        Map<String, Object> early = entry("work", ago(20), ago(10));
        early.put("visitId", UUID.randomUUID().toString());
        phone.creates("time_entries", early);
        Map<String, Object> foreign = entry("work", ago(20), ago(10));
        foreign.put("visitId", work.visitOf(siam.technician("malee"), 6));
        phone.creates("time_entries", foreign);

        JsonNode results = phone.push();

        assertThat(results.at("/0/status").asText()).isEqualTo("held");
        assertThat(results.at("/1/status").asText()).isEqualTo("rejected");
        assertThat(results.at("/1/code").asText()).isEqualTo("not-assigned");
        listed(nok, "").body("items", empty());
    }

    @Test
    void an_entry_must_end_after_it_began_within_a_day() {
        phone.creates("time_entries", entry("work", ago(10), ago(10)));
        phone.creates("time_entries", entry("work", ago(10), ago(20)));
        phone.creates("time_entries", entry("work", ago(24 * 60 + 1), now));
        phone.creates("time_entries", Map.of("visitId", visit, "kind", "work", "startedAt", ago(5).toString()));
        phone.creates("time_entries", entry("lunch", ago(10), ago(5)));
        UUID day = phone.creates("time_entries", entry("work", ago(24 * 60), now));

        JsonNode results = phone.push();

        for (int i = 0; i < 5; i++) {
            assertThat(results.at("/" + i + "/code").asText()).isEqualTo("malformed");
            assertThat(results.at("/" + i + "/field").asText()).isEqualTo(i == 4 ? "kind" : "duration");
        }
        assertThat(results.at("/5/status").asText()).isEqualTo("applied");
        listed(nok, "").body("items.id", contains(day.toString()));
    }

    @Test
    void a_technician_takes_back_his_own_time_and_nobody_elses() {
        Person malee = siam.technician("malee");
        UUID id = drove();
        phone.push();
        work.schedule(visit, malee, 5);
        Phone others = Phone.of(malee).pull();
        others.does("delete", "time_entries", id);
        assertThat(others.push().at("/0/code").asText()).isEqualTo("not-assigned");

        phone.does("delete", "time_entries", id);
        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");

        listed(nok, "?visitId=" + visit).body("items", empty());
        assertThat(others.pull().holds("time_entries", id)).isFalse();
    }

    @Test
    void a_clock_three_days_fast_is_corrected_and_what_it_said_is_kept() {
        Duration wrong = Duration.ofDays(3);
        UUID id = UUID.randomUUID();
        ObjectNode create = phone.does("create", "time_entries", id);
        create.put("at", now.plus(wrong).toString())
                .set("set", Json.MAPPER.valueToTree(entry("work", ago(30).plus(wrong), ago(2).plus(wrong))));
        ObjectNode batch = phone.batch();
        batch.putObject("clock").put("wall", Instant.now().plus(wrong).toString());

        phone.sends(batch).then().statusCode(200).body("results[0].status", equalTo("applied"));

        var seen = listed(nok, "?visitId=" + visit).extract().jsonPath();
        assertThat(seen.getString("items[0].startedAt"))
                .isEqualTo(ago(30).plus(wrong).toString());
        Instant start = Instant.parse(seen.getString("items[0].correctedStart"));
        Instant end = Instant.parse(seen.getString("items[0].correctedEnd"));
        assertThat(Duration.between(ago(30), start).abs()).isLessThan(Duration.ofSeconds(30));
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofMinutes(28));
    }

    @Test
    void time_never_ends_after_it_was_told() {
        phone.creates("time_entries", entry("work", now.plusSeconds(3600), now.plusSeconds(7200)));
        phone.push();

        var seen = listed(nok, "?visitId=" + visit).extract().jsonPath();
        Instant end = Instant.parse(seen.getString("items[0].correctedEnd"));
        assertThat(end).isBeforeOrEqualTo(Instant.now());
        assertThat(Instant.parse(seen.getString("items[0].correctedStart"))).isEqualTo(end.minusSeconds(3600));
    }
}
