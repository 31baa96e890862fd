package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `naichang run`: the product on this machine, until Ctrl-C.
public final class Run {
    private static final int DEFAULT_PORT = 8080;

    private Run() {}

    public static void main(String[] words) throws IOException {
        try {
            Arguments arguments = Arguments.of(words, List.of("--port", "--data"), List.of("--fresh", "--no-demo"));
            Server server = Server.start(new Server.Choices(
                    arguments.port("--port", DEFAULT_PORT),
                    arguments.value("--data").map(Path::of).orElseGet(Project::defaultData),
                    arguments.has("--fresh"),
                    !arguments.has("--no-demo")));
            System.out.println("Naichang is ready on " + server.base());
            if (server.hasDemoCompany()) {
                System.out.println("Sign in as " + String.join(", ", Server.demoPeople()) + "; password demo-naichang");
            }
            server.await();
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }
}
