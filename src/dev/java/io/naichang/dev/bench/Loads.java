package io.naichang.dev.bench;

import io.naichang.dev.Server;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What a server bears: a slow writer beside it, ten times the history, and a thousand phones that were all set up this
/// morning.
final class Loads {
    private static final int NOTES = 100;
    private static final int EMPTY_PULLS = 400;
    private static final int ROUNDS = 5;
    private static final int STORM = 1_000;
    private static final int STORM_ROWS = 1_000;
    private static final int AT_ONCE = 16;
    private static final double MILLION = 1e6;

    private final Server server;
    private final Company company;
    private final Floors floors;

    Loads(Server server, Company company, Floors floors) {
        this.server = server;
        this.company = company;
        this.floors = floors;
    }

    /// Rows of a table: what, measured, target, whether it was met.
    List<String> run() throws Exception {
        List<String> rows = new ArrayList<>();
        rows.add(delay());
        rows.add(poke());
        rows.addAll(growth());
        rows.addAll(storm());
        return rows;
    }

    static String row(String what, String measured, String target, boolean met) {
        String row = "| " + what + " | " + measured + " | " + target + " | " + (met ? "met" : "not met") + " |";
        System.err.println(row);
        return row;
    }

    /// From the desk's answer to the end of a pull that brings what it wrote, while a transaction that has written
    /// stays open: a reader that waits for the oldest writer would wait for all of it.
    private String delay() throws Exception {
        List<Double> millis = new ArrayList<>();
        try (Connection writer = Floors.owner(server.facts(), company.tenant());
                Statement statement = writer.createStatement()) {
            statement.execute(
                    "INSERT INTO sync_member (bucket, collection, id, op) VALUES ('slow', 'slow', gen_random_uuid(), 'P')");
            company.rest();
            for (int i = 0; i < NOTES; i++) {
                String text = "ผู้เขียนช้า " + i;
                company.desk().post("/notes", Map.of("visitId", company.visit(), "text", text));
                long begin = System.nanoTime();
                while (!company.pullNews().contains(text)) {
                    if (System.nanoTime() - begin > 30_000 * MILLION) {
                        throw new IllegalStateException("a note that was committed did not come in 30 s");
                    }
                }
                millis.add((System.nanoTime() - begin) / MILLION);
            }
            writer.rollback();
        }
        double p99 = quantile(millis, 0.99);
        return row(
                "commit to pulled, a writer open all the time",
                String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms", quantile(millis, 0.5), p99),
                "p99 < 250 ms",
                p99 < 250);
    }

    /// From before the desk's call to the poke on the phone's stream: longer than from its commit.
    private String poke() throws Exception {
        BlockingQueue<Long> pokes = new LinkedBlockingQueue<>();
        List<Double> millis = new ArrayList<>();
        Stream<String> lines = company.technician().lines("/sync/stream");
        Thread reader = Thread.startVirtualThread(() -> {
            try (lines) {
                lines.filter(each -> each.startsWith("event")).forEach(each -> pokes.add(System.nanoTime()));
            } catch (UncheckedIOException end) {
                // The server's, at the end of the bench.
            }
        });
        for (int i = 0; i < NOTES; i++) {
            pokes.clear();
            long begin = System.nanoTime();
            company.desk().post("/notes", Map.of("visitId", company.visit(), "text", "เตือน " + i));
            Long poked = pokes.poll(30, TimeUnit.SECONDS);
            if (poked == null) {
                throw new IllegalStateException("a note was not followed by a poke in 30 s");
            }
            millis.add((poked - begin) / MILLION);
        }
        reader.interrupt();
        double p99 = quantile(millis, 0.99);
        return row(
                "a desk's call to the poke of the phone",
                String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms", quantile(millis, 0.5), p99),
                "p99 < 1 s",
                p99 < 1_000);
    }

    static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    /// The same pulls before and after there is ten times as much that does not concern them, each time beside the same
    /// floor, since a machine is not the same ten seconds later.
    private List<String> growth() throws Exception {
        double emptyBefore = ofFloor(this::emptyPulls);
        double newsBefore = ofFloor(this::pullsOfOneNote);
        tenfold();
        double emptyAfter = ofFloor(this::emptyPulls);
        double newsAfter = ofFloor(this::pullsOfOneNote);
        return List.of(
                grown("empty pull, 10× the technicians and the history", emptyBefore, emptyAfter),
                grown("pull of one note, 10× the technicians and the history", newsBefore, newsAfter));
    }

    private static String grown(String what, double before, double after) {
        double ratio = after / before;
        return row(what, String.format(Locale.ROOT, "%.0f %% of the rate before", ratio * 100), "≥ 80 %", ratio >= 0.8);
    }

    private double ofFloor(Rates.Work work) throws Exception {
        List<Double> ratios = new ArrayList<>();
        work.run();
        for (int i = 0; i < ROUNDS; i++) {
            double floor = Rates.rate(() -> floors.selectOne(company, EMPTY_PULLS));
            ratios.add(Rates.rate(work) / floor);
        }
        return quantile(ratios, 0.5);
    }

