package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what the set-up makes is there, or the test fails
class VisitNoticesTest {
    private static final Locale MACHINE = Locale.getDefault();

    private Tenant siam;
    private Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        work = Work.at(siam.dispatcher("nok"));
        ResourceBundle.clearCache();
    }

    @AfterEach
    void the_machine_speaks_as_before() {
        Locale.setDefault(MACHINE);
        ResourceBundle.clearCache();
    }

    @ParameterizedTest
    @ValueSource(strings = {"th", "en", "de"})
    void english_readers_are_told_in_english_whatever_the_machine_speaks(String machine) {
        Person somchai = technician("en");
        Locale.setDefault(Locale.forLanguageTag(machine));

        assertThat(noticeOfACancellation(somchai)).matches("Visit V\\d+ was cancelled.*");
    }

    @Test
    void thai_readers_are_told_in_thai_whatever_the_machine_speaks() {
        Person somchai = technician("th");
        Locale.setDefault(Locale.ENGLISH);

        assertThat(noticeOfACancellation(somchai)).containsPattern("[ก-๙]").doesNotContain("Visit");
    }

    private Person technician(String language) {
        Person somchai = siam.technician("somchai");
        int version = siam.admin()
                .request()
                .get("/users/" + somchai.id())
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        siam.admin()
                .patch(version)
                .body(Map.of("language", language))
                .patch("/users/" + somchai.id())
                .then()
                .statusCode(200);
        return somchai;
    }

    private String noticeOfACancellation(Person somchai) {
        String visit = work.visitOf(somchai, 1);
        work.step(visit, "cancel", Map.of("reason", "ลูกค้าเลื่อน"));
        Phone phone = Phone.of(somchai).pull();
        return phone.versions().keySet().stream()
                .filter(each -> each.startsWith("notices/"))
                .map(each -> phone.row("notices", each.substring("notices/".length())))
                .map(each -> each.path("text").asText())
                .findFirst()
                .orElseThrow();
    }
}
