package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.platform.Caller;
import io.naichang.routing.Engine;
import io.naichang.routing.Limits;
import io.naichang.routing.Progress;
import io.naichang.routing.Solution;
import io.naichang.testing.Dispatch;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Of which visits a planner asks why they are nowhere.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MisfitsTest {
    @Inject
    Planner planner;

    @Inject
    Scenes scenes;

    @Inject
    Caller caller;

    @Test
    @ActivateRequestContext
    void only_what_the_new_plan_leaves_out_is_explained() {
        Dispatch day = new Dispatch();
        day.technician("malee", Map.of());
        day.visit(1, Map.of());
        day.visit(2, Map.of());
        String skilled = day.visit(3, Map.of("requiredSkills", List.of("hvac")));
        caller.actAs(day.siam.id(), null);
        Scenes.Wish wish = Scenes.Wish.of(UUID.fromString(day.region), day.at(0, 0), day.at(23, 0));
        Scene scene =
                QuarkusTransaction.requiringNew().call(() -> scenes.read(wish)).scene();
        Engine engine = new Engine();
        Solution before = engine.now(scene.problem());
        Solution after = engine.solve(scene.problem(), Limits.iterations(200, 1), Progress.none(), () -> false);

        assertThat(before.unassigned()).hasSize(3);
        assertThat(planner.misfits(scene, after, before).whyNot()).containsOnlyKeys(UUID.fromString(skilled));
    }
}