    private int emptyPulls() {
        company.rest();
        for (int i = 0; i < EMPTY_PULLS; i++) {
            company.pullNothing();
        }
        return EMPTY_PULLS;
    }

    private int pullsOfOneNote() {
        for (int i = 0; i < NOTES; i++) {
            company.desk().post("/notes", Map.of("visitId", company.visit(), "text", "บันทึก " + i));
            company.pullNews();
        }
        return NOTES;
    }

    /// Three hundred other technicians with a thousand rows each, all their subscriptions, and ten times the history.
    private void tenfold() throws SQLException {
        try (Connection owner = Floors.owner(server.facts(), company.tenant());
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    CREATE TEMPORARY TABLE more ON COMMIT DROP AS
                    SELECT gen_random_uuid() AS id, 'tech:' || gen_random_uuid() AS reader FROM generate_series(1, 300)""");
            statement.execute("""
                    INSERT INTO sync_subscription (reader, bucket, refs, op)
                    SELECT m.reader, 'site:' || gen_random_uuid(), 1, 'P' FROM more m, generate_series(1, 30)
                    UNION ALL SELECT m.reader, m.reader, 1, 'P' FROM more m""");
            statement.execute("""
                    CREATE TEMPORARY TABLE grown ON COMMIT DROP AS
                    SELECT gen_random_uuid() AS id, m.reader FROM more m, generate_series(1, 1000)""");
            statement.execute("""
                    INSERT INTO sync_document (collection, id, version, doc, buckets, leads)
                    SELECT 'notes', g.id, 1, jsonb_build_object('text', 'ล้างแผงคอยล์เย็น ตรวจแรงดันน้ำยา'), ARRAY[g.reader], '{}' FROM grown g""");
            statement.execute(
                    "INSERT INTO sync_member (bucket, collection, id, op) SELECT g.reader, 'notes', g.id, 'P' FROM grown g");
            statement.execute("""
                    INSERT INTO field_change (collection, id, field, version, value, at)
                    SELECT 'notes', g.id, 'text', v, '"ล้างแผงคอยล์เย็น"', now() FROM grown g, generate_series(1, 3) v""");
            owner.commit();
        }
        try (Connection owner = Floors.owner(server.facts(), company.tenant());
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(true);
            statement.execute("ANALYZE");
        }
    }

    /// All at once, each to its end; a phone that pulls what is new meanwhile must not feel it.
    private List<String> storm() throws Exception {
        Company other = Company.found(server, "storm", STORM_ROWS);
        Queue<Company.Phone> phones = new ConcurrentLinkedQueue<>();
        Semaphore registrations = new Semaphore(AT_ONCE);
        AtomicInteger rows = new AtomicInteger();
        AtomicInteger waits = new AtomicInteger();
        List<Double> meanwhile = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        long elapsed;
        // The calm phone has a thread of its own, else it would wait for the others in here and not at the server.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService own = Executors.newSingleThreadExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STORM; i++) {
                String install = "storm-" + i;
                all.add(threads.submit(() -> {
                    registrations.acquire();
                    phones.add(other.register(install));
                    registrations.release();
                    return null;
                }));
            }
            join(all);
            CountDownLatch go = new CountDownLatch(1);
            for (Company.Phone phone : phones) {
                all.add(threads.submit(() -> {
                    go.await();
                    rows.addAndGet(other.firstPull(phone, waits));
                    return null;
                }));
            }
            Future<?> calm = own.submit(() -> {
                while (!over.get()) {
                    long begin = System.nanoTime();
                    company.desk().post("/notes", Map.of("visitId", company.visit(), "text", "ระหว่างพายุ"));
                    company.pullNews();
                    meanwhile.add((System.nanoTime() - begin) / MILLION);
                }
                return null;
            });
            long begin = System.nanoTime();
            go.countDown();
            join(all);
            elapsed = System.nanoTime() - begin;
            over.set(true);
            calm.get();
        }
        if (rows.get() < STORM * STORM_ROWS) {
            throw new IllegalStateException("only " + rows.get() + " rows came in the storm");
        }
        double p99 = quantile(meanwhile, 0.99);
        return List.of(
                row(
                        "1,000 first syncs of 1,000 rows at once",
                        String.format(
                                Locale.ROOT,
                                "%.1f s, %,.0f rows/s, %d times asked to wait, none failed",
                                elapsed / 1e9,
                                rows.get() * 1e9 / elapsed,
                                waits.get()),
                        "all end, nobody is answered 500",
                        true),
                row(
                        "a note and its pull during that",
                        String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms", quantile(meanwhile, 0.5), p99),
                        "p99 < 1 s",
                        p99 < 1_000));
    }

    private static void join(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get();
        }
        all.clear();
    }
}
