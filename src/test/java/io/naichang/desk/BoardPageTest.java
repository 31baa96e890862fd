package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The dispatch board in a real browser: planned by hand, by keys and by the planner.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardPageTest extends PageCase {
    private Dispatch day;
    private Person somchai;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        somchai = day.technician("somchai", Map.of("hvac", 3));
        malee = day.technician("malee", Map.of());
        browser.width(1440, 900);
    }

    private void signIn(LocalDate shown) {
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + shown);
        browser.find(row(somchai));
    }

    private static String row(Person technician) {
        return ".trow[data-technician='" + technician.id() + "']";
    }

    private static String bar(Person technician, String visit) {
        return row(technician) + " " + on(visit);
    }

    private static String on(String visit) {
        return "[data-visit='" + visit + "']";
    }

    private static String track(Person technician) {
        return row(technician) + " .ttrack";
    }

    /// The board shows 7 to 18 o'clock.
    private static double share(double hour) {
        return (hour - 7) / 11;
    }

    @Test
    void a_visit_that_nobody_has_is_dragged_to_a_technician_at_a_time() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        signIn(day.day);

        browser.carry("#tab-panel " + on(visit), track(malee), share(10));
        browser.sees(".tghost[data-allowed='true'] .why", "Fits");
        browser.letGo();

        browser.find(bar(malee, visit));
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(malee.id().toString());
        assertThat(Instant.parse(day.seen(visit).getString("plannedStart")))
                .isBetween(
                        day.at(10, 0).minus(10, ChronoUnit.MINUTES),
                        day.at(10, 0).plus(10, ChronoUnit.MINUTES));
        browser.sees("#tab-panel", "Every visit has somebody");
    }

    @Test
    void a_planned_visit_is_dragged_to_somebody_else() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        signIn(day.day);

        browser.carry(bar(somchai, visit), track(malee), share(13));
        browser.letGo();

        browser.find(bar(malee, visit));
        browser.seesNo(bar(somchai, visit));
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(malee.id().toString());
    }

    @Test
    void an_impossible_drop_is_refused_with_the_reason() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น", "requiredSkills", List.of("hvac")));
        signIn(day.day);

        browser.carry("#tab-panel " + on(visit), track(malee), share(10));
        browser.sees(".tghost[data-allowed='false'] .why", "hvac");
        browser.letGo();

        browser.sees(".notice", "Not possible");
        browser.sees(".notice", "hvac");
        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    @Test
    void without_a_mouse_a_visit_is_given_to_a_candidate() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น", "requiredSkills", List.of("hvac")));
        signIn(day.day);

        browser.find("#tab-panel " + on(visit)).sendKeys(Keys.ENTER);
        browser.sees(".candidates", "somchai");
        browser.find("[data-technician-candidate='" + somchai.id() + "']").sendKeys(Keys.ENTER);

        assertThat(browser.find(".notice").getText()).contains("is now planned");
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(somchai.id().toString());
    }

    @Test
    void without_a_mouse_a_visit_is_given_to_anybody_at_any_time() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        signIn(day.day);

        browser.find("#tab-panel " + on(visit)).sendKeys(Keys.ENTER);
        browser.find("#give-technician").sendKeys("malee");
        browser.find("#give-time").sendKeys("0225PM");
        browser.find("#give-time").sendKeys(Keys.ENTER);

        browser.sees(".notice", "is now planned");
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(malee.id().toString());
        assertThat(Instant.parse(day.seen(visit).getString("plannedStart"))).isEqualTo(day.at(14, 25));
    }

    @Test
    void whoever_closes_a_visit_is_back_on_its_bar() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        signIn(day.day);

        browser.find(bar(somchai, visit)).sendKeys(Keys.ENTER);
        browser.find(".chosen");
        browser.until("return document.activeElement.classList.contains('chosen')");
        browser.press(Keys.ESCAPE);

        browser.seesNo(".chosen");
        browser.until("return document.activeElement.dataset.visit === '" + visit + "'");
    }

    @Test
    void a_plan_is_shown_as_a_diff_and_two_of_its_rows_are_accepted() {
        List<String> visits = Stream.of(1, 2, 3)
                .map(north -> day.visit(north, Map.of("title", "ล้างแอร์ " + north)))
                .toList();
        signIn(day.day);

        browser.click("#tab-plan");
        browser.find("#plan-mode").sendKeys("Place");
        browser.click("#plan-go");
        for (String visit : visits) {
            browser.sees("[data-change='" + visit + "']", "nobody →");
        }
        browser.click("[data-change='" + visits.get(1) + "'] input");
        browser.sees("#plan-accept", "Accept 2 rows");
        browser.click("#plan-accept");

        browser.sees(".notice", "2 rows are carried out");
        browser.sees(".diff", "1 change");
        assertThat(visits.stream().map(each -> day.seen(each).getString("status")))
                .containsExactly("scheduled", "unscheduled", "scheduled");
        browser.find(".rows " + on(visits.get(0)));
        browser.find(".rows " + on(visits.get(2)));
    }

    @Test
    void rows_that_the_world_overtook_are_marked_and_nothing_is_carried_out() {
        String first = day.visit(1, Map.of("title", "ล้างแอร์ 1"));
        String second = day.visit(2, Map.of("title", "ล้างแอร์ 2"));
        signIn(day.day);
        browser.click("#tab-plan");
        browser.find("#plan-mode").sendKeys("Place");
        browser.click("#plan-go");
        browser.find("[data-change='" + first + "']");

        day.step(first, "cancel", Map.of("reason", "ลูกค้ายกเลิก"));
        browser.click("#plan-accept");

        browser.sees("[data-change='" + first + "'] .danger", "called off");
        assertThat(browser.errors())
                .as("the refusal")
                .hasSize(1)
                .first()
                .asString()
                .contains("409");
        assertThat(day.seen(second).getString("status")).isEqualTo("unscheduled");
    }

    @Test
    void what_a_phone_reports_arrives_on_the_board() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, now);
        day.step(visit, "dispatch", Map.of());
        signIn(LocalDate.ofInstant(now, Dispatch.ZONE));
        browser.find(bar(somchai, visit) + ".dispatched");

        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.push();

        browser.find(bar(somchai, visit) + ".in-progress");
    }

    @Test
    void a_filter_that_hides_everything_does_not_say_that_there_is_nothing() {
        day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        signIn(day.day);
        browser.type("#tab-panel input[type=search]", "ปั๊มน้ำ");

        browser.sees("#tab-panel .empty", "None is like that");
    }

    @Test
    void what_nobody_has_is_there_as_soon_as_another_dispatcher_writes_it_down() {
        signIn(day.day);
        browser.click("#tab-unassigned");
        browser.looksOnlyWhenPoked();

        String visit = day.visit(1, Map.of("title", "ลิฟต์ค้าง"));
        browser.sees("#tab-panel", "ลิฟต์ค้าง");
        day.amend(visit, Map.of("title", "ลิฟต์ค้างชั้นสี่"));

        browser.sees("#tab-panel", "ลิฟต์ค้างชั้นสี่");
    }

    @Test
    void two_dispatchers_see_each_others_changes() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        signIn(day.day);
        browser.find("#tab-panel " + on(visit));

        day.schedule(visit, somchai, 9);

        browser.find(bar(somchai, visit));
    }

    @Test
    void what_an_absence_leaves_is_endangered() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        day.sick(somchai);
        signIn(day.day);

        browser.find(bar(somchai, visit) + ".endangered");
        browser.click("#tab-endangered");
        browser.sees("#tab-panel " + on(visit), "somchai is not at work then");
    }

    @Test
    void what_is_endangered_is_replanned_by_one_click() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        day.sick(somchai);
        signIn(day.day);

        browser.click("#tab-endangered");
        browser.click("#rescue");

        browser.sees("[data-change='" + visit + "'] .way", "somchai");
        browser.sees("[data-change='" + visit + "'] .way", "→ malee");
    }

    @Test
    void a_conflict_is_settled_beside_the_board() {
        String visit = day.visit(2, Map.of("title", "แอร์ไม่เย็น"));
        day.schedule(visit, somchai, 9);
        day.step(visit, "dispatch", Map.of());
        Phone phone = Phone.of(somchai).pull();
        day.amend(visit, Map.of("diagnosis", "น้ำยารั่ว"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        phone.push();
        signIn(day.day);

        browser.sees("#tab-conflicts .count", "1");
        browser.click("#tab-conflicts");
        browser.sees("#tab-panel .conflict .theirs", "น้ำยารั่ว");
        browser.sees("#tab-panel .conflict .yours.kept", "คอมเพรสเซอร์ไหม้");
        browser.click("#tab-panel .conflict [data-keep='other']");

        browser.seesNo(".conflict");
        browser.seesNo("#tab-conflicts .count");
        assertThat(day.seen(visit).getString("diagnosis")).isEqualTo("น้ำยารั่ว");
    }

    @Test
    void whoever_has_work_and_a_silent_phone_is_marked() {
        day.schedule(day.visit(2, Map.of("title", "แอร์ไม่เย็น")), somchai, 9);
        Phone.of(somchai).pull();
        signIn(day.day);
        browser.find(".rows .tbar");
        browser.seesNo(row(somchai) + " .tsilent");

        browser.run("const now = Date.now; Date.now = () => now() + 25 * 3_600_000;"
                + "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");

        browser.sees(row(somchai) + " .tsilent", "Phone silent");
        browser.seesNo(row(malee) + " .tsilent");
    }

    @Test
    void a_whole_day_is_shown_in_thai_and_english_on_a_desk_and_on_a_phone() throws IOException {
        List<Person> technicians =
                List.of(somchai, malee, day.technician("anan", Map.of("hvac", 2)), day.technician("pim", Map.of()));
        for (int i = 0; i < 12; i++) {
            String visit = day.visit(
                    i % 7 - 3,
                    Map.of(
                            "title",
                            "ล้างแอร์และตรวจน้ำยา ชั้น " + (i + 1),
                            "priority",
                            i == 11 ? "emergency" : "normal"));
            if (i < 9) {
                day.schedule(visit, technicians.get(i % 4), 9 + 2 * (i / 4));
            }
        }
        signIn(day.day);
        browser.click("#tab-plan");
        browser.click("#plan-go");
        browser.find("[data-change]");
        assertThat(browser.all(".rows .tbar")).hasSize(9);
        browser.picture("board-en");
        browser.click(".language");
        browser.sees("h1", "กระดานจัดคิวงาน");
        browser.picture("board-th");
        browser.width(390, 844);
        browser.picture("board-phone-th");
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        browser.click(".language");
        browser.click("#tab-unassigned");
        browser.picture("board-phone-en");
        browser.width(1440, 900);
    }

    @Test
    void the_board_fits_onto_a_phone_in_both_languages() {
        day.visit(2, Map.of("title", "แอร์ไม่เย็น ห้องประชุมใหญ่ชั้นสามด้านทิศตะวันออกติดลิฟต์"));
        signIn(day.day);
        for (String language : List.of("th", "en")) {
            browser.width(390, 800);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(language)
                    .isEqualTo(true);
            browser.click(".language");
        }
        browser.width(1440, 900);
    }
}
