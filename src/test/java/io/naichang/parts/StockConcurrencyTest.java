package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockConcurrencyTest {
    private static final int THREADS = 8;
    private static final int EACH = 20;

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
