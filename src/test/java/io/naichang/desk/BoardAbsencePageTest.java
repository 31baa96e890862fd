package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// What a dispatcher is told by telephone (sick, the van is broken) is written down on the board, and taken back there.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardAbsencePageTest extends PageCase {
    private Dispatch day;
    private Person somchai;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        somchai = day.technician("somchai", Map.of());
        malee = day.technician("malee", Map.of());
    }

    private void signIn(LocalDate shown) {
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + shown);
        browser.find(away(somchai));
    }

    private static String away(Person technician) {
        return ".trow[data-technician='" + technician.id() + "'] .tabsent";
    }

    private static String bar(Person technician, String visit) {
        return ".trow[data-technician='" + technician.id() + "'] [data-visit='" + visit + "']";
    }

    private JsonPath absences(Person technician) {
        return JsonPath.from(day.nok
                .request()
                .queryParam("technicianId", technician.id())
                .get("/absences")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private String planned() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        return visit;
    }

    @Test
    void by_keys_a_sick_technician_is_reported_and_what_he_leaves_is_replanned() {
        String visit = planned();
        signIn(day.day);

        browser.find(away(somchai)).sendKeys(Keys.ENTER);
        browser.sees("#absent-title", "somchai: absence and hours");
        browser.until("return document.activeElement.classList.contains('absence')");
        browser.find("#absence-note").sendKeys("โทรมาเช้านี้", Keys.ENTER);

        browser.sees(".notice", "somchai is reported absent");
        browser.find(bar(somchai, visit) + ".endangered");
        browser.sees("#tab-panel [data-visit='" + visit + "']", "somchai is not at work then");
        browser.until("return document.activeElement.id === 'tab-endangered'");
        assertThat(browser.find(away(somchai)).getText()).isEqualTo("Sick");
        assertThat(absences(somchai).getMap("items[0]"))
                .containsEntry("kind", "sick")
                .containsEntry("note", "โทรมาเช้านี้")
                .containsEntry("technicianId", somchai.id().toString());
        assertThat(Instant.parse(absences(somchai).getString("items[0].from"))).isEqualTo(day.at(0, 0));

        browser.find("#rescue").sendKeys(Keys.ENTER);

        browser.sees("[data-change='" + visit + "'] .way", "→ malee");
    }

    @Test
    void what_is_reported_today_holds_from_now_to_the_end_of_the_day() {
        day = new Dispatch(Given.tenant(), Dispatch.ZONE, LocalDate.now(Dispatch.ZONE));
        somchai = day.technician("somchai", Map.of());
        Instant before = Instant.now().minusSeconds(60);
        signIn(day.day);

        browser.click(away(somchai));
        browser.find("#absence-kind").sendKeys("Van");
        browser.click("#absence-go");

        browser.sees(".notice", "somchai is reported absent");
        JsonPath told = absences(somchai);
        assertThat(told.getString("items[0].kind")).isEqualTo("van-broken");
        assertThat(Instant.parse(told.getString("items[0].from"))).isBetween(before, Instant.now());
        assertThat(Instant.parse(told.getString("items[0].until")))
                .isEqualTo(day.day.plusDays(1).atStartOfDay(Dispatch.ZONE).toInstant());
        browser.sees("#tab-panel", "Nothing is endangered");
    }

    @Test
    void an_absence_of_some_hours_ends_after_it_begins() {
        signIn(day.day);
        browser.click(away(somchai));
        browser.find("#absence-span").sendKeys("From …");
        browser.fill("#absence-from", day.day + "T13:00");
        browser.fill("#absence-until", day.day + "T11:00");
        browser.click("#absence-go");
        browser.sees(".absence .fault", "The end must come after the beginning");
        assertThat(absences(somchai).getList("items")).isEmpty();

        browser.fill("#absence-until", day.day + "T15:30");
        browser.click("#absence-go");

        browser.sees(".notice", "somchai is reported absent");
        assertThat(Instant.parse(absences(somchai).getString("items[0].from"))).isEqualTo(day.at(13, 0));
        assertThat(Instant.parse(absences(somchai).getString("items[0].until"))).isEqualTo(day.at(15, 30));
        browser.sees(away(somchai), "Sick 13:00–15:30");
    }

    @Test
    void a_refusal_stays_beside_what_was_entered() {
        day.sick(somchai);
        signIn(day.day);
        browser.sees(away(somchai), "Sick");
        browser.click(away(somchai));
        browser.type("#absence-note", "ซ้ำ");
        browser.click("#absence-go");

        browser.sees(".absence .fault", "Another absence is known for that time");
        assertThat(browser.find("#absence-note").getAttribute("value")).isEqualTo("ซ้ำ");
        assertThat(browser.errors())
                .as("the refusal")
                .hasSize(1)
                .first()
                .asString()
                .contains("409");
    }

    @Test
    void an_absence_is_taken_back() {
        String visit = planned();
        day.sick(somchai);
        signIn(day.day);
        browser.find(bar(somchai, visit) + ".endangered");

        browser.click(away(somchai));
        browser.click(".absence .take-back");

        browser.sees(".notice", "somchai’s absence is taken back");
        browser.seesNo(".absence [data-absence]");
        browser.seesNo(bar(somchai, visit) + ".endangered");
        assertThat(absences(somchai).getList("items")).isEmpty();

        browser.find("#absence-kind").sendKeys(Keys.ESCAPE);
        browser.seesNo(".absence");
        browser.until("return document.activeElement.classList.contains('tabsent')");
        assertThat(browser.find(away(somchai)).getText()).isEqualTo("Absent, hours…");
    }

    @Test
    void an_absence_that_somebody_changed_meanwhile_is_not_taken_back() {
        day.sick(somchai);
        signIn(day.day);
        browser.click(away(somchai));
        browser.find(".absence .take-back");
        browser.run("const fetched = fetch; window.fetch = (url, options) => /absences\\?/.test(url)"
                + " ? new Promise(() => {}) : fetched(url, options)");
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("note", "ใบรับรองแพทย์"))
                .patch("/absences/" + absences(somchai).getString("items[0].id"))
                .then()
                .statusCode(200);

        browser.click(".absence .take-back");

        browser.sees(".absence .fault", "Somebody changed it before");
        assertThat(absences(somchai).getList("items")).hasSize(1);
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void a_planned_visit_is_sent_to_its_technician() {
        String visit = planned();
        signIn(day.day);
        browser.find(bar(somchai, visit)).sendKeys(Keys.ENTER);
        browser.sees("#tell", "Send it to somchai");

        browser.find("#tell").sendKeys(Keys.ENTER);

        browser.sees(".notice", "is sent to the technician");
        browser.find(bar(somchai, visit) + ".dispatched");
        browser.seesNo("#tell");
        assertThat(day.seen(visit).getString("status")).isEqualTo("dispatched");
    }

    @Test
    void a_visit_that_somebody_moved_is_not_sent_to_whom_nobody_meant() {
        String visit = planned();
        signIn(day.day);
        browser.click(bar(somchai, visit));
        browser.find("#tell");
        // The board has not heard of it yet.
        browser.run("const fetched = fetch; window.fetch = (url, options) => /day-board/.test(url)"
                + " ? new Promise(() => {}) : fetched(url, options)");
        day.schedule(visit, malee, 9);

        browser.click("#tell");

        browser.sees(".notice", "Somebody changed this visit a moment ago");
        assertThat(day.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void the_form_is_shown_in_thai_and_english_on_a_desk_and_on_a_phone() throws IOException {
        planned();
        day.schedule(day.visit(1, Map.of("title", "ล้างแอร์")), malee, 10);
        day.sick(malee);
        signIn(day.day);
        for (String language : List.of("en", "th")) {
            browser.width(1400, 900);
            browser.click(away(malee));
            browser.find(".absence .take-back");
            browser.picture("absence-" + language);
            browser.width(390, 844);
            browser.run("document.querySelector('.absence').scrollIntoView()");
            browser.picture("absence-phone-" + language);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(language)
                    .isEqualTo(true);
            browser.run("scrollTo(0, 0)");
            browser.picture("absence-phone-rows-" + language);
            browser.click(".language");
        }
        browser.width(1440, 900);
    }
}
