package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.platform.Caller;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Filling a day leaves what is booked alone, even what cannot be as it is booked.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class FillTest {
    @Inject
    Planner planner;

    @Inject
    Scenes scenes;

    @Inject
    Caller caller;

    private Dispatch day;
    private Person malee;

    /// More work than a day has hours.
    @BeforeEach
    void a_full_day() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
        for (int i = 1; i <= 8; i++) {
            day.visit(i % 3, Map.of("requiredSkills", List.of("aircon")));
        }
    }

    private JsonPath filledAround(String booked, int hour) {
        JsonPath plan = day.plan("fill", Map.of());
        List<Map<String, Map<String, String>>> changes = plan.getList("proposal.changes");
        assertThat(changes).hasSizeBetween(5, 7).allSatisfy(each -> {
            boolean before = !Instant.parse(each.get("to").get("end")).isAfter(day.at(hour, 0));
            boolean after = !Instant.parse(each.get("to").get("start")).isBefore(day.at(hour + 1, 0));
            assertThat(before || after).as("%s", each.get("to")).isTrue();
        });
        assertThat(plan.getList("proposal.changes.visitId")).doesNotContain(booked);
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
        day.accept(plan, List.of()).statusCode(200);
        assertThat(Instant.parse(day.seen(booked).getString("plannedStart"))).isEqualTo(day.at(hour, 0));
        return plan;
    }

    private static List<String> reasons(JsonPath plan, String visit) {
        return plan.getList("proposal.kept.find { it.visitId == '" + visit + "' }.reasons.rule");
    }

    @Test
    void what_its_technician_cannot_do_keeps_its_time_and_is_named() {
        String impossible = day.visit(1, Map.of("requiredSkills", List.of("lift")));
        day.schedule(impossible, malee, 10);

        JsonPath plan = filledAround(impossible, 10);

        assertThat(reasons(plan, impossible)).containsExactly("cannot-stay", "skill");
    }

    @Test
    @ActivateRequestContext
    void of_what_is_held_only_what_is_booked_is_explained() {
        String impossible = day.visit(1, Map.of("requiredSkills", List.of("lift")));
        day.schedule(impossible, malee, 10);
        day.visit(1, Map.of("requiredSkills", List.of("lift")));
        caller.actAs(day.siam.id(), null);
        Scenes.Wish wish = Scenes.Wish.of(UUID.fromString(day.region), day.at(0, 0), day.at(23, 0));
        Scene scene =
                QuarkusTransaction.requiringNew().call(() -> scenes.read(wish)).scene();

        assertThat(planner.held(scene).whyNot()).containsOnlyKeys(UUID.fromString(impossible));
    }

    @Test
    void what_nobody_can_find_keeps_its_time_and_is_named() {
        String lost = day.visitAt(day.siteWithoutPosition(), Map.of());
        day.schedule(lost, malee, 13);

        JsonPath plan = filledAround(lost, 13);

        assertThat(reasons(plan, lost)).containsExactly("site-without-position");
    }

    @Test
    void what_is_booked_for_longer_than_it_takes_keeps_all_of_it() {
        String generous = day.visit(1, Map.of("requiredSkills", List.of("lift"), "duration", "PT20M"));
        day.schedule(generous, malee, 10);

        filledAround(generous, 10);
    }
}
