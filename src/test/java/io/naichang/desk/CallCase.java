package io.naichang.desk;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// Somebody calls, and where he calls from is written down beside the board.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
abstract class CallCase extends PageCase {
    Dispatch day;
    Person malee;

    @BeforeEach
    void a_region_and_somebody_who_works_in_it() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        day.visit(2, Map.of("title", "ล้างแอร์"));
        signIn(day.nok);
        browser.go("#/board/" + day.region + "/" + day.day);
        browser.click("#new-visit");
    }

    List<Map<String, Object>> rows(String path) {
        return JsonPath.from(day.nok
                        .request()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .getList("items");
    }

    Map<String, Object> siteNamed(String name) {
        return rows("/sites?limit=500").stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
    }

    static double degrees(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).doubleValue();
    }
}
