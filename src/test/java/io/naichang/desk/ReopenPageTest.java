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
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A visit that is done is opened again, in a real browser.
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
}
