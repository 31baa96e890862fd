package io.naichang.parts;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.testing.MovableClock;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AvailabilityResourceTest {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    @Inject
    MovableClock clock;

    private Store store;
    private String bangkok;
    private String chiangMai;
    private String somewhere;

    @BeforeEach
    void open() {
        store = Store.open();
        bangkok = centre("คลังบางนา", 13.668, 100.634);
        chiangMai = centre("คลังเชียงใหม่", 18.7883, 98.9853);
        somewhere = store.centre("คลังใหม่");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private String centre(String name, double lat, double lon) {
        return store.created("/locations", Map.of("kind", "centre", "name", name, "lat", lat, "lon", lon));
    }

    private ValidatableResponse availability(String part, String query) {
        return store.lek()
                .request()
                .get("/parts/{id}/availability" + query, part)
                .then();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BANGKOK);
    }

    @Test
    void the_nearest_location_comes_first_and_one_without_a_position_last() {
        String part = store.part("CMP");
        store.receive(part, bangkok, 2);
        store.receive(part, chiangMai, 3);
        store.consume(part, somewhere, 1);

        availability(part, "?lat=18.80&lon=98.98")
                .statusCode(200)
                .body("locations.locationId", contains(chiangMai, bangkok, somewhere))
                .body("locations.onHand", contains(3, 2, -1))
                .body("locations.free", contains(3, 2, 0))
                .body("locations[0].distanceKm.doubleValue()", closeTo(1.4, 0.1))
                .body("locations[2].distanceKm", nullValue())
                .body("free", equalTo(5))
                .body("order", nullValue());
        availability(part, "?lat=13.75&lon=100.50")
                .body("locations.locationId", contains(bangkok, chiangMai, somewhere));
    }

    @Test
    void what_is_not_there_is_promised_for_the_last_day_of_its_lead_time() {
        String part = store.part("CMP", Map.of("leadTimeDays", 30));
        store.receive(part, bangkok, 1);

        availability(part, "")
                .body("order.orderDate", equalTo(today().toString()))
                .body("order.leadTimeDays", equalTo(30))
                .body("order.promisedDate", equalTo(today().plusDays(29).toString()))
                .body(
                        "locations.find { it.locationId == '%s' }.promisedDate".formatted(bangkok),
                        equalTo(today().toString()))
                .body("locations.find { it.locationId == '%s' }.leadTimeDays".formatted(bangkok), equalTo(0))
                .body(
                        "locations.find { it.locationId == '%s' }.promisedDate".formatted(chiangMai),
                        equalTo(today().plusDays(29).toString()));
    }

    @Test
    void the_day_of_order_is_that_of_the_company() {
        String part = store.part("CMP", Map.of("leadTimeDays", 1));
        ZonedDateTime now = clock.instant().atZone(BANGKOK);
        // 00:30 in Bangkok is still the day before in UTC.
        ZonedDateTime afterMidnight =
                now.toLocalDate().plusDays(1).atTime(LocalTime.of(0, 30)).atZone(BANGKOK);
        store.lek().token();
        clock.move(Duration.between(now, afterMidnight));

        availability(part, "")
                .body("order.promisedDate", equalTo(afterMidnight.toLocalDate().toString()));
    }

    @Test
    void substitutes_come_with_theirs_the_best_first() {
        String second = store.part("ALT-2");
        String first = store.part("ALT-1", Map.of("leadTimeDays", 3));
        String part = store.part("CMP", Map.of("substitutes", List.of(first, second)));
        store.receive(second, chiangMai, 4);

        availability(part, "")
                .body("free", equalTo(0))
                .body("substitutes.partId", contains(first, second))
                .body("substitutes.free", contains(0, 4))
                .body("substitutes[0].order.leadTimeDays", equalTo(3))
                .body("substitutes[1].substitutes", empty())
                .body("substitutes[1].locations.find { it.locationId == '%s' }.free".formatted(chiangMai), equalTo(4));
    }

    @Test
    void a_technician_may_ask_too() {
        String part = store.part("CMP");

        store.tenant()
                .technician("somchai")
                .request()
                .get("/parts/{id}/availability", part)
                .then()
                .statusCode(200);
    }

    @Test
    void half_a_position_or_one_off_the_earth_is_refused() {
        String part = store.part("CMP");

        availability(part, "?lat=13").statusCode(400).body("field", equalTo("lon"));
        availability(part, "?lat=91&lon=100").statusCode(400).body("field", equalTo("lat"));
        availability(part, "?lat=NaN&lon=100").statusCode(400);
        availability(part, "?lat=north&lon=100").statusCode(400).body("field", equalTo("lat"));
    }

    @Test
    void a_part_of_another_company_is_not_there() {
        String part = store.part("CMP");

        Store.open()
                .lek()
                .request()
                .get("/parts/{id}/availability", part)
                .then()
                .statusCode(404);
        availability(Store.newId(), "").statusCode(404);
    }
}
