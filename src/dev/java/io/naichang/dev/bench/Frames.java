package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.seed.DemoData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Frames a second of a board of 80 technicians and 1,000 visits while somebody scrolls, drags and looks around,
/// against a page of the same browser that has nothing but a long box to scroll.
///
/// A frame is one that the page's main thread began; the compositor beside it, and whether a drawn tile was late, are
/// not seen. Its work is counted by the clock, so that on a busy machine it includes the wait for a core.
final class Frames {
    private static final Duration EACH = Duration.ofSeconds(5);
    /// Moved so long before it is measured, as code that has just been loaded is slow.
    private static final Duration WARM = Duration.ofSeconds(2);
    /// What 60 frames a second leave for one, in milliseconds.
    private static final double FRAME = 1_000.0 / 60;

    private static final String ROWS = ".timeline .rows";
    private static final String MAP = ".map canvas";
    private static final int WIDTH = 1_440;
    private static final int HEIGHT = 900;
    /// Notes when each frame began.
    private static final String COUNT = "window.began = [];"
            + " window.counting = requestAnimationFrame(function next(at) {"
            + " window.began.push(at); window.counting = requestAnimationFrame(next); })";

    private static final String COUNTED = "cancelAnimationFrame(window.counting); window.began";

    private static final String A_LONG_BOX = "document.body.innerHTML = '<div style=\"height: 90vh; overflow-y: auto\">"
            + "<div style=\"height: 9000px\">…</div></div>'; document.body.onpointermove = () => {}";

    /// The middle of a visit that nothing lies over.
    private static final String A_BAR = """
            (() => {
              for (const bar of document.querySelectorAll('.trow .ttrack [data-visit]')) {
                const box = bar.getBoundingClientRect();
                const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
                if (bar.contains(document.elementFromPoint(middle.x, middle.y))) {
                  return middle;
                }
              }
            })()
            """;

    private final Chromium page;

    private Frames(Chromium page) {
        this.page = page;
    }

    /// A movement of the hand; `step` counts from 0.
    @FunctionalInterface
    private interface Hand {
        void move(int step) throws IOException;
    }

    private record Place(double x, double y) {}

    /// Measures the board of this address, if there is a Chromium.
    static void print(Optional<Path> program, URI server, String dispatcher, String board) throws IOException {
        if (program.isEmpty()) {
            System.out.println("- frames of the board: there is no chromium on the PATH, and CHROME names none");
            return;
        }
        try (Chromium page = Chromium.start(program.get(), WIDTH, HEIGHT)) {
            new Frames(page).measure(server, dispatcher, board);
        }
    }

    private void measure(URI server, String dispatcher, String board) throws IOException {
        System.out.println();
        System.out.println(
                "| The board in headless Chromium, 1440 × 900 | Frames/s | Longest frame | Missed | Main thread, a frame | Target |");
        System.out.println("|---|---|---|---|---|---|");
        Place middle = new Place(WIDTH / 2.0, HEIGHT / 2.0);
        page.run(A_LONG_BOX);
        row("floor: a long box scrolled", "", step -> wheel(middle, step));
        row("floor: the mouse moved over it", "", step -> mouse("mouseMoved", across(middle, step, 250, 120), 0));
        open(server, dispatcher, board);
        Place rows = middleOf(ROWS);
        page.run("window.scrolls = 0; document.querySelector('" + ROWS + "').onscroll = () => window.scrolls++");
        row("rows scrolled", "60", step -> wheel(rows, step));
        must("scroll its rows", "window.scrolls > 0");
        mouse("mousePressed", place(page.run(A_BAR)), 1);
        row(
                "a visit dragged over rows, checked on the way",
                "60",
                step -> mouse("mouseMoved", across(rows, step, 250, 120), 1));
        must("drag and check a visit", "document.querySelector('.tghost[data-allowed]')");
        page.send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", "Escape", "code", "Escape"));
        must("let go of a visit by Escape", "!document.querySelector('.tghost')");
        mouse("mouseReleased", rows, 0);
        page.run("document.querySelector('" + MAP + "').scrollIntoView({ block: 'center' })");
        page.run("window.picture = document.querySelector('" + MAP + "').toDataURL()");
        Place map = middleOf(MAP);
        mouse("mousePressed", map, 1);
        row("the map moved", "60", step -> mouse("mouseMoved", across(map, step, 120, 90), 1));
        must("move its map", "document.querySelector('" + MAP + "').toDataURL() !== window.picture");
        mouse("mouseReleased", map, 0);
    }

    /// A board that did not do it was not measured.
    private void must(String what, String expression) throws IOException {
        if (!page.run("!!(" + expression + ")").asBoolean()) {
            throw new IllegalStateException("The board did not " + what);
        }
    }

    private void open(URI server, String dispatcher, String board) throws IOException {
        page.open(server.resolve("/desk/"));
        page.until("document.querySelector('#password')");
        page.run("document.querySelector('#username').value = '" + dispatcher + "';"
                + "document.querySelector('#password').value = '" + DemoData.PASSWORD + "';"
                + "document.querySelector('form').requestSubmit()");
        page.until("document.querySelector('nav')");
        page.run("location.hash = '" + board + "'");
        page.until("document.querySelectorAll('.trow .ttrack [data-visit]').length > 500");
        page.until("document.querySelector('.live.on')");
    }

    private Place middleOf(String css) throws IOException {
        return place(page.run("(() => { const box = document.querySelector('" + css + "').getBoundingClientRect();"
                + " const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];"
                + " return { x: box.left + box.width / 2, y: (top + bottom) / 2 }; })()"));
    }

    private static Place place(JsonNode point) {
        return new Place(point.path("x").asDouble(), point.path("y").asDouble());
    }

    /// Down for a while, then up again.
    private void wheel(Place at, int step) throws IOException {
        page.send(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseWheel",
                        "x",
                        at.x(),
                        "y",
                        at.y(),
                        "deltaX",
                        0,
                        "deltaY",
                        step / 60 % 2 == 0 ? 60 : -60));
    }

    private static Place across(Place middle, int step, double wide, double high) {
        return new Place(middle.x() + wide * Math.sin(step / 40.0), middle.y() + high * Math.sin(step / 25.0));
    }

    private void mouse(String type, Place at, int buttons) throws IOException {
        page.send(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", at.x(), "y", at.y(), "button", "left", "buttons", buttons, "clickCount", 1));
    }

    private void row(String what, String target, Hand hand) throws IOException {
        int step = move(hand, 0, WARM);
        page.run(COUNT);
        double work = page.work();
        move(hand, step, EACH);
        work = page.work() - work;
        JsonNode began = page.run(COUNTED);
        int frames = began.size() - 1;
        double longest = 0;
        long missed = 0;
        for (int i = 1; i <= frames; i++) {
            double took = began.path(i).asDouble() - began.path(i - 1).asDouble();
            longest = Math.max(longest, took);
            missed += Math.max(0, Math.round(took / FRAME) - 1);
        }
        double seconds = (began.path(frames).asDouble() - began.path(0).asDouble()) / 1_000;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f ms | %d of %d | %.1f ms | %s |%n",
                what,
                frames / seconds,
                longest,
                missed,
                frames + missed,
                1_000 * work / frames,
                target);
    }

    /// A page answers a movement when it has taken it up, with its next frame at the latest. The next step.
    private static int move(Hand hand, int first, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        int step = first;
        for (; System.nanoTime() < end; step++) {
            hand.move(step);
        }
        return step;
    }
}
