package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Somebody calls whom nobody knows, or from a place that nobody knows: both are taken up while he waits.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardPlacePageTest extends PageCase {
    /// As a map's link has it: in the middle of what it shows is another place than its pin.
    private static final String LINK = "https://www.google.com/maps/place/%E0%B8%94%E0%B8%AD%E0%B8%A2/"
            + "@18.8112,98.9001,15z/data=!3m1!4b1!4m6!3m5!1s0x30da3a!8m2!3d18.79561!4d98.97012!16s";

    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region_and_somebody_who_works_in_it() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        day.visit(2, Map.of("title", "ล้างแอร์"));
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click("#new-visit");
    }

    private void searchInVain(String text) {
        browser.type("#call-site", text);
        browser.sees(".call", "No such site");
        browser.click("#place-new");
        browser.until("return document.activeElement.id === 'place-name'");
    }

    private String entered(String field) {
        return browser.find("#place-" + field).getDomProperty("value");
    }

    private List<Map<String, Object>> rows(String path) {
        return JsonPath.from(day.nok
                        .request()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .getList("items");
    }

    private Map<String, Object> siteNamed(String name) {
        return rows("/sites?limit=500").stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private static double degrees(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).doubleValue();
    }

    @Test
    void whoever_calls_for_the_first_time_is_taken_up_and_somebody_can_come_at_once() throws IOException {
        searchInVain("ร้านกาแฟดอยคำ");
        assertThat(entered("name")).isEqualTo("ร้านกาแฟดอยคำ");
        browser.type("#place-phone", "081-234-5678");
        browser.find("#place-kind").sendKeys("a company");
        browser.run("const at = document.querySelector('.map canvas').getBoundingClientRect();"
                + "for (const type of ['pointerdown', 'pointerup']) document.querySelector('.map canvas').dispatchEvent("
                + "new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: at.x + 60, clientY: at.y + 60 }))");
        browser.sees(".call", "where the pin is");
        browser.type("#place-road", "นิมมานเหมินท์");
        browser.type("#place-district", "เมืองเชียงใหม่");
        browser.type("#place-province", "เชียงใหม่");
        browser.type("#place-postcode", "50200");
        pictures();

        browser.click("#place-save");

        browser.sees(".notice", "“ร้านกาแฟดอยคำ” is taken up");
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

        browser.sees(".notice", "“อาคารริมน้ำ” is taken up");
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
        browser.type("#place-where", "98.98530, 18.78830");
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
        browser.sees(".notice", "“คุณสมหญิง” is taken up");
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

        browser.sees(".notice", "“คุณสมหญิง ใจดี” is taken up");
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
    void whoever_gives_up_is_back_where_he_searched_and_nothing_is_made() {
        searchInVain("คุณสมหญิง");

        browser.click("#place-save ~ button");

        browser.until("return document.activeElement.id === 'call-site'");
        assertThat(rows("/customers")).hasSize(1);
        assertThat(rows("/sites?q=สมหญิง")).isEmpty();
    }

    @Test
    void by_keys_a_site_of_which_nobody_said_where_it_is_is_put_onto_the_map() {
        String site = day.siteWithoutPosition();
        browser.type("#call-site", "ที่ไหนสักแห่ง");
        browser.click("#call-sites [data-site='" + site + "']");
        browser.sees(".call .fault", "Without a position nobody can be planned");
        browser.find("#mark").sendKeys(Keys.ENTER);
        browser.until("return document.activeElement.id === 'mark-where'");

        browser.find(".map canvas").sendKeys(Keys.ARROW_RIGHT, Keys.ENTER);

        browser.sees(".call", "where the pin is");
        browser.find("#mark-save").sendKeys(Keys.ENTER);
        browser.sees(".notice", "It is known now where");
        browser.seesNo("#mark-save");
        assertThat(degrees(siteNamed("ที่ไหนสักแห่ง"), "lat")).isBetween(18.0, 19.5);
        assertThat(degrees(siteNamed("ที่ไหนสักแห่ง"), "lon")).isBetween(98.0, 100.0);
    }
}
