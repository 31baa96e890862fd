package io.naichang.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The desk in a real browser: what a dispatcher sees and does.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class DeskPageTest extends PageCase {
    private static final List<String> SCREENS = List.of("#/visits", "#/conflicts", "#/devices");

    private Person nok;
    private Person somchai;
    private Work work;

    @BeforeEach
    void a_company() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
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

        signIn(nok);

        assertThat(browser.address()).contains("/desk/");
        browser.sees(lane(somchai), "somchai");
        browser.sees(lane(somchai) + " " + card(visit), "แอร์ไม่เย็น");
        browser.sees(lane(somchai) + " " + card(visit), "โรงแรมริมปิง · อาคารแม่ปิง");
        browser.sees(lane(somchai) + " " + card(visit), "Dispatched");
    }

    @Test
    void a_visit_that_nobody_began_in_time_stands_out() {
        String visit = work.visitOf(somchai, -1);
        LocalDate day = LocalDate.ofInstant(Instant.now().minus(1, ChronoUnit.HOURS), ZoneId.of("Asia/Bangkok"));
        signIn(nok);

        browser.go("#/visits/" + day);

        browser.sees(card(visit), "Late, not begun");
        browser.sees(".summary", "1 late");
    }

    @Test
    void a_chosen_visit_shows_its_history_its_photos_and_what_is_still_on_the_phone() throws Exception {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "fixed"));
        byte[] photo = photo();
        announce(phone, visit, sha256(photo), photo.length, "คอมเพรสเซอร์");
        announce(phone, visit, "ab".repeat(32), 1000, "แผงไฟ");
        phone.creates("notes", Map.of("visitId", visit, "text", "ลูกค้าขอให้โทรก่อนเข้า"));
        pushWith(phone, photo);

        signIn(nok);
        browser.sees(card(visit), "Evidence missing: 1");
        browser.click(card(visit));

        browser.sees("aside .steps", "Started");
        browser.sees("aside .evidence", "Photo still on the phone of somchai");
        browser.sees("aside .notes", "ลูกค้าขอให้โทรก่อนเข้า");
        browser.sees("aside .attachments", "คอมเพรสเซอร์");
        browser.sees("aside .attachments", "Still on the phone");
        browser.until("return document.querySelector('aside .thumbnail img')?.naturalWidth > 0");
        browser.find("aside").sendKeys(Keys.ESCAPE);
        browser.seesNo("aside");
        browser.until("return document.activeElement.dataset.visit === '" + visit + "'");
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

    private void pushWith(Phone phone, byte[] photo) throws NoSuchAlgorithmException {
        somchai.request()
                .contentType("multipart/form-data")
                // In bytes: REST Assured would write a text in US-ASCII, which knows no Thai.
                .multiPart("batch", "batch.json", phone.batch().toString().getBytes(UTF_8), "application/json")
                .multiPart(sha256(photo), "photo.jpg", photo, "image/jpeg")
                .post("/sync/push")
                .then()
                .statusCode(200);
    }

    private static byte[] photo() throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(UUID.randomUUID().hashCode() & 0xffffff));
        graphics.fillRect(40, 40, 200, 120);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void a_push_arrives_without_reloading() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        signIn(nok);
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
        ObjectNode batch = phone.batch();
        batch.putObject("clock")
                .put("wall", Instant.now().plus(Duration.ofDays(3)).toString());
        phone.sends(batch).then().statusCode(200);
        signIn(nok);

        browser.go("#/devices");

        String row = "[data-device='" + phone.device() + "']";
        browser.sees(row, "somchai");
        browser.sees(row, "1 photo missing");
        browser.sees(row, "In touch");
        browser.sees(row + " [data-label='App']", "Android 1.0 · schema 3");
        for (String known : List.of("Last sent", "Last received", "Waits since")) {
            assertThat(browser.find(row + " [data-label='" + known + "'] time").getText())
                    .as(known)
                    .isNotBlank();
        }
        browser.sees(row + " [data-label='Clock']", "3 days fast");
    }

    @Test
    void a_phone_that_was_registered_a_moment_ago_is_in_touch() {
        Phone phone = Phone.of(somchai);
        signIn(nok);

        browser.go("#/devices");

        String row = "[data-device='" + phone.device() + "']";
        browser.sees(row, "In touch");
        browser.sees(row, "Never");
        browser.sees(".summary", "All phones in touch");
        assertThat(browser.find("main").getText()).doesNotContain("{", "}");
    }

    @Test
    void the_language_is_changed_and_remembered() {
        signIn(nok);

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

    @Test
    void signing_out_forgets_who_was_here() {
        signIn(nok);
        // At once: what is still being read then must not be asked for without a session.
        browser.find("header button.out").click();
        browser.find("#username");
        assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);

        browser.open("/desk/");

        browser.find("#username");
    }

    @Test
    void nothing_scrolls_sideways_on_a_phone_and_every_control_has_a_name() throws Exception {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        work.amend(visit, Map.of("diagnosis", "น้ำยารั่ว"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้".repeat(30));
        byte[] photo = photo();
        announce(phone, visit, sha256(photo), photo.length, "ป้ายชื่อเครื่อง".repeat(20));
        pushWith(phone, photo);
        signIn(nok);
        browser.width(390, 844);

        for (String language : List.of("en", "th")) {
            assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language);
            for (String screen : SCREENS) {
                browser.go(screen);
                browser.find(
                        switch (screen) {
                            case "#/visits" -> card(visit);
                            case "#/conflicts" -> ".side";
                            default -> "[data-device]";
                        });
                fits(language + " " + screen);
            }
            browser.go("#/visits/today/" + visit);
            browser.find("aside button.thumbnail img");
            fits(language + " a visit");
            browser.go("#/visits");
            browser.seesNo("aside");
            browser.click("button.language");
        }
    }

    /// What is inert is behind the visit that covers it, what is folded away is behind its summary: nobody can reach
    /// it, by
    /// eye, key or voice.
    private void fits(String where) {
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .as("width of %s", where)
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isLessThanOrEqualTo(390L);
        List<WebElement> controls = browser.all(
                ":is(button, a, input, select, textarea, summary):not([inert], [inert] *, details:not([open]) > :not(summary) *)");
        assertThat(controls).as("controls of %s", where).isNotEmpty();
        assertThat(controls.stream()
                        .filter(each -> each.getAccessibleName().isBlank())
                        .map(each -> each.getDomProperty("outerHTML")))
                .as("controls of %s without a name", where)
                .isEmpty();
    }
}
