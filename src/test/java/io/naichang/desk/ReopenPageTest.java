package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// A visit that is done or waits is opened again, in a real browser.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReopenPageTest extends PageCase {
    @Test
    void a_visit_where_nobody_was_let_in_is_opened_again() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        Work work = Work.at(nok);
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "no-access"));
        phone.push();
        work.schedule(work.visit(), somchai, 0);
        signIn(nok);
        browser.click("[data-visit='" + visit + "']");

        browser.click("aside .reopen summary");
        assertThat(browser.find("#reopen-reason").getDomProperty("value")).isEqualTo("No access");
        browser.click("aside .reopen button");
        browser.sees("aside .reopen .fault", "The technician has another visit at that time");
        assertThat(browser.errors())
                .as("the refusal")
                .hasSize(1)
                .first()
                .asString()
                .contains("409");
        browser.sees("aside .reopen button", "Open again all the same");
        browser.click("aside .reopen button");

        browser.sees(".notice", "is open again and can be planned anew");
        browser.seesNo("aside .reopen");
        browser.sees("aside .steps", "Reopened");
        assertThat(work.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void on_the_board_a_visit_that_waits_for_a_part_is_given_another_trip() {
        Dispatch day = new Dispatch(Given.tenant(), Dispatch.ZONE, LocalDate.now(Dispatch.ZONE));
        Person somchai = day.withoutShifts("somchai", Map.of());
        day.shift(somchai, "00:00", "23:59");
        String visit = day.visit(1, Map.of("title", "คอมเพรสเซอร์ไม่ทำงาน"));
        day.schedule(visit, somchai, Instant.now());
        day.step(visit, "dispatch", Map.of());
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "pause", Map.of("reason", "รออะไหล่"));
        phone.push();
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click(".trow [data-visit='" + visit + "']");

        browser.click(".chosen .return summary");
        browser.sees(".chosen .return", "the technician reads it");
        browser.find("#return-reason").sendKeys("อะไหล่มาแล้ว", Keys.ENTER);

        browser.sees(".notice", "is open again and can be planned anew");
        browser.sees(".chosen .marks", "Scheduled");
        browser.seesNo(".chosen .return");
        assertThat(day.seen(visit).getString("status")).isEqualTo("scheduled");
    }
}
