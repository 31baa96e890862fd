package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the dispatch board shows belongs to the day and to the list that are looked at, whatever was looked at before.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardDayPageTest extends PageCase {
    private Dispatch day;
    private Person somchai;

    /// A day that nobody would reach who asked for the next three.
    @BeforeEach
    void a_region() {
        day = new Dispatch(
                Given.tenant(), Dispatch.ZONE, LocalDate.now(Dispatch.ZONE).plusDays(9));
        somchai = day.technician("somchai", Map.of());
    }

    private void signIn() {
        signIn(day.nok);
        show(day.day);
    }

    private void show(LocalDate shown) {
        browser.go("#/board/" + day.region + "/" + shown);
        browser.find(".dispatch-body .timeline");
    }

    private static String card(String visit) {
        return "#tab-panel .card[data-visit='" + visit + "']";
    }

    /// As what sends links cuts them off within a letter.
    @Test
    void of_a_link_that_is_no_link_is_shown_what_can_be_read() {
        signIn();

        browser.go("#/board/%E0%B8/100%");
        browser.run("location.reload()");

        browser.sees("h1", "Dispatch board");
        browser.find(".timeline");
    }

    @Test
    void a_plan_is_not_shown_on_another_day_though_nobody_looks_at_its_list() {
        day.visit(1, Map.of());
        signIn();
        browser.click("#tab-plan");
        browser.find("#plan-mode").sendKeys("Place");
        browser.click("#plan-go");
        browser.sees("#tab-plan .count", "1");
        browser.click("#tab-endangered");

        show(day.day.plusDays(1));

        browser.seesNo("#tab-plan .count");
    }

    /// Of a plan that nobody waits for any more, the end must not be taken for that of its successor: streams say
    /// nothing here, and whoever would pause goes on when this test says so.
    @Test
    void a_plan_that_is_left_does_not_end_the_next_one() {
        day.visit(1, Map.of());
        signIn();
        browser.run("""
                const [fetched, later] = [fetch, setTimeout];
                window.paused = [];
                window.streams = 0;
                window.setTimeout = (job, pause) => (pause === 1000 ? paused.push(job) : later(job, pause));
                window.fetch = (url, options) =>
                  /route-plans.*stream$/.test(url)
                    ? new Promise((_, refuse) => {
                        streams++;
                        options.signal.addEventListener('abort', () => refuse(options.signal.reason));
                      })
                    : fetched(url, options);
                """);
        browser.click("#tab-plan");
        browser.click("#plan-go");
        browser.until("return streams === 1");
        show(day.day.plusDays(1));
        browser.seesNo(".running");

        browser.click("#plan-go");
        browser.until("return streams === 2");
        browser.run("paused.splice(0).forEach(each => each());"
                + "return fetch('/').then(() => fetch('/')).then(() => fetch('/')).then(() => true)");

        assertThat(browser.all(".running")).hasSize(1);
        assertThat(browser.find("#plan-go").isEnabled()).isFalse();
    }

    @Test
    void what_filters_one_list_does_not_empty_another_that_cannot_be_filtered_so() {
        String absent = day.visit(1, Map.of("title", "ล้างแอร์"));
        day.schedule(absent, somchai, 9);
        day.sick(somchai);
        Person malee = day.technician("malee", Map.of());
        String bare = day.visit(2, Map.of("title", "เปลี่ยนคอมเพรสเซอร์"));
        day.schedule(bare, malee, 13);
        String part = day.siam
                .admin()
                .request()
                .body(Map.of("sku", "CMP-1", "name", "คอมเพรสเซอร์", "unit", "piece"))
                .post("/parts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        day.needs(bare, Map.of("parts", List.of(Map.of("partId", part, "quantity", 1))));
        String open = day.visit(3, Map.of("title", "แอร์ไม่เย็น"));
        signIn();
        browser.click("#tab-endangered");
        browser.find(card(bare));
        browser.find(".filters [aria-label='Kind of danger']").sendKeys("Nobody");
        browser.seesNo(card(bare));
        browser.find(card(absent));
        browser.run(
                "new MutationObserver(() => (window.emptied ||= Boolean(document.querySelector('#tab-panel .empty'))))"
                        + ".observe(document.getElementById('tab-panel'), { childList: true, subtree: true })");

        browser.click("#tab-unassigned");

        browser.find(card(open));
        assertThat(browser.run("return Boolean(window.emptied)")).isEqualTo(false);
    }

    @Test
    void candidates_are_those_of_the_day_that_is_shown() {
        String visit = day.visit(1, Map.of());
        signIn();

        browser.click(card(visit));

        browser.sees("[data-technician-candidate='" + somchai.id() + "']", "somchai");
    }

    @Test
    void nobody_is_offered_for_a_day_that_is_over() {
        String visit = day.visit(1, Map.of());
        signIn();
        show(LocalDate.now(Dispatch.ZONE).minusDays(1));

        browser.click(card(visit));

        browser.find(".chosen h2");
        browser.seesNo(".candidates");
    }
}
