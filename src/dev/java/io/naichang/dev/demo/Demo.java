package io.naichang.dev.demo;

import io.naichang.dev.Arguments;
import io.naichang.dev.CannotStart;
import io.naichang.dev.RunFolder;
import io.naichang.dev.Server;
import io.naichang.dev.seed.BigDay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `naichang demo [--url URL] [--photos DIR] [--crash]`: the main job, end to end; `naichang demo dispatch [--url
/// URL]`:
/// the dispatcher's day; `naichang demo big-day`: no story, but a full board to look at. Ends with 0 only if every
/// claim was
/// checked and is true. `--crash` kills the server between the push and its answer; only of a server that it starts.
public final class Demo {
    private Demo() {}

    public static void main(String[] all) throws IOException {
        if (all.length > 0 && all[0].equals("big-day")) {
            bigDay(Arrays.copyOfRange(all, 1, all.length));
            return;
        }
        boolean kept;
        boolean dispatch = all.length > 0 && all[0].equals("dispatch");
        String[] words = dispatch ? Arrays.copyOfRange(all, 1, all.length) : all;
        try {
            Arguments arguments = Arguments.of(words, List.of("--url", "--photos", "--data"), List.of("--crash"));
            List<Photo> photos =
                    arguments.value("--photos").map(Path::of).map(Photo::in).orElseGet(List::of);
            Optional<String> url = arguments.value("--url");
            if (dispatch && arguments.has("--crash")) {
                throw new CannotStart("--crash belongs to the technician's story");
            } else if (url.isPresent() && dispatch) {
                kept = new DispatchDay(URI.create(url.get())).play();
            } else if (url.isPresent()) {
                if (arguments.has("--crash")) {
                    throw new CannotStart("--crash kills a server, so it takes only one that the demo starts itself");
                }
                kept = new Day(URI.create(url.get()), photos, Optional.empty()).play();
            } else {
                kept = onOwnServer(arguments, photos, dispatch);
            }
        } catch (CannotStart | DemoFailure reason) {
            System.err.println(reason.getMessage());
            kept = false;
        }
        System.exit(kept ? 0 : 1);
    }

    /// A day of many technicians and visits in a server that runs already.
    private static void bigDay(String[] words) {
        try {
            Arguments arguments =
                    Arguments.of(words, List.of("--url", "--day", "--technicians", "--visits"), List.of());
            URI base = URI.create(arguments.value("--url").orElse("http://127.0.0.1:8080"));
            Instant now = Clock.systemUTC().instant();
            LocalDate day = arguments
                    .value("--day")
                    .map(LocalDate::parse)
                    .orElseGet(() ->
                            LocalDate.ofInstant(now, ZoneId.of("Asia/Bangkok")).plusDays(1));
            int technicians = Integer.parseInt(arguments.value("--technicians").orElse("80"));
            int visits = Integer.parseInt(arguments.value("--visits").orElse("1000"));
            BigDay.Made made = BigDay.make(base, new BigDay.Wish("admin", "nok", technicians, visits), now, day);
            System.out.printf(
                    "%d technicians and %d visits on %s in region %s%n", technicians, visits, day, made.region());
        } catch (CannotStart | IllegalStateException | DateTimeException | NumberFormatException reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }

    private static boolean onOwnServer(Arguments arguments, List<Photo> photos, boolean dispatch) throws IOException {
        Optional<String> wanted = arguments.value("--data");
        if (wanted.isPresent()) {
            return onOwnServer(arguments, Path.of(wanted.get()), false, photos, dispatch);
        }
        RunFolder folder = RunFolder.make("naichang-demo-");
        boolean kept = onOwnServer(arguments, folder.path(), true, photos, dispatch);
        if (kept) {
            folder.delete();
        }
        return kept;
    }

    private static boolean onOwnServer(
            Arguments arguments, Path data, boolean fresh, List<Photo> photos, boolean dispatch) throws IOException {
        System.out.println("Starting a server of its own with the demo company (some minutes the first time) …");
        try (Server server = Server.start(new Server.Choices(0, data, fresh, true))) {
            if (dispatch) {
                return new DispatchDay(server.base()).play();
            }
            Optional<Server> victim = arguments.has("--crash") ? Optional.of(server) : Optional.empty();
            return new Day(server.base(), photos, victim).play();
        }
    }
}
