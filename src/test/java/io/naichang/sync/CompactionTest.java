package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long it is remembered that something went away, and whom it costs when it no longer is.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CompactionTest extends PhoneCase {
    @Inject
    Compaction compaction;

    @Inject
    MovableClock clock;

    @AfterEach
    void time_is_as_it_was() {
        clock.reset();
    }

    private void pass(int days) {
        compaction.night();
        clock.move(Duration.ofDays(days));
        compaction.night();
    }

    @Test
    void a_cursor_of_any_age_is_good_where_nothing_went_away() {
        Phone malees = Phone.of(malee).pull();
        work.schedule(visit, malee, 3);
        phone.pull();
        pass(100);
        pass(100);

        assertThat(malees.pull().holds("visits", visit)).as("it only gained").isTrue();
    }

    @Test
    void what_went_away_is_told_for_ninety_days() {
        work.schedule(visit, malee, 3);
        pass(89);

        assertThat(phone.pull().versions().keySet()).noneMatch(each -> each.startsWith("visits/"));
    }

    @Test
    void a_first_sync_that_rests_for_too_long_begins_anew() {
        Phone slow = Phone.of(somchai).limit(1);
        slow.pullPage();
        work.schedule(visit, malee, 3);
        pass(91);

        assertThat(slow.asks(slow.asks()).statusCode()).isEqualTo(410);
    }

    @Test
    void another_company_is_not_concerned() {
        Tenant lanna = Given.tenant();
        Person kham = lanna.technician("kham");
        Work.at(lanna.dispatcher("fah")).visitOf(kham, 1);
        Phone khams = Phone.of(kham).pull();
        work.schedule(visit, malee, 3);

        pass(91);

        assertThat(khams.asks(khams.asks()).statusCode()).isEqualTo(200);
        assertThat(phone.asks(phone.asks()).statusCode()).isEqualTo(410);
    }

    @Test
    void tombstones_are_gone_and_what_was_followed_still_gives_the_rights_of_late_work() throws SQLException {
        phone.patches("sites", work.site(), "accessNotes", "เข้าทางหลังอาคาร");
        work.schedule(visit, malee, 3);

        pass(91);

        assertThat(count("sync_member WHERE op = 'R'")).isZero();
        assertThat(count("sync_subscription WHERE op = 'R'")).isZero();
        assertThat(phone.push().at("/0/code").asText()).isEqualTo("out-of-scope");
    }

    @Test
    void who_comes_back_to_a_bucket_that_was_given_up_reads_it_whole() {
        work.schedule(visit, malee, 3);
        pass(91);
        Phone repaired = Phone.of(somchai).pull();

        work.schedule(visit, somchai, 5);

        assertThat(repaired.pull().versions())
                .isEqualTo(Phone.of(somchai).pull().versions());
        assertThat(repaired.holds("sites", work.site())).isTrue();
    }

    @Test
    void a_row_that_was_deleted_can_still_be_brought_back() throws SQLException {
        phone.creates("notes", Map.of("visitId", visit, "text", "ลบแล้ว"));
        phone.push();
        String note = phone.pull().versions().keySet().stream()
                .filter(each -> each.startsWith("notes/"))
                .findFirst()
                .orElseThrow()
                .substring("notes/".length());
        phone.does("delete", "notes", note);
        phone.push();

        pass(91);

        assertThat(count("sync_document WHERE deleted AND id = '" + note + "'")).isOne();
    }

    private long count(String what) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + what)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
