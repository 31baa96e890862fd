package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the board says of a plan, and what becomes of its rows.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class BoardPlanPageTest extends PageCase {
    @Inject
    Sql sql;

    @Inject
    Caller caller;

    private Dispatch day;
    private Person somchai;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        somchai = day.technician("somchai", Map.of("hvac", 3));
        malee = day.technician("malee", Map.of("plumbing", 3));
    }

    private void signIn() {
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click("#tab-plan");
    }

    private void plan(String mode) {
        browser.find("#plan-mode").sendKeys(mode);
        browser.click("#plan-go");
        browser.find(".diff");
    }

    private static String row(String visit) {
        return "[data-change='" + visit + "']";
    }

    private boolean isTicked(String visit) {
        return browser.find(row(visit) + " input").isSelected();
    }

    /// A visit at nine of somebody who turns out to lack what it needs.
    private String exchanged(Person technician, String skill) {
        String visit = day.visit(1, Map.of("title", "ซ่อม " + skill));
        day.needs(visit, Dispatch.between(day.at(9, 0), day.at(9, 5)));
        day.schedule(visit, technician, 9);
        day.amend(visit, Map.of("requiredSkills", List.of(skill)));
        return visit;
    }

    @Test
    void what_needs_another_row_is_ticked_and_left_out_with_it() {
        String his = exchanged(somchai, "plumbing");
        String hers = exchanged(malee, "hvac");
        signIn();
        plan("Repair");
        browser.sees(row(his) + " .needs", "ซ่อม hvac");

        browser.click(row(his) + " input");

        browser.sees("#plan-accept", "Accept 0 rows");
        assertThat(isTicked(hers)).isFalse();
        browser.sees("#said", "ซ่อม hvac");

        browser.click(row(hers) + " input");

        browser.sees("#plan-accept", "Accept 2 rows");
        assertThat(isTicked(his)).isTrue();
        browser.click("#plan-accept");
        browser.sees(".notice", "2 rows are carried out");
        assertThat(day.seen(his).getString("technicianId")).isEqualTo(malee.id().toString());
    }

    @Test
    void a_row_that_another_visit_is_in_the_way_of_names_it() {
        String visit = day.visit(1, Map.of("title", "ล้างแอร์"));
        day.needs(visit, Dispatch.between(day.at(9, 0), day.at(9, 5)));
        day.amend(visit, Map.of("requiredSkills", List.of("hvac")));
        signIn();
        plan("Place");
        browser.find(row(visit));

        String faster = day.visit(1, Map.of("title", "ซ่อมปั๊มน้ำ"));
        day.schedule(faster, somchai, 9);
        browser.find(".rows [data-visit='" + faster + "']");
        browser.click("#plan-accept");

        browser.sees(row(visit) + " .danger", "ซ่อมปั๊มน้ำ");
        assertThat(browser.errors()).as("the refusal").hasSize(1);
    }

    @Test
    void a_double_click_accepts_once() {
        String visit = day.visit(1, Map.of());
        signIn();
        plan("Place");
        browser.find(row(visit));
        browser.run("""
                const fetched = fetch;
                window.accepted = 0;
                window.fetch = (url, options) => {
                  accepted += /accept$/.test(url);
                  return fetched(url, options);
                };
                """);

        browser.run("const button = document.getElementById('plan-accept'); button.click(); button.click();");

        browser.sees(".diff", "0 changes");
        browser.sees(".notice", "1 row is carried out");
        assertThat(browser.run("return accepted")).isEqualTo(1L);
        assertThat(day.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void what_stays_where_it_cannot_be_is_not_said_to_have_nobody() throws IOException {
        String impossible = day.visit(1, Map.of("title", "ซ่อมลิฟต์"));
        day.schedule(impossible, malee, 10);
        day.amend(impossible, Map.of("requiredSkills", List.of("lift")));
        day.visit(2, Map.of("title", "ล้างแอร์"));
        exchanged(somchai, "plumbing");
        day.visit(1, Map.of("title", "ตรวจลิฟต์", "requiredSkills", List.of("lift")));
        day.withoutShifts("anan", Map.of());
        signIn();
        plan("Place");

        browser.sees(".plan-kept", "2 stay although something is wrong");
        browser.sees(".plan-kept", "ซ่อมลิฟต์");
        browser.sees(".plan-out", "1 left out");
        browser.sees(".plan-out", "ตรวจลิฟต์");
        browser.sees(".plan-idle", "1 technician gets nothing");
        browser.click(".plan-idle summary");
        browser.sees(".plan-idle", "nobody has said when anan works");
        pictures("plan-kept");
    }

    @Test
    void what_fetches_parts_on_the_way_says_where() {
        String visit = day.visit(1, Map.of());
        day.needs(visit, Map.of("parts", List.of(Map.of("partId", partInDepot("คลังสันทราย"), "quantity", 1))));
        signIn();
        plan("Place");

        browser.sees(row(visit), "fetches parts at คลังสันทราย");
    }

    private String partInDepot(String name) {
        Person lek = day.siam.storekeeper("lek");
        String depot = lek.creates("/locations", Map.of("name", name, "kind", "depot", "lat", 18.8, "lon", 98.98));
        String part = lek.creates("/parts", Map.of("sku", "CMP-1", "name", "คอมเพรสเซอร์", "unit", "piece"));
        lek.creates(
                "/stock-movements", Map.of("partId", part, "toLocationId", depot, "quantity", 2, "reason", "receive"));
        return part;
    }

    /// Told five to six, when nobody works yet.
    private String toldTooEarly() {
        return day.visit(
                1,
                Map.of(
                        "title",
                        "ล้างแอร์",
                        "windowStart",
                        day.at(5, 0).toString(),
                        "windowEnd",
                        day.at(6, 0).toString()));
    }

    /// Writes down what the plan proposes: half an hour near it, as long as what was told before.
    private void writeDownWhatIsTold(String visit) {
        browser.click(".plan-tell a");
        browser.click("aside .told summary");
        assertThat(browser.find("#told-from").getDomProperty("value")).isEqualTo("08:00");
        browser.click("aside .told button");
        browser.sees(".notice", "somebody is expected");
        assertThat(Instant.parse(day.seen(visit).getString("windowStart"))).isEqualTo(day.at(8, 0));
        assertThat(Instant.parse(day.seen(visit).getString("windowEnd"))).isEqualTo(day.at(9, 0));
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.sees(".plan-tell .good", "told");
    }

    @Test
    void a_customer_to_be_told_is_called_and_what_he_was_told_is_written_down() {
        String visit = toldTooEarly();
        signIn();
        plan("Place");
        browser.sees(".plan-tell", "โรงแรม");
        browser.seesNo(".plan-tell .good");
        browser.click(row(visit) + " input");
        browser.seesNo(".plan-tell");
        browser.click(row(visit) + " input");
        browser.click("#plan-accept");
        browser.sees(".notice", "1 row is carried out");

        writeDownWhatIsTold(visit);
    }

    @Test
    void a_customer_who_was_asked_before_his_row_was_accepted_does_not_spoil_the_plan() {
        String visit = toldTooEarly();
        signIn();
        plan("Place");
        browser.find(".plan-tell a");

        writeDownWhatIsTold(visit);
        browser.click("#plan-accept");

        browser.sees(".notice", "1 row is carried out");
        assertThat(day.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void a_customer_to_whom_nobody_comes_is_not_said_to_know_it() {
        String visit = day.visit(1, Dispatch.told(day.at(9, 0), day.at(9, 30)));
        day.schedule(visit, malee, 9);
        day.needs(visit, Map.of("requiredTechnicianIds", List.of(malee.id())));
        day.sick(malee);
        signIn();
        plan("Repair");
        browser.find(".plan-tell a");

        browser.click("#plan-accept");

        browser.sees(".notice", "1 row is carried out");
        browser.find(".timeline");
        browser.sees("#tab-unassigned", "1");
        browser.seesNo(".plan-tell .good");
        browser.looksOnlyWhenPoked();
        day.amend(visit, Dispatch.told(day.at(15, 0), day.at(16, 0)));
        browser.sees(".plan-tell .good", "told");
        day.amend(
                visit,
                Dispatch.told(
                        day.at(15, 0).plus(Duration.ofDays(1)), day.at(16, 0).plus(Duration.ofDays(1))));
        browser.sees(".plan-tell .badge", "left this board");
    }

    @Test
    void whoever_comes_back_finds_the_plan_again() {
        String visit = day.visit(1, Map.of());
        signIn();
        plan("Place");
        browser.find(row(visit));
        browser.go("#/board/" + day.region + "/" + day.day.plusDays(1));
        browser.seesNo(".diff");
        browser.seesNo("#plan-last");

        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click("#plan-last");

        browser.find(row(visit));
        browser.run("location.reload()");
        browser.find(".timeline");
        browser.click("#tab-plan");
        browser.click("#plan-last");
        browser.find(row(visit));
        browser.click("#plan-accept");
        browser.sees(".notice", "1 row is carried out");
    }

    @Test
    void a_board_whose_plans_cannot_be_looked_for_says_so_and_shows_what_is_chosen() {
        String visit = day.visit(1, Map.of("title", "ล้างแอร์"));
        day.schedule(visit, somchai, 9);
        signIn();
        browser.find("#plan-go");
        browser.run("const fetched = fetch; window.fetch = (url, options) => /route-plans\\?/.test(url)"
                + " ? Promise.resolve(Response.json({ code: 'busy' }, { status: 503 })) : fetched(url, options)");

        browser.go("#/board/" + day.region + "/" + day.day + "/" + visit);

        browser.sees(".notice", "The server is busy");
        browser.sees("aside", "ล้างแอร์");
        assertThat(browser.all("main > .fault")).isEmpty();
    }

    @Test
    @ActivateRequestContext
    void why_a_plan_failed_is_said() {
        day.visit(1, Map.of());
        signIn();
        // As long as this test needs to end it as the third death of a node would.
        browser.run("""
                const fetched = fetch;
                window.fetch = (url, options) =>
                  /route-plans$/.test(url) && options?.method === 'POST'
                    ? fetched(url, { ...options, body: options.body.replace('}', ',"timeLimit":"PT9M"}') })
                    : fetched(url, options);
                """);
        browser.click("#plan-go");
        browser.find(".running #plan-stop, .running button");
        caller.actAs(day.siam.id(), null);
        QuarkusTransaction.requiringNew().run(() -> sql.update("""
                UPDATE route_plan SET status = 'failed', problem = 'gave-up', node = NULL, lease_until = NULL, finished_at = now()
                WHERE tenant_id = current_tenant()
                """));

        browser.sees("#tab-panel .fault", "it was begun three times and never ended");
    }

    /// For people to look at.
    private void pictures(String name) throws IOException {
        for (String language : List.of("en", "th")) {
            browser.width(1440, 1600);
            browser.picture(name + "-" + language);
            browser.width(390, 2400);
            browser.picture(name + "-phone-" + language);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            browser.click(".language");
        }
    }
}
