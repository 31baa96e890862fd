package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.Sql;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A company whose technicians are tracked, and one of their phones.
abstract class TrackCase {
    static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Bangkok"));

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    @Inject
    ObjectStore store;

    @Inject
    TrackRetention retention;

    @Inject
    MovableClock clock;

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Tenant siam;
    Person somchai;
    Work work;
    String visit;
    TrackedPhone phone;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        caller.actAs(siam.id(), null);
        somchai = siam.technician("somchai");
        work = Work.at(siam.dispatcher("nok"));
        visit = work.visitOf(somchai, 1);
        phone = TrackedPhone.of(somchai);
    }

    @AfterEach
    void clock_right() {
        clock.reset();
    }

    Instant ago(int minutes) {
        return now.minus(minutes, ChronoUnit.MINUTES);
    }

    void policy(Map<String, ?> patch) {
        siam.admin()
                .request()
                .header("If-Match", "*")
                .body(patch)
                .patch("/tracking-policy")
                .then()
                .statusCode(200);
    }

    List<String> rows(String query) {
        return QuarkusTransaction.requiringNew().call(() -> sql.list(query, row -> row.getString(1)));
    }

    ObjectNode stored(String key) throws IOException {
        try (InputStream in = store.read(key).orElseThrow()) {
            return TrackChunk.stored(in).json();
        }
    }

    static ObjectNode kept(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) answer.json();
    }

    static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.faultsOfRefusal()).isEmpty();
    }

    void nothingCame() {
        assertThat(rows("SELECT id::text FROM track_chunk")).isEmpty();
        assertThat(rows("SELECT at::text FROM track_position")).isEmpty();
        assertThat(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .isEmpty();
    }
}
