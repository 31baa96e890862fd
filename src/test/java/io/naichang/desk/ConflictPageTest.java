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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What phones and the office both changed, in a real browser, and how it is settled.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class ConflictPageTest extends PageCase {
    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
    }

    @Test
    void a_conflict_is_settled_by_one_click() {
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        work.amend(visit, Map.of("diagnosis", "น้ำยารั่ว"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        phone.push();
        signIn(nok);
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
        signIn(nok);

        browser.go("#/conflicts");
        browser.click(".conflict [aria-expanded]");
        browser.type(".conflict textarea", "น้ำยารั่ว คอมเพรสเซอร์จึงไหม้");
        browser.click(".conflict .editor .primary");

        browser.seesNo(".conflict");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("น้ำยารั่ว คอมเพรสเซอร์จึงไหม้");
    }

    @Test
    void what_a_technician_did_too_late_is_one_story_that_is_read_once() {
        Person malee = siam.technician("malee");
        String visit = work.visitOf(somchai, 0);
        Phone phone = Phone.of(somchai).pull();
        work.schedule(visit, malee, 2);
        phone.commands(visit, "start", Map.of());
        phone.creates("notes", Map.of("visitId", visit, "text", "น้ำยาหมด"));
        phone.push();
        signIn(nok);

        browser.go("#/conflicts");
        browser.sees(".conflict.mark .timeline", "Started");
        browser.sees(".conflict.mark .timeline", "น้ำยาหมด");
        browser.sees(".conflict.mark [data-keep='kept']", "Seen, all");
        browser.click(".conflict.mark [data-keep='kept']");

        browser.seesNo(".conflict");
        browser.seesNo("nav .count");
    }
}
