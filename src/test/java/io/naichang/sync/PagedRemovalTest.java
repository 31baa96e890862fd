package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the simulator found: a bucket that is given up over several pages, while its rows go on changing (P5).
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PagedRemovalTest {
    @Test
    void a_row_that_changes_between_the_pages_of_its_removal_still_goes() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        Work work = Work.at(nok);
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        work.schedule(visit, siam.technician("malee"), 1);

        phone.limit(1);
        while (phone.holds("sites", work.site()) && phone.holds("assets", work.asset())) {
            phone.pullPage();
        }
        touch(nok, "/assets/" + work.asset(), "serial");
        touch(nok, "/sites/" + work.site(), "contactName");
        phone.pull();

        assertThat(phone.holds("sites", work.site())).isFalse();
        assertThat(phone.holds("assets", work.asset())).isFalse();
    }

    private static void touch(Person desk, String path, String field) {
        int version = JsonPath.from(desk.request().get(path).asString()).getInt("version");
        desk.patch(version)
                .body(Map.of(field, "เปลี่ยนระหว่างหน้า"))
                .patch(path)
                .then()
                .statusCode(200);
    }
}
