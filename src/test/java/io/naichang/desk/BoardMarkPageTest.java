package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// A known site of which nobody said where it is is put onto the map while its customer waits.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardMarkPageTest extends CallCase {
    @Test
    void where_a_site_is_is_kept_by_whoever_writes_the_visit_down_at_once() {
        String site = day.siteWithoutPosition();
        marks("ที่ไหนสักแห่ง", site);
        browser.type("#mark-where", "18.7883 98.9853");

        browser.find("#call-what").sendKeys("แอร์ไม่เย็น", Keys.ENTER);

        browser.sees(".candidates [data-technician-candidate='" + malee.id() + "']", "malee");
        assertThat(degrees(siteNamed("ที่ไหนสักแห่ง"), "lat")).isCloseTo(18.7883, within(1e-5));
    }

    private void marks(String name, String site) {
        browser.type("#call-site", name);
        browser.click("#call-sites [data-site='" + site + "']");
        browser.click("#mark");
        browser.until("return document.activeElement.id === 'mark-where'");
    }

    @Test
    void a_site_that_somebody_amended_meanwhile_is_put_onto_the_map_all_the_same_and_no_visit_is_sent_by_it() {
        String site = day.siteWithoutPosition();
        marks("ที่ไหนสักแห่ง", site);
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("accessNotes", "เข้าทางหลัง"))
                .patch("/sites/" + site)
                .then()
                .statusCode(200);
        browser.type("#call-what", "แอร์ไม่เย็น");

        browser.find("#mark-where").sendKeys("18.7883 98.9853", Keys.ENTER);

        browser.sees(".notice", "It is known now where");
        browser.until("return document.activeElement.id === 'call-what'");
        assertThat(siteNamed("ที่ไหนสักแห่ง"))
                .containsEntry("accessNotes", "เข้าทางหลัง")
                .containsKey("lat");
        browser.click(".call .again");
        browser.find("#call-site").sendKeys(Keys.ENTER);
        browser.sees(".call .noted", "ที่ไหนสักแห่ง");
        browser.seesNo("#mark");
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
