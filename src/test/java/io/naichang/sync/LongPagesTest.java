package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// While others are given everything, whoever wants only what is new does not wait.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LongPagesTest {
    @Inject
    LongPages longPages;

    @Inject
    MeterRegistry meters;

    @Test
    void news_come_while_first_syncs_wait_for_their_turn() throws Exception {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        String visit = Work.at(nok).visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Phone another = Phone.of(somchai);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> first;
            try {
                takeAllTurns(threads, over);
                first = threads.submit(another::asksForPage);
                await().until(() -> meters.get(LongPages.WAITING).gauge().value() == 1);
                String note = nok.request()
                        .body(Map.of("visitId", visit, "text", "ระหว่างพายุ"))
                        .post("/notes")
                        .path("id");
                phone.pull();

                assertThat(phone.holds("notes", note)).isTrue();
                assertThat(first).isNotDone();
            } finally {
                over.countDown();
            }
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    private void takeAllTurns(ExecutorService threads, CountDownLatch over) throws InterruptedException {
        int turns = longPages.atOnce();
        CountDownLatch taken = new CountDownLatch(turns);
        for (int i = 0; i < turns; i++) {
            threads.execute(() -> longPages.inTurn(() -> {
                taken.countDown();
                return waitFor(over);
            }));
        }
        taken.await();
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
