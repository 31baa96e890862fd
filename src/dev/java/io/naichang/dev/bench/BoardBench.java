package io.naichang.dev.bench;

import io.naichang.dev.Server;
import io.naichang.dev.demo.Api;
import io.naichang.dev.seed.BigDay;
import io.naichang.dev.seed.DemoData;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a board asks of a running server about a day of 80 technicians and 1,000 visits, against a request of the same
/// client that does nothing but answer; and what it shows, in a browser.
final class BoardBench {
    private static final int TECHNICIANS = 80;
    private static final int VISITS = 1_000;
    private static final int WARM = 60;
    private static final int TIMES = 100;
    private static final double MILLION = 1e6;

    private final Server server;

    BoardBench(Server server) {
        this.server = server;
    }

    void run() throws Exception {
        // A wrong CHROME is told before all else is measured.
        Optional<Path> chromium = Chromium.program();
        server.createAdmin("board", "board-admin", DemoData.PASSWORD);
        Api admin = Api.signIn(server.base(), "board-admin", DemoData.PASSWORD);
        admin.post(
                "/users",
                Map.of(
                        "username",
                        "board-dispatcher",
                        "name",
                        "นกน้อย พรหมดี",
                        "roles",
                        List.of("dispatcher"),
                        "password",
                        DemoData.PASSWORD,
                        "language",
                        "th"));
        Instant now = Clock.systemUTC().instant();
        LocalDate shown = LocalDate.ofInstant(now, ZoneId.of("Asia/Bangkok")).plusDays(1);
        BigDay.Made day = BigDay.make(
                server.base(), new BigDay.Wish("board-admin", "board-dispatcher", TECHNICIANS, VISITS), now, shown);
        Api desk = Api.signIn(server.base(), "board-dispatcher", DemoData.PASSWORD);
        String days = "from=" + day.from() + "&to=" + day.to();
        System.out.println("| 80 technicians × 1,000 visits, by HTTP | p50 | p99 | of the floor's p50 | Target |");
        System.out.println("|---|---|---|---|---|");
        double floor = row("floor: an authenticated GET that only answers", 0, "", () -> desk.get("/sync/keys"));
        row(
                "who could take a visit",
                floor,
                "p50 < 300 ms",
                () -> desk.get("/visits/" + day.open() + "/candidates?" + days));
        row(
                "may it be dropped here",
                floor,
                "p50 < 300 ms",
                () -> desk.post(
                        "/visits/" + day.planned() + "/check-drop",
                        Map.of(
                                "technicianId",
                                day.technician().toString(),
                                "start",
                                day.from().plusSeconds(10 * 3_600).toString())));
        row("the board of the day", floor, "", () -> desk.get("/day-board?regionId=" + day.region() + "&" + days));
        Frames.print(chromium, server.base(), "board-dispatcher", "#/board/" + day.region() + "/" + shown);
    }

    /// Measured after it has run for a while, since a server that has just started runs interpreted code.
    private static double row(String what, double floor, String target, Runnable request) {
        for (int i = 0; i < WARM; i++) {
            request.run();
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            request.run();
            millis.add((System.nanoTime() - begin) / MILLION);
        }
        double median = Loads.quantile(millis, 0.5);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %s | %s |%n",
                what,
                median,
                Loads.quantile(millis, 0.99),
                floor == 0 ? "" : String.format(Locale.ROOT, "%.0f×", median / floor),
                target);
        return median;
    }
}
