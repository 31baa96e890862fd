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
import io.restassured.RestAssured;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The desk in a real browser: what a dispatcher sees and does.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class DeskPageTest {

    private static Browser chromium;

    private Person nok;
    private Person somchai;
    private Work work;
    private Browser browser;

    @BeforeAll
    static void a_browser() {
        chromium = Browser.start();
    }

    @AfterAll
    static void no_browser() {
        chromium.close();
    }

    @BeforeEach
    void a_company() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
        browser = chromium.at(URI.create("http://localhost:" + RestAssured.port));
    }

    @AfterEach
    void no_errors_on_the_console() {
        assertThat(browser.errors()).isEmpty();
    }

    private void signIn() {
        browser.open("/");
        browser.type("#username", nok.username());
        browser.type("#password", Given.PASSWORD);
        browser.find("#password").sendKeys(Keys.ENTER);
        browser.sees("nav", "Visits");
    }

    private static String lane(Person technician) {
        return "[data-technician='" + technician.id() + "']";
    }

    private static String card(String visit) {
        return "[data-visit='" + visit + "']";
    }

    @Test
    void todays_visit_stands_under_its_technician() {
        String visit = work.visitOf(somchai, 0);

        signIn();

        assertThat(browser.address()).contains("/desk/");
        browser.sees(lane(somchai), "somchai");
        browser.sees(lane(somchai) + " " + card(visit), "แอร์ไม่เย็น");
        browser.sees(lane(somchai) + " " + card(visit), "โรงแรมริมปิง · อาคารแม่ปิง");
        browser.sees(lane(somchai) + " " + card(visit), "Dispatched");
    }

    private static void announce(Phone phone, String visit, String sha256, int size, String caption) {
        phone.creates(
                "attachments",
                Map.of(
                        "visitId", visit,
                        "kind", "photo",
                        "sha256", sha256,
                        "size", size,
                        "contentType", "image/jpeg",
                        "caption", caption));
    }

    @Test
    void a_conflict_is_settled_by_one_click() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        work.amend(visit, Map.of("diagnosis", "น้ำยารั่ว"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        phone.push();
        signIn();
        browser.sees("nav .count", "1");

        browser.go("#/conflicts");
        browser.sees(".conflict .base", "ยังไม่ทราบ");
        browser.sees(".conflict .theirs", "น้ำยารั่ว");
        browser.sees(".conflict .yours.kept", "คอมเพรสเซอร์ไหม้");
        browser.sees(".conflict .rule", "The technician owns “Diagnosis”");
        browser.click(".conflict [data-keep='other']");

        browser.seesNo(".conflict");
        browser.sees(".notice", "Settled");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("น้ำยารั่ว");
        assertThat(phone.pull().row("visits", visit).path("diagnosis").asText()).isEqualTo("น้ำยารั่ว");
    }

    @Test
    void a_conflict_can_be_settled_by_words_of_ones_own() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        work.amend(visit, Map.of("diagnosis", "น้ำยารั่ว"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        phone.push();
        signIn();

        browser.go("#/conflicts");
        browser.click(".conflict [aria-expanded]");
        browser.type(".conflict textarea", "น้ำยารั่ว คอมเพรสเซอร์จึงไหม้");
        browser.click(".conflict .editor .primary");

        browser.seesNo(".conflict");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("น้ำยารั่ว คอมเพรสเซอร์จึงไหม้");
    }

    @Test
    void a_push_arrives_without_reloading() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        signIn();
        browser.sees(card(visit), "Dispatched");
        browser.find(".live.on");
        browser.run("window.untouched = true");

        phone.commands(visit, "start", Map.of());
        phone.push();

        browser.sees(card(visit), "In progress");
        assertThat(browser.run("return window.untouched")).isEqualTo(true);
    }

    @Test
    void a_phone_is_listed_with_its_technician_and_what_it_owes() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        announce(phone, visit, "cd".repeat(32), 1000, "ก่อนซ่อม");
        phone.push();
        signIn();

        browser.go("#/devices");

        String row = "[data-device='" + phone.device() + "']";
        browser.sees(row, "somchai");
        browser.sees(row, "1 photo missing");
        browser.sees(row, "In touch");
    }

    @Test
    void the_language_is_changed_and_remembered() {
        signIn();

        browser.click("button.language");
        browser.sees("nav", "นัดบริการ");
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("th");
        browser.open("/desk/");

        browser.sees("nav", "นัดบริการ");
    }

    @Test
    void a_wrong_password_is_told_in_words() {
        browser.open("/desk/");
        browser.type("#username", nok.username());
        browser.type("#password", "not-the-password");
        browser.find("#password").sendKeys(Keys.ENTER);

        browser.sees("[role=alert]", "The name or the password is wrong.");
        assertThat(browser.errors()).as("the browser's own line about the 401").hasSize(1);
    }
}
