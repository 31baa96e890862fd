package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Somebody calls: a visit is written down beside the board, given to who can take it, or called off.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardCallPageTest extends PageCase {
    private Dispatch day;
    private Person somchai;
    private Person malee;
    private String known;

    @BeforeEach
    void a_region_with_a_site_that_calls() {
        day = new Dispatch();
        somchai = day.technician("somchai", Map.of("lift", 2));
        malee = day.technician("malee", Map.of("aircon", 3));
        known = day.visit(2, Map.of("title", "ล้างแอร์"));
    }

    private void signIn() {
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.find("#new-visit");
    }

    private String site() {
        return day.seen(known).getString("siteId");
    }

    private List<Map<String, Object>> visitsCalled(String title) {
        return JsonPath.from(day.nok
                        .request()
                        .queryParam("regionId", day.region)
                        .get("/visits")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .getList("items.findAll { it.title == '" + title + "' }");
    }

    @Test
    void by_keys_a_call_becomes_a_visit_and_who_could_take_it_is_shown_at_once() throws IOException {
        signIn();

        browser.find("#new-visit").sendKeys(Keys.ENTER);
        browser.until("return document.activeElement.id === 'call-site'");
        browser.find("#call-site").sendKeys("ริมปิง", Keys.ENTER);
        browser.until("return document.activeElement.id === 'call-what'");
        browser.find("#call-priority").sendKeys("Emergency");
        browser.fill("#call-minutes", "45");
        browser.fill("#call-from", "10:00");
        browser.fill("#call-until", "12:00");
        browser.click("[data-skill='aircon']");
        browser.find("#call-what").sendKeys("แอร์ห้องประชุมไม่เย็น", Keys.ENTER);

        browser.sees(".notice", "“แอร์ห้องประชุมไม่เย็น” is written down");
        browser.sees("#chosen-title", "แอร์ห้องประชุมไม่เย็น");
        browser.sees(".candidates [data-technician-candidate='" + malee.id() + "']", "malee");
        browser.seesNo(".candidates [data-technician-candidate='" + somchai.id() + "']");
        Map<String, Object> made = visitsCalled("แอร์ห้องประชุมไม่เย็น").getFirst();
        assertThat(made)
                .containsEntry("siteId", site())
                .containsEntry("status", "unscheduled")
                .containsEntry("kind", "repair")
                .containsEntry("priority", "emergency")
                .containsEntry("duration", "PT45M")
                .containsEntry("requiredSkills", List.of("aircon"));
        assertThat(Instant.parse((String) made.get("windowStart"))).isEqualTo(day.at(10, 0));
        assertThat(Instant.parse((String) made.get("windowEnd"))).isEqualTo(day.at(12, 0));

        browser.picture("call-candidates-en");
        browser.find("[data-technician-candidate='" + malee.id() + "']").sendKeys(Keys.ENTER);

        browser.sees(".notice", "is now planned");
        browser.find(".trow[data-technician='" + malee.id() + "'] [data-visit='" + made.get("id") + "']");
    }

    @Test
    void the_caller_is_found_by_his_number_with_all_his_sites() {
        IntStream.range(3, 12).forEach(day::site);
        String customer = day.seen(known).getString("customerId");
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("phones", List.of("+66812345678")))
                .patch("/customers/" + customer)
                .then()
                .statusCode(200);
        signIn();
        browser.click("#new-visit");

        browser.find("#call-site").sendKeys("081-234-5678");
        browser.until("return document.querySelectorAll('#call-sites [data-site]').length === 8");
        browser.find(".call .more").sendKeys(Keys.ENTER);

        browser.until("return document.querySelectorAll('#call-sites [data-site]').length === 10");
        browser.seesNo(".call .more");
        browser.until("return document.activeElement.matches('#call-sites li:nth-child(9) .card')");
        browser.find("#call-sites [data-site='" + site() + "']");
    }

    @Test
    void a_site_of_another_region_is_found_and_its_visit_is_on_the_other_board() {
        String far = siteIn(day.siam.region("ลำพูน"));
        signIn();
        browser.click("#new-visit");
        browser.find("#call-site").sendKeys("โรงงานลำไย");
        browser.sees("#call-sites [data-site='" + far + "']", "In another region, ลำพูน");
        browser.click("#call-sites [data-site='" + far + "']");

        browser.find("#call-what").sendKeys("เครื่องอบไม่ร้อน", Keys.ENTER);

        browser.sees(".notice", "“เครื่องอบไม่ร้อน” is written down");
        browser.sees("#chosen-title", "เครื่องอบไม่ร้อน");
        browser.until("return !location.hash.includes('" + day.region + "')");
    }

    @Test
    void a_site_of_no_region_is_put_into_this_one_since_its_visit_would_be_on_no_board() {
        String nowhere = siteIn(null);
        signIn();
        browser.click("#new-visit");
        browser.find("#call-site").sendKeys("โรงงานลำไย");
        browser.sees("#call-sites [data-site='" + nowhere + "']", "Of no region yet");
        browser.click("#call-sites [data-site='" + nowhere + "']");

        browser.find("#call-what").sendKeys("เครื่องอบไม่ร้อน", Keys.ENTER);

        browser.sees("#chosen-title", "เครื่องอบไม่ร้อน");
        assertThat(visitsCalled("เครื่องอบไม่ร้อน"))
                .singleElement()
                .satisfies(visit -> assertThat(visit).containsEntry("siteId", nowhere));
    }

    private String siteIn(@Nullable String region) {
        Map<String, Object> site = new HashMap<>(Map.of(
                "customerId",
                day.seen(known).getString("customerId"),
                "name",
                "โรงงานลำไย",
                "lat",
                18.57,
                "lon",
                99.0));
        if (region != null) {
            site.put("regionId", region);
        }
        return day.nok.creates("/sites", site);
    }

    @Test
    void what_cannot_be_is_said_and_nothing_is_made() {
        signIn();
        browser.click("#new-visit");
        browser.find("#call-site").sendKeys("ไม่มีที่นี่");
        browser.sees(".call", "No such site");
        browser.type("#call-what", "ลิฟต์ค้าง");
        browser.find("#call-what").sendKeys(Keys.ENTER);
        browser.until("return document.activeElement.id === 'call-site'");
        browser.run("document.querySelector('#call-site').value = ''");
        browser.find("#call-site").sendKeys("ริมปิง");
        browser.click("#call-sites [data-site='" + site() + "']");
        browser.fill("#call-from", "12:00");
        browser.fill("#call-until", "10:00");

        browser.click("#call-go");

        browser.sees(".call .fault", "The end must come after the beginning");
        assertThat(visitsCalled("ลิฟต์ค้าง")).isEmpty();

        browser.find("#call-what").sendKeys(Keys.ESCAPE);
        browser.seesNo(".call");
        browser.until("return document.activeElement.id === 'new-visit'");
        browser.find("#new-visit").sendKeys(Keys.ENTER);
        assertThat(browser.find("#call-what").getAttribute("value")).isEqualTo("ลิฟต์ค้าง");
        browser.click(".call .close");
        browser.find("#new-visit").sendKeys(Keys.ENTER);
        assertThat(browser.find("#call-what").getAttribute("value")).isEmpty();
    }

    @Test
    void a_call_whose_answer_is_lost_is_not_written_down_twice() {
        signIn();
        browser.click("#new-visit");
        browser.fill("#call-site", "ริมปิง");
        browser.click("#call-sites [data-site='" + site() + "']");
        browser.type("#call-what", "น้ำท่วมห้องเครื่อง");
        browser.run(
                "window.fetched = fetch; window.fetch = (url, options) => options?.method === 'POST' && /visits$/.test(url)"
                        + " ? fetched(url, options).then(() => { throw new TypeError('gone'); }) : fetched(url, options)");
        browser.click("#call-go");
        browser.sees(".call .fault", "The server cannot be reached");
        browser.run("window.fetch = (url, options) => options?.method === 'POST' && /visits$/.test(url)"
                + " ? Promise.resolve(new Response('{\"code\":\"busy\"}', { status: 429 })) : fetched(url, options)");
        browser.click("#call-go");
        browser.sees(".call .fault", "The server is busy");
        browser.run("window.fetch = window.fetched");
        browser.fill("#call-minutes", "90");

        browser.click("#call-go");

        browser.sees(".notice", "had been written down before the connection broke");
        browser.sees("#chosen-title", "น้ำท่วมห้องเครื่อง");
        assertThat(visitsCalled("น้ำท่วมห้องเครื่อง")).hasSize(1);
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void the_day_may_be_turned_while_it_is_written() {
        signIn();
        browser.click("#new-visit");
        browser.fill("#call-site", "ริมปิง");
        browser.click("#call-sites [data-site='" + site() + "']");
        browser.type("#call-what", "ประตูม้วนค้าง");
        browser.fill("#call-from", "23:00");
        browser.fill("#call-until", "01:00");
        browser.click(".toolbar .after");
        browser.until("return location.hash.endsWith('" + day.day.plusDays(1) + "')");

        browser.click("#call-go");

        browser.sees(".notice", "is written down");
        Map<String, Object> made = visitsCalled("ประตูม้วนค้าง").getFirst();
        assertThat(Instant.parse((String) made.get("windowStart")))
                .isEqualTo(day.at(23, 0).plus(Duration.ofDays(1)));
        assertThat(Instant.parse((String) made.get("windowEnd")))
                .isEqualTo(day.at(1, 0).plus(Duration.ofDays(2)));
    }

    @Test
    void what_was_written_is_still_there_after_a_look_at_another_visit() {
        signIn();
        browser.click("#new-visit");
        browser.type("#call-what", "น้ำหยด");
        browser.click(".map, .dispatch-main"); // leaves the field
        browser.run("location.hash += '/" + known + "'");
        browser.sees("#chosen-title", "ล้างแอร์");

        browser.click(".chosen .close");

        browser.find(".call");
        assertThat(browser.find("#call-what").getAttribute("value")).isEqualTo("น้ำหยด");
    }

    @Test
    void a_visit_that_nobody_needs_any_more_is_called_off() {
        day.schedule(known, somchai, 9);
        signIn();
        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .cancel summary");
        browser.find("#cancel-reason").sendKeys("ลูกค้าซ่อมเองแล้ว", Keys.ENTER);

        browser.sees(".notice", "“ล้างแอร์” is called off");
        browser.seesNo(".trow [data-visit='" + known + "']");
        assertThat(day.seen(known).getString("status")).isEqualTo("cancelled");
        assertThat(day.seen(known).getString("cancelReason")).isEqualTo("ลูกค้าซ่อมเองแล้ว");
    }

    @Test
    void a_visit_that_was_sent_is_taken_back_and_can_be_given_to_somebody_else() {
        day.schedule(known, somchai, 9);
        day.step(known, "dispatch", Map.of());
        signIn();
        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .unschedule summary");
        browser.find("#unschedule-reason").sendKeys("สมชายติดงานด่วน", Keys.ENTER);

        browser.sees(".notice", "Nobody has “ล้างแอร์” any more");
        browser.until("return document.activeElement.matches('.chosen')");
        browser.sees(".chosen", "nobody has it");
        browser.seesNo(".trow [data-visit='" + known + "']");
        browser.seesNo(".chosen .unschedule");
        assertThat(day.seen(known).getString("status")).isEqualTo("unscheduled");
        browser.find("[data-technician-candidate='" + malee.id() + "']").sendKeys(Keys.ENTER);
        browser.sees(".notice", "is now planned");
        browser.find(".trow[data-technician='" + malee.id() + "'] [data-visit='" + known + "']");
    }

    /// The board shows it in the row of whoever began it, though it was given to another.
    @Test
    void a_visit_that_another_technician_began_is_called_off_too() {
        day.schedule(known, malee, 9);
        day.step(known, "dispatch", Map.of());
        Phone phone = Phone.of(malee).pull();
        phone.commands(known, "start", Map.of());
        day.schedule(known, somchai, 9);
        day.step(known, "dispatch", Map.of());
        phone.push();
        assertThat(day.seen(known).getString("technicianId"))
                .isEqualTo(somchai.id().toString());
        assertThat(day.seen(known).getString("performedBy"))
                .isEqualTo(malee.id().toString());
        signIn();

        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .cancel summary");
        browser.find("#cancel-reason").sendKeys("ลูกค้าซ่อมเองแล้ว", Keys.ENTER);

        browser.sees(".notice", "“ล้างแอร์” is called off");
        assertThat(day.seen(known).getString("status")).isEqualTo("cancelled");
    }

    @Test
    void a_visit_that_somebody_changed_meanwhile_is_not_called_off() {
        day.schedule(known, somchai, 9);
        signIn();
        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .cancel summary");
        browser.find("#cancel-reason");
        // The board has not heard of it yet.
        browser.run("const fetched = fetch; window.fetch = (url, options) => /day-board/.test(url)"
                + " ? new Promise(() => {}) : fetched(url, options)");
        day.step(known, "dispatch", Map.of());

        browser.find("#cancel-reason").sendKeys("ไม่ต้องมา", Keys.ENTER);

        browser.sees(".chosen .fault", "Somebody changed this visit a moment ago");
        assertThat(day.seen(known).getString("status")).isEqualTo("dispatched");
    }

    @Test
    void whoever_looks_at_another_visit_by_then_hears_that_it_was_not_called_off_and_may_try_again() {
        day.schedule(known, somchai, 9);
        String other = day.visit(7, Map.of());
        day.schedule(other, somchai, 13);
        signIn();
        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .cancel summary");
        browser.run("const fetched = fetch; const lost = new Promise((_, lose) => { window.lose = lose; });"
                + "window.fetch = (url, options) => /cancel$/.test(url) ? lost : fetched(url, options)");
        browser.find("#cancel-reason").sendKeys("ไม่ต้องมา", Keys.ENTER);
        browser.find(".chosen .cancel button:disabled");
        browser.click(".trow [data-visit='" + other + "']");
        browser.click(".chosen [id='cancel-" + other + "'] summary");

        browser.run("lose(new TypeError('gone'))");

        browser.sees(".notice", "The server cannot be reached");
        browser.click(".trow [data-visit='" + known + "']");
        browser.click(".chosen .cancel summary");
        assertThat(browser.find(".chosen .cancel button").isEnabled()).isTrue();
    }

    @Test
    void the_form_is_shown_in_thai_and_english_on_a_desk_and_on_a_phone() throws IOException {
        signIn();
        for (String language : List.of("en", "th")) {
            browser.width(1400, 900);
            browser.click("#new-visit");
            browser.fill("#call-site", "ริมปิง");
            browser.find("#call-sites [data-site]");
            browser.picture("call-search-" + language);
            browser.click("#call-sites [data-site]");
            browser.find(".call .again");
            browser.picture("call-" + language);
            browser.width(390, 844);
            browser.picture("call-phone-board-" + language);
            browser.run("document.querySelector('.call').scrollIntoView()");
            browser.picture("call-phone-" + language);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(language)
                    .isEqualTo(true);
            browser.click(".call .close");
            browser.run("scrollTo(0, 0)");
            browser.click(".language");
        }
        browser.width(1440, 900);
    }
}
