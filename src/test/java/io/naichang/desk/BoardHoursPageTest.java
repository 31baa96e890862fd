package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Somebody works longer or shorter on one day, or on a day that is his own: it is written down on the board.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardHoursPageTest extends PageCase {
    private Dispatch day;
    private Person somchai;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        somchai = day.withoutShifts("somchai", Map.of());
    }

    private void looksAtSomchai() {
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click(row() + " .tabsent");
        browser.find("#hours-go");
    }

    private String row() {
        return ".trow[data-technician='" + somchai.id() + "']";
    }

    private void worksEveryWeekWithAPause() {
        Map<String, ?> pause = Map.of("length", "PT1H", "earliest", "11:30", "latest", "12:30");
        worksEveryWeek(List.of(Map.of("start", "08:30", "end", "17:30", "pause", pause, "overtime", "PT2H")));
    }

    private void worksEveryWeek(List<Map<String, ?>> hours) {
        String weekday = day.day
                .getDayOfWeek()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                .toLowerCase(Locale.ROOT);
        day.nok
                .request()
                .header("If-Match", "*")
                .body(Map.of(
                        "patterns",
                        hours.stream()
                                .map(each -> Map.of("weekday", weekday, "hours", each))
                                .toList()))
                .put("/technicians/" + somchai.id() + "/shift-patterns")
                .then()
                .statusCode(200);
    }

    private JsonPath shifts() {
        return JsonPath.from(day.nok
                .request()
                .get("/shifts?technicianId=" + somchai.id())
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private void save(String from, String until) {
        browser.fill("#hours-from", from);
        browser.fill("#hours-until", until);
        browser.find("#hours-go").sendKeys(Keys.ENTER);
    }

    @Test
    void who_stays_longer_can_be_given_an_evening_visit() throws IOException {
        worksEveryWeekWithAPause();
        String visit = day.visit(
                2,
                Map.of(
                        "title",
                        "ไฟดับ",
                        "windowStart",
                        day.at(19, 0).toString(),
                        "windowEnd",
                        day.at(20, 0).toString()));
        looksAtSomchai();
        assertThat(browser.find("#hours-from").getDomProperty("value")).isEqualTo("08:30");
        browser.sees(".day-hours", "A pause of 1 hour that begins between 11:30 and 12:30");
        pictures();

        save("08:30", "21:00");

        browser.sees(".notice", "The hours of this day are written down");
        browser.sees(".day-hours [data-shift]", "08:30–21:00");
        assertThat(shifts().getMap("items[0].hours"))
                .containsEntry("start", "08:30")
                .containsEntry("end", "21:00")
                .containsEntry("overtime", "PT2H")
                .containsEntry("pause", Map.of("length", "PT1H", "earliest", "11:30", "latest", "12:30"));
        browser.run("location.hash += '/" + visit + "'");
        browser.sees(".candidates [data-technician-candidate='" + somchai.id() + "']", "19:00");
    }

    private void pictures() throws IOException {
        for (String language : List.of("en", "th")) {
            browser.picture("hours-" + language);
            browser.width(390, 844);
            browser.run("document.querySelector('.day-hours').scrollIntoView()");
            browser.picture("hours-phone-" + language);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(language)
                    .isEqualTo(true);
            browser.width(1440, 900);
            browser.run("scrollTo(0, 0)");
            browser.click(".language");
        }
    }

    @Test
    void half_a_day_leaves_no_pause_and_is_changed_and_taken_away_again() {
        worksEveryWeekWithAPause();
        looksAtSomchai();
        save("08:30", "12:00");
        browser.sees(".day-hours [data-shift]", "08:30–12:00");
        assertThat(shifts().getMap("items[0].hours")).doesNotContainKey("pause");

        save("08:30", "12:30");

        browser.sees(".day-hours [data-shift]", "08:30–12:30");
        assertThat(shifts().getList("items")).hasSize(1);
        browser.click(".day-hours .take-away");
        browser.sees(".notice", "It is as on other days again");
        browser.until("return document.activeElement.id === 'hours-from'");
        browser.seesNo(".day-hours [data-shift]");
        assertThat(browser.find("#hours-until").getDomProperty("value")).isEqualTo("17:30");
        assertThat(shifts().getList("items")).isEmpty();
    }

    @Test
    void who_has_that_day_off_comes_all_the_same() {
        looksAtSomchai();
        browser.sees(row(), "off");
        browser.sees(".day-hours", "He does not work on this day");
        assertThat(browser.find("#hours-from").getDomProperty("value")).isEmpty();

        save("09:00", "12:00");

        browser.sees(".day-hours [data-shift]", "09:00–12:00");
        browser.find(row() + " .tshift");
        assertThat(shifts().getString("items[0].day")).isEqualTo(day.day.toString());
    }

    @Test
    void hours_that_somebody_changed_meanwhile_are_shown_and_not_overwritten() {
        day.shift(somchai, "08:00", "17:00");
        looksAtSomchai();
        browser.sees(".day-hours [data-shift]", "08:00–17:00");
        // The board has not heard of it yet.
        browser.run("const fetched = fetch; let tried = false; window.fetch = (url, options) => {"
                + " tried ||= options?.method === 'PATCH';"
                + " return /shifts\\?/.test(url) && !tried ? new Promise(() => {}) : fetched(url, options); }");
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("hours", Map.of("end", "15:00")))
                .patch("/shifts/" + shifts().getString("items[0].id"))
                .then()
                .statusCode(200);

        save("08:00", "20:00");

        browser.sees(".day-hours .fault", "Somebody changed it before");
        browser.sees(".day-hours [data-shift]", "08:00–15:00");
        assertThat(shifts().getString("items[0].hours.end")).isEqualTo("15:00");
        assertThat(browser.find("#hours-until").getDomProperty("value"))
                .as("what was entered stays")
                .isEqualTo("20:00");
        browser.click("#hours-go");
        browser.sees(".day-hours [data-shift]", "08:00–20:00");
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void of_two_shifts_one_is_taken_away_and_a_third_must_not_overlap() {
        day.shift(somchai, "06:00", "10:00");
        day.shift(somchai, "16:00", "20:00");
        looksAtSomchai();

        save("09:00", "12:00");

        browser.sees(".day-hours .fault", "Other hours of his are known for that time");
        assertThat(shifts().getList("items")).hasSize(2);
        save("10:00", "12:00");
        browser.until("return document.querySelectorAll('.day-hours [data-shift]').length === 3");
        browser.click(".day-hours .take-away");
        browser.sees(".notice", "These hours are taken away");
        browser.until("return document.querySelectorAll('.day-hours [data-shift]').length === 2");
        assertThat(shifts().getList("items")).hasSize(2);
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void who_goes_home_at_noon_does_no_overtime_unless_it_is_said() {
        worksEveryWeekWithAPause();
        looksAtSomchai();
        assertThat(browser.find("#hours-overtime").getDomProperty("value")).isEqualTo("120");
        browser.fill("#hours-until", "12:00");
        browser.until("return document.querySelector('#hours-overtime').value === '0'");
        browser.sees(".day-hours", "does not fit into these hours");

        browser.click("#hours-go");

        browser.sees(".day-hours [data-shift]", "08:30–12:00");
        assertThat(shifts().getString("items[0].hours.overtime")).isEqualTo("PT0S");
    }

    @Test
    void a_pause_begins_so_that_it_is_over_before_the_shift_is() {
        worksEveryWeekWithAPause();
        looksAtSomchai();

        save("06:00", "13:00");

        browser.sees(".day-hours [data-shift]", "06:00–13:00");
        assertThat(shifts().getMap("items[0].hours.pause"))
                .isEqualTo(Map.of("length", "PT1H", "earliest", "11:30", "latest", "12:00"));
    }

    @Test
    void a_night_says_that_it_ends_on_the_day_after_and_a_whole_day_is_no_slip() {
        looksAtSomchai();
        browser.fill("#hours-from", "22:00");
        browser.fill("#hours-until", "06:00");
        browser.sees(".day-hours", "Until 06:00 on the day after");
        browser.fill("#hours-until", "22:00");
        browser.click("#hours-go");
        browser.sees(".day-hours .fault", "The end must come after the beginning");
        assertThat(shifts().getList("items")).isEmpty();
        browser.fill("#hours-until", "06:00");

        browser.click("#hours-go");

        browser.sees(".day-hours [data-shift]", "22:00–06:00");
        assertThat(shifts().getString("items[0].hours.end")).isEqualTo("06:00");
    }

    @Test
    void two_stretches_of_every_week_are_shown_and_none_of_them_is_lost() {
        worksEveryWeek(List.of(Map.of("start", "08:00", "end", "12:00"), Map.of("start", "17:00", "end", "20:00")));
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click(row() + " .tabsent");

        browser.sees(".day-hours", "08:00–12:00, 17:00–20:00");
        browser.sees(".day-hours", "several stretches");
        browser.seesNo("#hours-go");
    }

    @Test
    void what_a_colleague_writes_down_is_shown_before_it_is_in_the_way() {
        looksAtSomchai();
        browser.looksOnlyWhenPoked();

        day.shift(somchai, "10:00", "15:00");

        browser.sees(".day-hours [data-shift]", "10:00–15:00");
    }
}
