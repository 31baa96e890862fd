package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What visits need, written by the office, as plans keep it: from the form to the bookings and the phones.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class NeedsInPlansTest {
    private Dispatch day;
    private Person malee;
    private Person somsak;

    @BeforeEach
    void a_region_with_two_technicians() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
        somsak = day.technician("somsak", Map.of("aircon", 1));
    }

    private String needing(Map<String, ?> needs) {
        String visit = day.visit(1, Map.of());
        day.needs(visit, needs);
        return visit;
    }

    private static Map<String, ?> tie(String kind, String visit) {
        return Map.of("ties", List.of(Map.of("kind", kind, "visitId", visit)));
    }

    private JsonPath filled() {
        JsonPath plan = day.plan("fill", Map.of());
        assertThat(plan.getString("status")).isEqualTo("done");
        return plan;
    }

    private JsonPath accepted() {
        JsonPath plan = filled();
        assertThat(plan.getList("proposal.leftOut")).isEmpty();
        day.accept(plan, List.of()).statusCode(200);
        return plan;
    }

    private String leader(String visit) {
        return day.seen(visit).getString("technicianId");
    }

    private Instant start(String visit) {
        return Instant.parse(day.seen(visit).getString("plannedStart"));
    }

    private Instant end(String visit) {
        return Instant.parse(day.seen(visit).getString("plannedEnd"));
    }

    private static String why(JsonPath plan) {
        return plan.getString("proposal.leftOut[0].reasons[0].rule");
    }

    @Test
    void a_crew_of_two_starts_together_and_both_have_it_on_their_phones() {
        String visit = needing(Map.of("crew", 2));

        accepted();

        JsonPath seen = day.seen(visit);
        List<String> crew = seen.getList("crewIds");
        assertThat(Set.of(seen.getString("technicianId"), crew.getFirst()))
                .containsExactlyInAnyOrder(malee.id().toString(), somsak.id().toString());
        for (Person each : List.of(malee, somsak)) {
            assertThat(Phone.of(each)
                            .pull()
                            .row("visits", visit)
                            .path("plannedStart")
                            .asText())
                    .as(each.username())
                    .isEqualTo(seen.getString("plannedStart"));
        }
    }

    @Test
    void a_crew_of_three_where_two_work_is_left_out_with_how_many_there_are() {
        needing(Map.of("crew", 3));

        JsonPath plan = filled();

        assertThat(why(plan)).isEqualTo("crew");
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].en")).contains("3 technicians");
    }

    @Test
    void what_comes_after_another_waits_for_its_end_and_the_time_between() {
        String screed = day.visit(2, Map.of("title", "เทพื้น"));
        String tiles = needing(Map.of("ties", List.of(Map.of("kind", "after", "visitId", screed, "gap", "PT2H"))));

        accepted();

        assertThat(Duration.between(end(screed), start(tiles))).isGreaterThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void one_technician_does_both_where_they_are_tied_and_two_do_where_they_must_not_be_one() {
        String first = day.visit(2, Map.of());
        String same = needing(tie("same-technician", first));
        String inspection = needing(tie("not-same-technician", first));

        accepted();

        assertThat(leader(same)).isEqualTo(leader(first));
        assertThat(leader(inspection)).isNotEqualTo(leader(first));
    }

    @Test
    void a_level_that_one_has_decides_and_one_that_nobody_has_leaves_it_out() {
        String gas = needing(Map.of("skills", Map.of("aircon", 2)));
        accepted();
        assertThat(leader(gas)).isEqualTo(malee.id().toString());

        needing(Map.of("skills", Map.of("aircon", 4)));
        JsonPath plan = filled();
        assertThat(why(plan)).isEqualTo("skill");
        assertThat(plan.getString("proposal.leftOut[0].nearest.technicianId"))
                .as("who lacks least")
                .isEqualTo(malee.id().toString());
    }

    @Test
    void whom_the_customer_asks_for_gets_it_and_whom_he_refuses_does_not() {
        String asked = needing(Map.of("requiredTechnicianIds", List.of(somsak.id())));
        String refused = needing(Map.of("forbiddenTechnicianIds", List.of(somsak.id())));
        String preferred = needing(Map.of("preferredTechnicianIds", List.of(somsak.id())));

        accepted();

        assertThat(leader(asked)).isEqualTo(somsak.id().toString());
        assertThat(leader(refused)).isEqualTo(malee.id().toString());
        assertThat(leader(preferred)).isEqualTo(somsak.id().toString());
    }

    @Test
    void a_tool_that_one_van_carries_decides_and_without_it_nobody_comes() {
        String visit = needing(Map.of("tools", List.of("recovery-pump")));
        assertThat(why(filled())).isEqualTo("tool");

        day.nok
                .request()
                .header("If-Match", "*")
                .body(Map.of("tools", List.of("recovery-pump")))
                .put("/technicians/" + somsak.id() + "/tools")
                .then()
                .statusCode(200);
        accepted();

        assertThat(leader(visit)).isEqualTo(somsak.id().toString());
    }

    @Test
    void of_several_windows_one_is_kept() {
        String visit = needing(Map.of(
                "windows",
                List.of(
                        Map.of(
                                "start",
                                day.at(5, 0).toString(),
                                "end",
                                day.at(6, 0).toString()),
                        Map.of(
                                "start",
                                day.at(14, 0).toString(),
                                "end",
                                day.at(15, 0).toString()))));

        accepted();

        assertThat(start(visit)).isBetween(day.at(14, 0), day.at(15, 0));
    }

    @Test
    void windows_outside_of_all_shifts_leave_it_out_and_say_so() {
        needing(Dispatch.between(day.at(5, 0), day.at(6, 0)));

        assertThat(why(filled())).isIn("window", "shift");
    }

    @Test
    void what_may_be_left_out_makes_room_for_what_may_not() {
        Dispatch small = new Dispatch();
        Person alone = small.withoutShifts("alone", Map.of());
        small.shift(alone, "08:00", "11:30");
        String survey = small.visit(0, Map.of("title", "สำรวจหน้างาน", "duration", "PT3H"));
        small.needs(survey, Map.of("optional", true));
        String repair = small.visit(0, Map.of("title", "ซ่อม", "duration", "PT3H"));

        JsonPath plan = small.plan("fill", Map.of());

        assertThat(plan.<String>getList("proposal.changes.visitId")).containsExactly(repair);
        assertThat(plan.<String>getList("proposal.leftOut.visitId")).containsExactly(survey);
    }

    @Test
    void who_did_the_work_on_another_day_does_not_inspect_it() {
        String repair = day.visit(2, Map.of());
        day.schedule(repair, malee, day.at(9, 0).minus(DAY));
        String inspection = needing(Map.of(
                "preferredTechnicianIds",
                List.of(malee.id()),
                "ties",
                List.of(Map.of("kind", "not-same-technician", "visitId", repair))));

        accepted();

        assertThat(leader(inspection)).isEqualTo(somsak.id().toString());
    }

    @Test
    void what_belongs_to_the_day_of_a_visit_of_another_day_waits_for_that() {
        String later = day.visit(2, Map.of());
        day.schedule(later, malee, day.at(9, 0).plus(DAY));
        String with = needing(tie("same-day", later));

        assertThat(filled().getList("proposal.leftOut.visitId")).containsExactly(with);
    }

    /// A visit that nobody has, from 09:00 to 12:00 in two days.
    private String inTwoDays() {
        return day.visit(
                2,
                Dispatch.told(
                        day.at(9, 0).plus(DAY.multipliedBy(2)), day.at(12, 0).plus(DAY.multipliedBy(2))));
    }

    @Test
    void of_two_that_are_tied_to_each_other_the_nearer_one_is_planned_first() {
        String nearer = needing(Map.of());
        String later = inTwoDays();
        day.needs(nearer, tie("same-technician", later));
        day.needs(later, tie("same-technician", nearer));

        assertThat(accepted().<String>getList("proposal.changes.visitId")).containsExactly(nearer);
    }

    /// Whoever waits for its end waits for something; the other one does not.
    @Test
    void what_belongs_to_the_technician_of_what_comes_after_it_does_not_wait_for_that() {
        String first = needing(Map.of());
        String after = inTwoDays();
        day.needs(first, tie("same-technician", after));
        day.needs(after, tie("after", first));

        assertThat(accepted().<String>getList("proposal.changes.visitId")).containsExactly(first);
    }

    /// On this day the other one could never be.
    @Test
    void of_two_that_belong_to_the_same_day_none_goes_first_where_the_other_cannot_follow() {
        String nearer = needing(Map.of());
        String later = inTwoDays();
        day.needs(nearer, tie("same-day", later));
        day.needs(later, tie("same-day", nearer));

        JsonPath plan = filled();

        assertThat(plan.<String>getList("proposal.leftOut.visitId")).containsExactly(nearer);
        assertThat(plan.<String>getList("proposal.leftOut.reasons.rule.flatten()"))
                .containsExactly("tied-to-what-is-not-planned-here");
    }

    @Test
    void what_comes_after_something_that_is_done_can_be_planned() {
        String screed = day.visit(2, Map.of());
        done(screed);
        String tiles = needing(tie("after", screed));

        accepted();

        assertThat(leader(tiles)).isNotNull();
    }

    @Test
    void what_comes_after_something_that_cannot_be_planned_is_left_out_too() {
        String nowhere = day.visitAt(day.siteWithoutPosition(), Map.of());
        String second = needing(tie("after", nowhere));
        String third = needing(tie("after", second));

        JsonPath plan = filled();

        assertThat(plan.<String>getList("proposal.leftOut.visitId")).containsExactlyInAnyOrder(nowhere, second, third);
        assertThat(plan.<String>getList("proposal.leftOut.reasons.rule.flatten()"))
                .containsExactlyInAnyOrder(
                        "site-without-position",
                        "tied-to-what-is-not-planned-here",
                        "tied-to-what-is-not-planned-here");
    }

    @Test
    void whom_the_customer_asks_for_does_not_do_what_another_must_do() {
        String first = day.visit(2, Map.of());
        day.schedule(first, somsak, day.at(9, 0).minus(DAY));
        needing(Map.of(
                "requiredTechnicianIds",
                List.of(malee.id()),
                "ties",
                List.of(Map.of("kind", "same-technician", "visitId", first))));

        assertThat(why(filled())).isEqualTo("required");
    }

    @Test
    void one_technician_does_what_is_tied_to_work_of_another_day() {
        String first = day.visit(2, Map.of());
        day.schedule(first, somsak, day.at(9, 0).minus(DAY));
        String same = needing(Map.of(
                "preferredTechnicianIds",
                List.of(malee.id()),
                "ties",
                List.of(Map.of("kind", "same-technician", "visitId", first))));

        accepted();

        assertThat(leader(same)).isEqualTo(somsak.id().toString());
    }

    private static final Duration DAY = Duration.ofDays(1);

    /// Is done today, before the day that is planned.
    private void done(String visit) {
        day.schedule(visit, malee, day.at(9, 0).minus(DAY));
        day.step(visit, "dispatch", Map.of());
        Phone phone = Phone.of(malee).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "fixed"));
        phone.push();
    }
}
