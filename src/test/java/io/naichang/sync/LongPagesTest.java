package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

    @Test
    void who_hangs_up_leaves_the_queue_and_who_is_unknown_never_joins_it() throws Exception {
        Person somchai = Given.tenant().technician("somchai");
        String device = somchai.request()
                .body(Map.of("installId", "a", "platform", "android", "appVersion", "1", "schema", 2))
                .post("/sync/devices")
                .path("deviceId");
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                takeAllTurns(threads, over);
                somchai.request()
                        .body(Map.of("deviceId", UUID.randomUUID()))
                        .post("/sync/pull")
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("device-unknown"));

                try (Socket caller = new Socket("localhost", RestAssured.port)) {
                    String body = "{\"deviceId\":\"" + device + "\"}";
                    String call = "POST /api/v1/sync/pull HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + somchai.token() + "\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body;
                    caller.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
                    await().until(() -> waiting() == 1);
                }
                await().until(() -> waiting() == 0);
            } finally {
                over.countDown();
            }
        }
    }

    @Test
    void so_many_pages_that_nobody_has_fetched_yet_keep_others_from_being_read() throws Exception {
        Phone phone = Phone.of(Given.tenant().technician("somchai"));
        Deque<Lease> kept = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> first;
            int turns = longPages.atOnce();
            try {
                while (kept.size() < 4 * turns) {
                    kept.push(readByAnother());
                }
                first = threads.submit(phone::asksForPage);
                await().until(() -> waiting() == 1);
                assertThat(first).isNotDone();
                // A second time it gives nothing back.
                kept.peek().close();
                kept.pop().close();
                assertThat(first.get().statusCode()).isEqualTo(200);
            } finally {
                kept.forEach(Lease::close);
            }
        }
        await().until(() -> leaving() == 0);
    }

    /// One in ten thousand failed while the event loop and the reader both noted who must hear of its end.
    @Test
    void thousands_of_first_pages_are_all_answered() throws Exception {
        Tenant siam = Given.tenant();
        List<Callable<Long>> phones = IntStream.range(0, 8)
                .mapToObj(i -> Phone.of(siam.technician("tech" + i)))
                .map(phone -> (Callable<Long>) () -> IntStream.range(0, 1_000)
                        .filter(any -> phone.asksForPage().statusCode() == 200)
                        .count())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> answered : threads.invokeAll(phones)) {
                assertThat(answered.get()).isEqualTo(1_000);
            }
        }
    }

    @Test
    void a_page_that_cannot_be_read_or_made_keeps_no_place() {
        assertThatThrownBy(() -> longPages.answer(lease -> longPages.inTurn(UUID.randomUUID(), lease, () -> {
                    throw new IllegalStateException("the database is gone");
                })))
                .hasMessage("the database is gone");
        assertThatThrownBy(() -> longPages.answer(lease -> {
                    longPages.inTurn(UUID.randomUUID(), lease, () -> "a page");
                    throw new IllegalStateException("the stamp cannot be kept");
                }))
                .hasMessage("the stamp cannot be kept");

        assertThat(leaving()).isZero();
    }

    private Lease readByAnother() {
        Lease lease = new Lease();
        longPages.inTurn(UUID.randomUUID(), lease, () -> "a page");
        return lease;
    }

    private double leaving() {
        return meters.get(LongPages.LEAVING).gauge().value();
    }

    private double waiting() {
        return meters.get(LongPages.WAITING).gauge().value();
    }

    private void takeAllTurns(ExecutorService threads, CountDownLatch over) throws InterruptedException {
        int turns = longPages.atOnce();
        CountDownLatch taken = new CountDownLatch(turns);
        for (int i = 0; i < turns; i++) {
            threads.execute(() -> {
                try (Lease lease = new Lease()) {
                    longPages.inTurn(UUID.randomUUID(), lease, () -> {
                        taken.countDown();
                        return waitFor(over);
                    });
                }
            });
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
