package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Server;
import io.naichang.dev.bench.Rates.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// First pull, empty pull and push, each against its floor.
final class SyncBench {
    static final int ROWS = 25_000;
    private static final int PAGE = 1_000;
    private static final int EMPTY_PULLS = 400;
    private static final int PUSHES = 6;
    private static final int MUTATIONS = 50;
    private static final int WARM_PULLS = 2_000;
    private static final int WARM_PUSHES = 60;

    private final Company company;
    private final Floors floors;
    private final List<String> remarks = new ArrayList<>();
    private int firstPullRows;
    private long firstPullBytes;

    private final Server server;

    SyncBench(Server server) throws Exception {
        this.server = server;
        company = Company.found(server, "bench", ROWS);
        floors = new Floors(server.facts(), company.tenant());
    }

    /// What was measured, and what there is to say about it.
    ///
    /// @param loads rows of a table of their own
    record Report(List<Result> results, List<String> loads, List<String> remarks) {
        Report {
            results = List.copyOf(results);
            loads = List.copyOf(loads);
            remarks = List.copyOf(remarks);
        }
    }

    Report run() throws Exception {
        List<Result> results = new ArrayList<>();
        warmUp();
        countFirstPull();
        results.add(Rates.compare(
                "first pull of 25,000 rows, 1,000-row pages (rows)", 0.25, this::firstPull, floors::allDocuments));
        results.add(Rates.compare(
                "pull with nothing new, 30 buckets (requests)",
                0.40,
                this::emptyPulls,
                () -> floors.selectOne(company, EMPTY_PULLS)));
        results.add(Rates.compare(
                "push of 50 mutations with merge and ledger (mutations)",
                0.40,
                this::pushes,
                () -> floors.plainInserts(PUSHES * MUTATIONS)));
        Result first = results.getFirst();
        remarks.add(String.format(
                Locale.ROOT,
                "25,000 rows took %.2f s by HTTP (target: < 2 s of server time).",
                ROWS / first.measured()));
        remarks.add("An empty pull is " + company.emptyPullBytes() + " bytes (target: < 300).");
        remarks.add("Floor of the first pull: the same documents as text by one SQL statement through JDBC.");
        remarks.add(
                "Floor of the empty pull: an authenticated GET that does nothing but answer, then SELECT 1 on a pooled"
                        + " connection under the application's role, one after the other.");
        remarks.add(
                "Floor of the push: a savepoint, an insert of the note, of its document, of its two history rows, of its membership and of"
                        + " its result, and a release for each mutation, 32 a transaction, by JDBC with prepared statements.");
        Photos photos = new Photos(server, company);
        results.addAll(photos.rates());
        List<String> loads = new ArrayList<>(new Loads(server, company, floors).run());
        loads.add(photos.memory());
        loads.add(StartUp.row(server));
        return new Report(results, loads, remarks);
    }

    /// The same pages once more, read as bytes; `firstPullBytes` is what a whole one comes to.
    private int firstPull() {
        String cursor = null;
        int pages = 0;
        long bytes = 0;
        for (boolean more = true; more; pages++) {
            Company.Tail page = company.pullTail(cursor, PAGE);
            bytes += page.bytes();
            cursor = page.cursor();
            more = page.more();
        }
        // Cursors differ by a few bytes from pull to pull.
        if (Math.abs(bytes - firstPullBytes) > pages * 100L) {
            throw new IllegalStateException(bytes + " bytes came instead of " + firstPullBytes);
        }
        return firstPullRows;
    }

    /// Counts the rows of a first pull, and its bytes.
    private void countFirstPull() {
        String cursor = null;
        for (boolean more = true; more; ) {
            JsonNode page = company.pull(cursor, PAGE);
            firstPullRows += page.path("changes").size();
            firstPullBytes += company.pullTail(cursor, PAGE).bytes();
            cursor = page.path("cursor").asText();
            more = page.path("more").asBoolean();
        }
        if (firstPullRows < ROWS) {
            throw new IllegalStateException("only " + firstPullRows + " rows came");
        }
    }

    /// A server that has just started runs interpreted code; what lasts is measured.
    private void warmUp() {
        company.rest();
        for (int i = 0; i < WARM_PULLS; i++) {
            company.pullNothing();
        }
        for (int i = 0; i < WARM_PUSHES; i++) {
            company.push(MUTATIONS);
        }
    }

    private int emptyPulls() {
        company.rest();
        for (int i = 0; i < EMPTY_PULLS; i++) {
            company.pullNothing();
        }
        return EMPTY_PULLS;
    }

    private int pushes() {
        for (int i = 0; i < PUSHES; i++) {
            company.push(MUTATIONS);
        }
        return PUSHES * MUTATIONS;
    }
}
