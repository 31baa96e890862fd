package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is slow is given up only for somebody.
class HurriedBodyTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_silent_phone_that_is_in_nobodys_way_is_waited_for() throws Exception {
        try (PipedOutputStream phone = new PipedOutputStream();
                HurriedBody body = new HurriedBody(new PipedInputStream(phone), vertx, Duration.ofMillis(20))) {
            AtomicInteger asked = new AtomicInteger();
            body.hurry(() -> asked.incrementAndGet() < 0);
            CompletableFuture<Integer> read = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    read.complete(body.read());
                } catch (Exception e) {
                    read.completeExceptionally(e);
                }
            });

            await().until(() -> asked.get() > 2);
            phone.write(7);
            phone.flush();
            assertThat(read.get()).isEqualTo(7);
        }
    }

    @Test
    void a_silent_phone_is_given_up_for_who_waits_and_stays_so() throws Exception {
        try (PipedOutputStream phone = new PipedOutputStream();
                HurriedBody body = new HurriedBody(new PipedInputStream(phone), vertx, Duration.ofMillis(20))) {
            body.hurry(() -> true);

            assertThatThrownBy(body::read).isInstanceOf(HurriedBody.GivenUp.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            phone.write(7);
            assertThatThrownBy(body::read).isInstanceOf(HurriedBody.GivenUp.class);
        }
    }
}
