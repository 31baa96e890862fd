package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Somebody calls whom nobody knows, or from a place that nobody knows: both are taken up while he waits.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardPlacePageTest extends CallCase {
    /// As a map's link has it: in the middle of what it shows is another place than its pin.
    private static final String LINK = "https://www.google.com/maps/place/%E0%B8%94%E0%B8%AD%E0%B8%A2/"
            + "@18.8112,98.9001,15z/data=!3m1!4b1!4m6!3m5!1s0x30da3a!8m2!3d18.79561!4d98.97012!16s";

    private void searchInVain(String text) {
        browser.type("#call-site", text);
        browser.sees(".call", "No such site");
        browser.click("#place-new");
        browser.until("return document.activeElement.id === 'place-name'");
    }

    private String entered(String field) {
        return browser.find("#place-" + field).getDomProperty("value");
    }

    private double number(String field, int which) {
        return Double.parseDouble(List.of(entered(field).split(", ", -1)).get(which));
    }

    @Test
    void whoever_calls_for_the_first_time_is_taken_up_and_somebody_can_come_at_once() throws IOException {
        searchInVain("ร้านกาแฟดอยคำ");
        assertThat(entered("name")).isEqualTo("ร้านกาแฟดอยคำ");
        browser.type("#place-phone", "081-234-5678");
        browser.find("#place-kind").sendKeys("a company");
        browser.run(
                "const at = document.querySelector('.map canvas').getBoundingClientRect();"
                        + "for (const type of ['pointerdown', 'pointerup']) document.querySelector('.map canvas').dispatchEvent("
                        + "new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, clientX: at.x + 60, clientY: at.y + 60 }))");
        browser.sees(".call", "where the pin is");
        browser.type("#place-road", "นิมมานเหมินท์");
        browser.type("#place-district", "เมืองเชียงใหม่");
        browser.type("#place-province", "เชียงใหม่");
        browser.type("#place-postcode", "50200");
        pictures();

        browser.click("#place-save");

        browser.sees(".notice", "“ร้านกาแฟดอยคำ” is saved");
        browser.until("return document.activeElement.id === 'call-what'");
        browser.sees(".call .noted", "081-234-5678");
        browser.find("#call-what").sendKeys("เครื่องชงไม่ร้อน", Keys.ENTER);
        browser.sees(".candidates [data-technician-candidate='" + malee.id() + "']", "malee");
        Map<String, Object> site = siteNamed("ร้านกาแฟดอยคำ");
        assertThat(site).containsEntry("regionId", day.region).containsEntry("contactPhone", "+66812345678");
        assertThat(degrees(site, "lat")).isBetween(18.0, 19.5);
        assertThat(((Map<?, ?>) site.get("address")).get("line").toString())
                .contains("นิมมานเหมินท์")
                .contains("50200");
        assertThat(rows("/customers?phone=0812345678"))
                .singleElement()
                .satisfies(customer -> assertThat(customer)
                        .containsEntry("name", "ร้านกาแฟดอยคำ")
                        .containsEntry("kind", "company")
                        .containsEntry("id", site.get("customerId")));
    }

    private void pictures() throws IOException {
        for (String language : List.of("en", "th")) {
            browser.run("scrollTo(0, 0)");
            browser.picture("place-" + language);
            browser.width(390, 844);
            browser.run("document.querySelector('.call').scrollIntoView()");
            browser.picture("place-phone-" + language);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(language)
                    .isEqualTo(true);
            browser.width(1440, 900);
            browser.click(".language");
        }
    }

    @Test
    void a_known_customer_who_calls_from_a_new_place_is_not_taken_up_twice() {
        String customer = (String) rows("/customers").getFirst().get("id");
        searchInVain("โรงแรมริมปิง 2");
        browser.fill("#place-name", "โรงแรมริม");
        browser.click("[data-customer='" + customer + "']");
        browser.find(".noted[data-customer='" + customer + "']");
        browser.until("return document.activeElement.id === 'place-site'");
        browser.type("#place-site", "อาคารริมน้ำ");
        browser.type("#place-where", LINK);
        browser.sees(".call", "18.79561, 98.97012");

        browser.click("#place-save");

        browser.sees(".notice", "“อาคารริมน้ำ” is saved");
        Map<String, Object> site = siteNamed("อาคารริมน้ำ");
        assertThat(site).containsEntry("customerId", customer);
        assertThat(degrees(site, "lat")).isCloseTo(18.79561, within(1e-5));
        assertThat(degrees(site, "lon")).isCloseTo(98.97012, within(1e-5));
        assertThat(rows("/customers")).hasSize(1);
    }

    @Test
    void what_cannot_be_read_or_is_refused_is_said_and_what_was_entered_stays() {
        searchInVain("081-234-56789012");
        assertThat(entered("phone")).isEqualTo("081-234-56789012");
        browser.type("#place-name", "คุณสมหญิง");
        browser.type("#place-where", "ตรงข้ามวัด");
        browser.sees(".call .fault", "No position can be read");

        browser.click("#place-save");

        browser.sees(".call [role=alert]", "No position can be read");
        browser.fill("#place-where", "");
        browser.click("#place-save");
        browser.sees(".call [role=alert]", "Telephone");
        assertThat(rows("/customers")).hasSize(1);
        assertThat(entered("name")).isEqualTo("คุณสมหญิง");
        browser.fill("#place-phone", "0812345678");
        browser.click("#place-save");
        browser.sees(".notice", "“คุณสมหญิง” is saved");
        assertThat(rows("/customers")).hasSize(2);
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void an_answer_that_is_lost_makes_nobody_twice_and_what_was_amended_since_holds() {
        searchInVain("คุณสมหญิง");
        browser.run("window.fetched = fetch");
        losesAnswers("customers");
        browser.click("#place-save");
        browser.sees(".call [role=alert]", "The server cannot be reached");
        browser.fill("#place-name", "คุณสมหญิง ใจดี");
        losesAnswers("sites");
        browser.click("#place-save");
        browser.until("return document.querySelector('.noted[data-customer]') !== null");
        browser.sees(".call [role=alert]", "The server cannot be reached");
        browser.run("window.fetch = window.fetched");
        browser.type("#place-where", "18.7883 98.9853");

        browser.click("#place-save");

        browser.sees(".notice", "“คุณสมหญิง ใจดี” is saved");
        assertThat(rows("/customers?q=สมหญิง"))
                .singleElement()
                .satisfies(customer -> assertThat(customer).containsEntry("name", "คุณสมหญิง ใจดี"));
        assertThat(degrees(siteNamed("คุณสมหญิง ใจดี"), "lat")).isCloseTo(18.7883, within(1e-5));
        assertThat(browser.errors()).as("ids that were taken").hasSize(2);
    }

    private void losesAnswers(String collection) {
        browser.run("window.fetch = (url, options) => options?.method === 'POST' && /" + collection + "$/.test(url)"
                + " ? fetched(url, options).then(() => { throw new TypeError('gone'); }) : fetched(url, options)");
    }

    @Test
    void what_was_emptied_since_an_answer_was_lost_is_empty() {
        searchInVain("คุณสมหญิง");
        browser.type("#place-where", "18.7883 98.9853");
        browser.type("#place-road", "ถนนผิด");
        browser.run("window.fetched = fetch");
        losesAnswers("sites");
        browser.click("#place-save");
        browser.sees(".call [role=alert]", "The server cannot be reached");
        browser.run("window.fetch = window.fetched");
        browser.fill("#place-where", "");
        browser.fill("#place-road", "");

        browser.click("#place-save");

        browser.sees(".notice", "“คุณสมหญิง” is saved");
        assertThat(siteNamed("คุณสมหญิง")).doesNotContainKey("lat");
        assertThat(String.valueOf(siteNamed("คุณสมหญิง").get("address"))).doesNotContain("ผิด");
        assertThat(browser.errors()).as("the id that was taken").hasSize(1);
    }

    @Test
    void a_customer_of_that_name_is_shown_before_another_is_made_however_fast_somebody_is() {
        browser.type("#call-site", "ไม่มีที่นี่");
        browser.sees(".call", "No such site");
        browser.click("#place-new");
        browser.find("#place-name");

        browser.run(
                "const name = document.querySelector('#place-name'); name.value = 'คุณโรงแรมริมปิง';"
                        + "name.dispatchEvent(new Event('input', { bubbles: true })); document.querySelector('#place-save').click()");

        browser.sees("[data-customer]", "โรงแรมริมปิง");
        assertThat(rows("/customers")).hasSize(1);
        browser.click("#place-save");
        browser.sees(".notice", "“คุณโรงแรมริมปิง” is saved");
        assertThat(rows("/customers")).as("he is another one").hasSize(2);
    }

    @Test
    void the_places_that_are_known_of_a_customer_are_shown_and_may_be_what_is_meant() {
        String elsewhere = day.nok.creates(
                "/sites", Map.of("customerId", rows("/customers").getFirst().get("id"), "name", "คลังสินค้า"));
        searchInVain("โรงแรมริมปิง 2");
        browser.fill("#place-name", "โรงแรมริม");
        browser.click("[data-customer]");

        browser.click(".call [data-site='" + elsewhere + "']");

        browser.sees(".call .noted", "คลังสินค้า");
        browser.until("return document.activeElement.id === 'call-what'");
        assertThat(rows("/sites")).hasSize(2);
    }

    @Test
    void a_customer_whose_site_is_refused_is_amended_and_not_made_again() {
        searchInVain("คุณสมหญิง");
        browser.run("document.querySelector('#place-moo').removeAttribute('maxlength')");
        browser.type("#place-moo", "หมู่บ้านกุลพันธ์วิลล์ 9");
        browser.click("#place-save");
        browser.sees(".call [role=alert]", "(Moo (village no.))");
        browser.click(".call .again");
        browser.until("return document.activeElement.id === 'place-name'");
        browser.fill("#place-name", "คุณสมหญิง ใจดี");
        browser.fill("#place-moo", "9");

        browser.click("#place-save");

        browser.sees(".notice", "“คุณสมหญิง ใจดี” is saved");
        assertThat(rows("/customers?q=สมหญิง")).hasSize(1);
        assertThat(browser.errors())
                .as("the refusal, and the id that was taken")
                .hasSize(2);
    }

    @Test
    void what_is_saved_too_late_does_not_get_into_the_next_call() {
        searchInVain("คุณสมหญิง");
        browser.run(
                "const fetched = fetch; window.fetch = (url, options) => /sites$/.test(url)"
                        + " ? new Promise(answer => { window.answer = () => answer(fetched(url, options)); }) : fetched(url, options)");
        browser.click("#place-save");
        browser.until("return Boolean(window.answer)");
        browser.click(".call .close");
        browser.click("#new-visit");
        browser.type("#call-site", "อาคาร");

        browser.run("answer()");

        browser.sees(".notice", "“คุณสมหญิง” is saved");
        browser.find("#call-site");
        browser.seesNo(".call .noted");
    }

    @Test
    void what_was_entered_of_a_place_stays_when_it_turns_out_to_lie_in_another_region() {
        day.siam.region("ลำพูน");
        browser.run("location.reload()");
        browser.click("#new-visit");
        searchInVain("คุณสมหญิง");
        browser.type("#place-phone", "0812345678");

        browser.find("#region").sendKeys("ลำพูน");
        browser.click("#new-visit");

        assertThat(entered("name")).isEqualTo("คุณสมหญิง");
        assertThat(entered("phone")).isEqualTo("0812345678");
    }

    @Test
    void a_press_puts_the_pin_and_a_drag_or_the_other_button_does_not() {
        searchInVain("คุณสมหญิง");
        browser.run(
                "window.press = (x, y, to, button) => { const canvas = document.querySelector('.map canvas'); const box = canvas.getBoundingClientRect();"
                        + "const send = (type, at) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, isPrimary: true, button,"
                        + " clientX: box.x + at, clientY: box.y + y })); send('pointerdown', x); send('pointermove', to); send('pointerup', to); }");

        browser.run("press(40, 40, 80, 0); press(60, 60, 60, 2)");
        assertThat(entered("where")).isEmpty();
        browser.run("press(60, 60, 60, 0)");
        double north = number("where", 0);
        double west = number("where", 1);
        browser.run("press(90, 90, 90, 0)");

        assertThat(number("where", 0)).isLessThan(north);
        assertThat(number("where", 1)).isGreaterThan(west);
        browser.seesNo("#chosen-title");
    }

    @Test
    void whoever_gives_up_is_back_where_he_searched_and_nothing_is_made() {
        searchInVain("คุณสมหญิง");

        browser.click("#place-save ~ button");

        browser.until("return document.activeElement.id === 'call-site'");
        assertThat(rows("/customers")).hasSize(1);
        assertThat(rows("/sites?q=สมหญิง")).isEmpty();
    }
}
