package io.naichang.dev;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The whole product on one data folder: the stack, the application and (unless refused) the demo company.
public final class Server implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Parts parts;
    private final DataFolder folder;
    private volatile Application application;
    private final Stack stack;
    private final boolean demoCompany;

    private Server(Parts parts, DataFolder folder, Application application, Stack stack, boolean demoCompany) {
        this.parts = parts;
        this.folder = folder;
        this.application = application;
        this.stack = stack;
        this.demoCompany = demoCompany;
    }

    /// Where to listen (0: any free port), where the data is, whether to empty it first and whether the demo company is
    /// wanted.
    public record Choices(int port, Path data, boolean fresh, boolean demo) {}

    /// Starts everything and returns when it answers. A signal in between stops what has been started.
    public static Server start(Choices choices) throws IOException {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
        try {
            DataFolder folder = Stack.takeOver(choices.data(), Duration.ZERO, parts);
            // Asked before anything is wiped or started, and after a predecessor's application is gone.
            int port = choices.port() == 0 ? Ports.free() : choices.port();
            Application.requireFree(port);
            Stack stack = Stack.start(folder, new Stack.Choices(0, 0, choices.fresh(), false), parts);
            Application application = parts.add(Application.start(folder, stack.facts(), port));
            application.awaitReady(START_LIMIT);
            Path seeded = folder.resolve("seeded");
            if (choices.demo() && Files.notExists(seeded)) {
                Seed.seed(application.base(), stack.facts());
                Files.createFile(seeded);
            }
            return new Server(parts, folder, application, stack, Files.exists(seeded));
        } catch (IOException | RuntimeException failure) {
            // What fails because a signal has stopped it needs no explanation.
            CannotStart stopped = parts.isClosed() ? new CannotStart("Stopped while starting", failure) : null;
            parts.close();
            if (stopped != null) {
                throw stopped;
            }
            throw failure;
        }
    }

    public URI base() {
        return application.base();
    }

    public StackFacts facts() {
        return stack.facts();
    }

    /// Whether the demo company's people can sign in here.
    public boolean hasDemoCompany() {
        return demoCompany;
    }

    /// Kills the application as a power cut would, and starts it again on the same port.
    public void crash() throws IOException {
        application.kill();
        Application next = parts.add(Application.start(folder, facts(), base().getPort()));
        next.awaitReady(START_LIMIT);
        application = next;
    }

    /// Kills the database as a power cut would, and starts it again; the application goes on and finds it anew.
    public void crashDatabase() throws IOException {
        stack.crashDatabase();
    }

    /// Starts another node on the same stack, with these options for Java beside the usual ones, and ends it again;
    /// answers how long it took from the start of its process to its first answer.
    public Duration startAnother(List<String> options) throws IOException {
        Application node = parts.add(Application.startNode(folder, facts(), options));
        Duration taken = node.firstAnswer(START_LIMIT);
        node.end();
        return taken;
    }

    /// The process of the application.
    public long pid() {
        return application.pid();
    }

    /// Makes a tenant with its first admin by the application's own command.
    public void createAdmin(String tenant, String username, String password) throws IOException {
        Command made = Application.run(
                facts(),
                Map.of("NAICHANG_ADMIN_PASSWORD", password),
                List.of("create-admin", "--tenant", tenant, "--tenant-name", tenant, "--username", username));
        if (!made.succeeded()) {
            throw new CannotStart("The first admin could not be made:\n" + made.output());
        }
    }

    /// Copies the database into a new folder by the application's own command; answers what it said.
    public String backup(Path folder) throws IOException {
        return succeed(List.of("backup", folder.toAbsolutePath().toString()));
    }

    /// Makes the database what it was when the backup was taken; answers what the command said.
    public String restore(Path folder) throws IOException {
        return succeed(List.of("restore", folder.toAbsolutePath().toString(), "--replace"));
    }

    private String succeed(List<String> words) throws IOException {
        Command ended = Application.run(facts(), Map.of(), words);
        if (!ended.succeeded()) {
            throw new CannotStart(String.join(" ", words) + " failed:\n" + ended.output());
        }
        return ended.output();
    }

    /// Runs until it is stopped; refuses when the application ends by itself.
    public void await() throws IOException {
        application.await();
        if (!parts.isClosed()) {
            throw new CannotStart(application.died());
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    /// The people of the demo company that a newcomer tries first.
    public static List<String> demoPeople() {
        return List.of("technician somchai", "dispatcher nok", "admin admin");
    }
}
