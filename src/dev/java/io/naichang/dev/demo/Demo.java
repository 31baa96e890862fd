package io.naichang.dev.demo;

import io.naichang.dev.Arguments;
import io.naichang.dev.CannotStart;
import io.naichang.dev.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `naichang demo [--url URL] [--photos DIR] [--crash]`: the main job, end to end. Ends with 0 only if every claim was
/// checked and is true. `--crash` kills the server between the push and its answer; only of a server that it starts.
public final class Demo {
    private Demo() {}

    public static void main(String[] words) throws IOException {
        boolean kept;
        try {
            Arguments arguments = Arguments.of(words, List.of("--url", "--photos", "--data"), List.of("--crash"));
            List<Photo> photos =
                    arguments.value("--photos").map(Path::of).map(Photo::in).orElseGet(List::of);
            Optional<String> url = arguments.value("--url");
            if (url.isPresent()) {
                if (arguments.has("--crash")) {
                    throw new CannotStart("--crash kills a server, so it takes only one that the demo starts itself");
                }
                kept = new Day(URI.create(url.get()), photos, Optional.empty()).play();
            } else {
                kept = onOwnServer(arguments, photos);
            }
        } catch (CannotStart | DemoFailure reason) {
            System.err.println(reason.getMessage());
            kept = false;
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean onOwnServer(Arguments arguments, List<Photo> photos) throws IOException {
        Optional<String> wanted = arguments.value("--data");
        Path data = wanted.isPresent() ? Path.of(wanted.get()) : Files.createTempDirectory("naichang-demo-");
        System.out.println("Starting a server of its own with the demo company (some minutes the first time) …");
        try (Server server = Server.start(new Server.Choices(0, data, wanted.isEmpty(), true))) {
            Optional<Server> victim = arguments.has("--crash") ? Optional.of(server) : Optional.empty();
            return new Day(server.base(), photos, victim).play();
        }
    }
}
