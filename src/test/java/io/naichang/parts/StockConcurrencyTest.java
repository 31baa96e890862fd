package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.platform.Caller;
import io.naichang.testing.StackResource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockConcurrencyTest {
    private static final int THREADS = 8;
    private static final int EACH = 20;
    private static final int FIRSTS = 100;

    @Inject
    StockLevels levels;

    @Inject
    Caller caller;

    private static void atOnce(Callable<?> work) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(pool.submit(work));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    @Test
    void eight_at_once_lose_no_movement_and_open_one_discrepancy() throws Exception {
        Store store = Store.open();
        String part = store.part("CMP");
        String centre = store.centre("คลัง");
        store.lek().token();

        atOnce(() -> {
            for (int i = 0; i < EACH; i++) {
                store.consume(part, centre, 1);
            }
            return null;
        });

        assertThat(store.onHand(part, centre)).isEqualTo(-THREADS * EACH);
        assertThat(store.discrepancies(part, centre, "open"))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("amount", THREADS * EACH));
        assertThat(store.discrepancies(part, centre, "closed")).isEmpty();
    }

    /// Whoever comes first makes the level; two of them meet in either of its keys, if seldom: one part shows nothing.
    @Test
    void first_movements_of_a_level_at_once_all_find_it() throws Exception {
        Store store = Store.open();
        UUID centre = UUID.fromString(store.centre("คลัง"));
        List<UUID> parts = IntStream.range(0, FIRSTS)
                .mapToObj(each -> UUID.fromString(store.part("FAN-" + each)))
                .toList();
        MovementForm.Effect one = new MovementForm.Effect(centre, BigDecimal.ONE);
        // Nothing falls below zero, so that no discrepancy names the movement.
        UUID movement = new UUID(0, 1);
        CyclicBarrier together = new CyclicBarrier(THREADS);

        atOnce(() -> {
            ManagedContext request = Arc.container().requestContext();
            request.activate();
            try {
                caller.actAs(store.tenant().id(), null);
                for (UUID part : parts) {
                    together.await(30, TimeUnit.SECONDS);
                    QuarkusTransaction.requiringNew().run(() -> levels.change(part, one, movement, false));
                }
            } finally {
                request.terminate();
            }
            return null;
        });

        assertThat(parts)
                .allSatisfy(each -> assertThat(store.onHand(each.toString(), centre.toString()))
                        .isEqualTo(THREADS));
    }

    @Test
    void transfers_to_and_fro_at_once_end_where_they_began() throws Exception {
        Store store = Store.open();
        String part = store.part("CMP");
        List<String> places = List.of(store.centre("คลังเหนือ"), store.centre("คลังใต้"));
        places.forEach(each -> store.receive(part, each, 100));

        atOnce(() -> {
            for (int i = 0; i < EACH; i++) {
                store.move(Map.of(
                                "partId",
                                part,
                                "fromLocationId",
                                places.get(i % 2),
                                "toLocationId",
                                places.get(1 - i % 2),
                                "quantity",
                                1,
                                "reason",
                                "transfer"))
                        .statusCode(201);
            }
            return null;
        });

        assertThat(places)
                .allSatisfy(each -> assertThat(store.onHand(part, each)).isEqualTo(100));
    }
}
