package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a customer was told on the telephone is written down, in a real browser.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VisitToldPageTest extends PageCase {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    /// Tomorrow at ten.
    private final Instant ten = Instant.now()
            .atZone(BANGKOK)
            .truncatedTo(ChronoUnit.DAYS)
            .plusDays(1)
            .plusHours(10)
            .toInstant();

    private Person somchai;
    private Work work;
    private String visit;

    @BeforeEach
    void a_visit_that_its_customer_was_told() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        visit = work.visit();
        tell(ten, Duration.ofHours(1));
        work.step(
                visit,
                "schedule",
                Map.of("technicianId", somchai.id(), "plannedStart", later(4), "plannedEnd", later(5)));
        work.step(visit, "dispatch", Map.of());
        signIn(nok);
        browser.go("#/visits/" + ten.atZone(BANGKOK).toLocalDate() + "/" + visit);
        browser.click("aside .told summary");
    }

    private String later(int hours) {
        return ten.plus(hours, ChronoUnit.HOURS).toString();
    }

    private void tell(Instant from, Duration length) {
        work.amend(
                visit,
                Map.of(
                        "windowStart", from.toString(),
                        "windowEnd", from.plus(length).toString()));
    }

    private Instant told(String end) {
        String at = work.seen(visit).getString("window" + end);
        return at == null ? Instant.EPOCH : Instant.parse(at);
    }

    private String field(String name) {
        return String.valueOf(browser.find("#told-" + name).getDomProperty("value"));
    }

    private void save() {
        browser.click("aside .told button");
    }

    @Test
    void the_time_that_is_planned_now_is_proposed_as_long_as_the_one_before_and_reaches_the_phone() throws IOException {
        assertThat(field("from")).isEqualTo("14:00");
        assertThat(field("until")).isEqualTo("15:00");
        pictures();
        browser.fill("#told-until", "16:30");

        save();

        browser.sees(".notice", "somebody is expected");
        browser.sees("aside dl", "14:00–16:30");
        browser.seesNo("aside .told[open]");
        assertThat(told("Start")).isEqualTo(Instant.parse(later(4)));
        assertThat(told("End")).isEqualTo(ten.plus(Duration.ofMinutes(390)));
        String pulled = Phone.of(somchai)
                .pull()
                .row("visits", visit)
                .path("windowStart")
                .textValue();
        assertThat(Instant.parse(pulled)).isEqualTo(Instant.parse(later(4)));
    }

    private void pictures() throws IOException {
        browser.picture("visit-told-en");
        browser.click(".language");
        browser.width(390, 844);
        browser.picture("visit-told-th");
        browser.width(1440, 900);
        browser.click(".language");
    }

    @Test
    void a_date_is_written_by_keys_part_by_part() {
        LocalDate day = ten.atZone(BANGKOK).toLocalDate().plusDays(3);

        browser.find("#told-day")
                .sendKeys(DateTimeFormatter.ofPattern("MMddyyyy").format(day));
        save();

        browser.sees(".notice", "It is planned for");
        assertThat(told("Start").atZone(BANGKOK).toLocalDate()).isEqualTo(day);
        browser.sees("[data-visit='" + visit + "']", "Promised " + day.getDayOfMonth() + " ");
    }

    @Test
    void an_end_before_the_beginning_is_said_and_changes_nothing() {
        browser.fill("#told-until", "13:00");

        save();

        browser.sees("aside .told .fault", "The end must come after the beginning");
        assertThat(told("Start")).isEqualTo(ten);
        assertThat(field("until")).as("what was entered stays").isEqualTo("13:00");
    }

    @Test
    void a_date_that_is_wiped_and_a_form_that_was_left_lose_nothing_else() {
        browser.fill("#told-until", "17:00");
        browser.fill("#told-day", "");
        browser.sees("aside .told .quiet", "Leave the times empty");
        String day = ten.atZone(BANGKOK).toLocalDate().toString();
        browser.fill("#told-day", day);
        browser.go("#/visits/" + day);
        browser.seesNo("aside");
        browser.go("#/visits/" + day + "/" + visit);

        browser.click("aside .told summary");

        assertThat(field("until")).isEqualTo("17:00");
        save();
        browser.sees(".notice", "somebody is expected");
        assertThat(told("End")).isEqualTo(Instant.parse(later(7)));
    }

    @Test
    void a_time_that_stands_no_more_is_taken_back() {
        browser.fill("#told-from", "");
        browser.fill("#told-until", "");

        save();

        browser.sees(".notice", "no time stands");
        assertThat(told("Start")).isEqualTo(Instant.EPOCH);
        assertThat(told("End")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whatever_he_was_told_before_stands_below_with_when_it_was_written_down() throws IOException {
        browser.sees("aside .promises strong", "10:00–11:00");
        browser.fill("#told-from", "18:00");
        browser.fill("#told-until", "20:00");
        save();
        browser.sees("aside .promises strong", "18:00–20:00");
        browser.click("aside .told summary");
        browser.fill("#told-from", "");
        browser.fill("#told-until", "");

        save();

        browser.sees("aside .promises strong", "No time any more");
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('aside .promises s')].map(each => each.textContent.slice(-11)).join(' ')"))
                .isEqualTo("10:00–11:00 18:00–20:00");
        browser.sees("aside .promises li:last-child", "written down ");
        browser.run("document.querySelector('aside .promises').scrollIntoView()");
        browser.picture("visit-promises-en");
        browser.click(".language");
        browser.width(390, 844);
        browser.run("document.querySelector('aside .promises').scrollIntoView()");
        browser.picture("visit-promises-th");
        browser.width(1440, 900);
        browser.click(".language");
    }

    @Test
    void what_another_dispatcher_has_written_down_meanwhile_is_looked_at_before_it_is_overwritten() {
        browser.fill("#told-from", "18:00");
        browser.fill("#told-until", "20:00");
        tell(ten.plus(2, ChronoUnit.HOURS), Duration.ofHours(2));
        browser.sees("aside dl", "12:00–14:00");

        save();

        browser.sees("aside .told .fault", "Somebody changed this visit");
        assertThat(told("Start")).isEqualTo(ten.plus(2, ChronoUnit.HOURS));
        save();
        browser.sees(".notice", "somebody is expected");
        assertThat(told("Start")).isEqualTo(ten.plus(8, ChronoUnit.HOURS));
    }

    @Test
    void what_is_proposed_does_not_change_while_somebody_is_on_the_telephone() {
        assertThat(field("from")).isEqualTo("14:00");
        work.step(
                visit,
                "schedule",
                Map.of("technicianId", somchai.id(), "plannedStart", later(6), "plannedEnd", later(7)));
        browser.sees("aside dl", "16:00–17:00");

        assertThat(field("from")).isEqualTo("14:00");
        save();

        browser.sees("aside .told .fault", "Somebody changed this visit");
        assertThat(told("Start")).isEqualTo(ten);
    }

    @Test
    void whoever_has_it_no_more_is_not_promised() {
        browser.click("aside .told summary");
        unplan();
        browser.sees("aside .marks", "Unscheduled");

        browser.click("aside .told summary");

        assertThat(field("from")).as("what stands").isEqualTo("10:00");
    }

    private void unplan() {
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "decline", Map.of("reason", "รถเสีย"));
        phone.push();
    }

    @Test
    void a_time_over_midnight_is_one_of_the_next_day_and_a_longer_one_is_not_cut() {
        browser.fill("#told-from", "22:00");
        browser.fill("#told-until", "01:00");
        save();
        browser.sees(".notice", "somebody is expected");
        assertThat(told("End")).isEqualTo(ten.plus(15, ChronoUnit.HOURS));
        tell(ten, Duration.ofDays(2));
        work.step(
                visit,
                "schedule",
                Map.of("technicianId", somchai.id(), "plannedStart", later(50), "plannedEnd", later(51)));
        browser.sees("aside dl", "12:00–13:00");

        browser.click("aside .told summary");

        assertThat(field("from")).isEqualTo("12:00");
        assertThat(field("until")).as("two days cannot be written like that").isEqualTo("14:00");
    }

    @Test
    void nobody_is_told_anything_once_somebody_has_come() {
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.push();

        browser.sees("aside .marks", "In progress");
        browser.seesNo("aside .told");
    }
}
