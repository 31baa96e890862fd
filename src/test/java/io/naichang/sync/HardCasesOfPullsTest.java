package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.MovableClock;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The hard cases of sync (design: quality.md) that a pull has to get right.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HardCasesOfPullsTest extends HardCase {
    @Inject
    Compaction compaction;

    @Inject
    MovableClock clock;

    @AfterEach
    void time_is_as_it_was() {
        clock.reset();
    }

    @Test
    void hard_case_01_slow_writer_commits_last() throws Exception {
        String slow = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            statement.execute("UPDATE visit SET title = 'ช้ามาก' WHERE id = '" + slow + "'");
            statement.execute(
                    "SELECT * FROM sync_record('visits', ARRAY['" + slow + "']::uuid[], ARRAY(SELECT ROW(s.id, s.doc,"
                            + " s.buckets, s.leads)::sync_state FROM visits_state s WHERE s.id = '" + slow
                            + "'), '{}', NULL, NULL, NULL, now())");
            String quick = work.visitOf(somchai, 3);

            phone.pull();

            assertThat(phone.holds("visits", quick)).isTrue();
            assertThat(phone.row("visits", slow).path("title").asText()).isEqualTo("แอร์ไม่เย็น");
            writer.commit();
        }
        assertThat(phone.pull().row("visits", slow).path("title").asText()).isEqualTo("ช้ามาก");
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void hard_case_02_long_import_open_while_devices_sync() throws Exception {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            statement.execute("""
                    INSERT INTO part (id, sku, name, unit)
                    SELECT gen_random_uuid(), 'IMP-' || i, 'อะไหล่นำเข้า ' || i, 'ชิ้น' FROM generate_series(1, 1500) i
                    """);
            statement.execute("""
                    SELECT count(*) FROM sync_record('parts', ARRAY(SELECT id FROM part WHERE sku LIKE 'IMP-%'),
                        ARRAY(SELECT ROW(s.id, s.doc, s.buckets, s.leads)::sync_state FROM parts_state s
                              WHERE s.doc ->> 'sku' LIKE 'IMP-%'), '{}', NULL, NULL, NULL, now())
                    """);
            for (int round = 1; round <= 3; round++) {
                phone.patches("visits", visit, "diagnosis", "รอบที่ " + round);
                phone.creates("notes", Map.of("visitId", visit, "text", "ระหว่างนำเข้า " + round));
                work.amend(visit, Map.of("title", "งานที่ " + round));
                phone.push();
                assertThat(phone.pull().row("visits", visit).path("title").asText())
                        .isEqualTo("งานที่ " + round);
            }
            assertThat(imported(phone)).as("nothing of it is there yet").isZero();
            writer.commit();
        }

        assertThat(imported(phone.pull())).isEqualTo(1500);
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    private static long imported(Phone phone) {
        return phone.versions().keySet().stream()
                .filter(each -> each.startsWith("parts/"))
                .count();
    }

    @Test
    void hard_case_20_row_enters_leaves_reenters_scope_while_paging() {
        List<String> visits = java.util.stream.IntStream.range(1, 12)
                .mapToObj(i -> work.visitOf(somchai, i * 2))
                .toList();
        Phone phone = Phone.of(somchai).limit(3);
        phone.pullPage();
        work.schedule(visits.get(0), malee, 40);
        phone.pullPage();
        work.schedule(visits.get(0), somchai, 41);
        work.schedule(visits.get(7), malee, 42);
        phone.pullPage();
        work.schedule(visits.get(9), malee, 43);
        work.schedule(visits.get(9), somchai, 44);

        phone.pull();

        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
        assertThat(phone.holds("visits", visits.get(0))).isTrue();
        assertThat(phone.holds("visits", visits.get(7))).isFalse();
    }

    @Test
    void hard_case_21_customer_reachable_by_two_visits_one_reassigned() {
        String here = work.visitOf(somchai, 1);
        Work other = work.elsewhere();
        String there = other.visitOf(somchai, 3);
        Phone phone = Phone.of(somchai).pull();

        work.schedule(here, malee, 5);
        phone.pull();

        assertThat(phone.holds("customers", work.customer())).isTrue();
        assertThat(phone.holds("sites", work.site())).isFalse();
        assertThat(phone.holds("assets", work.asset())).isFalse();
        assertThat(phone.holds("sites", other.site())).isTrue();
        other.schedule(there, malee, 7);
        phone.pull();
        assertThat(phone.holds("customers", work.customer())).isFalse();
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void hard_case_22_first_sync_of_100000_rows_cut_at_page_40() throws Exception {
        fillTheCatalogue(100_000);
        Phone phone = Phone.of(somchai).limit(2_000);
        for (int page = 1; page < 40; page++) {
            assertThat(phone.pullPage().path("more").asBoolean()).isTrue();
        }
        assertThat(phone.asks(phone.asks()).statusCode())
                .as("page 40, which is lost")
                .isEqualTo(200);
        amongTheRows(
                "UPDATE sync_document SET version = 2 WHERE doc ->> 'n' LIKE '%77'", "P", "doc ->> 'n' LIKE '%77'");
        amongTheRows(
                "UPDATE sync_document SET version = 2, deleted = true, buckets = '{}' WHERE doc ->> 'n' LIKE '%99'",
                "R", "doc ->> 'n' LIKE '%99'");

        phone.pull();

        Map<String, Integer> whole = Phone.of(somchai).limit(5_000).pull().versions();
        assertThat(whole).hasSize(99_000);
        assertThat(phone.versions()).isEqualTo(whole);
    }

    /// Set by set, because what is tested is not how a part is made.
    private void fillTheCatalogue(int rows) throws SQLException {
        amongTheRows(
                "INSERT INTO sync_document (collection, id, version, doc, buckets, leads) SELECT 'parts', gen_random_uuid(), 1,"
                        + " jsonb_build_object('n', i::text), '{catalogue}', '{}' FROM generate_series(1, " + rows
                        + ") i",
                "P",
                "true");
    }

    private void amongTheRows(String change, String op, String which) throws SQLException {
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            statement.execute(change + (change.contains("WHERE") ? " AND collection = 'parts'" : ""));
            statement.execute("INSERT INTO sync_member (bucket, collection, id, op) SELECT 'catalogue', 'parts', id, '"
                    + op
                    + "' FROM sync_document WHERE tenant_id = current_tenant() AND collection = 'parts' AND " + which
                    + " ON CONFLICT (tenant_id, bucket, collection, id) DO UPDATE"
                    + " SET op = excluded.op, xid = excluded.xid, seq = excluded.seq");
            writer.commit();
        }
    }

    @Test
    void hard_case_25_cursor_older_than_tombstones() {
        String stays = work.visitOf(somchai, 1);
        String leaves = work.visitOf(somchai, 3);
        Phone old = Phone.of(somchai).pull();
        work.schedule(leaves, malee, 5);
        Phone recent = Phone.of(somchai).pull();
        compaction.night();
        clock.move(Duration.ofDays(91));
        compaction.night();

        Response refusal = old.asks(old.asks());

        assertThat(refusal.statusCode()).as(refusal.asString()).isEqualTo(410);
        assertThat(refusal.path("code").toString()).isEqualTo("cursor-expired");
        assertThat(recent.pull().holds("visits", stays))
                .as("as old, and misses nothing")
                .isTrue();
        old.repair();
        assertThat(old.holds("visits", leaves)).isFalse();
        assertThat(old.pull().versions()).isEqualTo(recent.versions());
    }
}
