package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// PostgreSQL, the object store and the signing keys on one data folder: all that the application needs, without
/// Docker. As a program it prints its facts as one line of JSON when ready.
public final class Stack implements AutoCloseable {
    private final Parts parts;
    private final Postgres postgres;
    private final StackFacts facts;

    private Stack(Parts parts, Postgres postgres, StackFacts facts) {
        this.parts = parts;
        this.postgres = postgres;
        this.facts = facts;
    }

    /// What may be chosen: ports (0: the stack's own choice, kept), an empty start, and data that need not last.
    public record Choices(int postgresPort, int objectsPort, boolean fresh, boolean throwaway) {}

    /// Makes the folder ours, and ends what a killed run left running on it: whoever holds the lock may.
    static DataFolder takeOver(Path data, Duration patience, Parts parts) throws IOException {
        DataFolder folder = parts.add(DataFolder.open(data, patience));
        if (!OsProcess.withCommandLine(Application.on(folder)).isEmpty()) {
            System.err.println("Stopping the application, left by a run that was killed");
            OsProcess.end(Application.on(folder), Duration.ofSeconds(15));
        }
        PostgresPrograms.here().stopLeftover(Postgres.dataOf(folder));
        return folder;
    }

    /// Starts everything on a folder that was taken over. Every part is added to `parts`, so that a signal can stop
    /// it while others still start.
    static Stack start(DataFolder folder, Choices choices, Parts parts) throws IOException {
        if (choices.fresh()) {
            folder.wipe();
        }
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        Postgres postgres = new Postgres(folder, secrets, PostgresPrograms.here());
        parts.add(postgres).start(choices.postgresPort(), choices.throwaway());
        Database.prepare(postgres, secrets.get("naichang-owner"), secrets.get("naichang-app"));
        int port = choices.objectsPort() > 0 ? choices.objectsPort() : Ports.remembered(folder.resolve("objects.port"));
        String accessKey = secrets.get("s3-access-key").substring(0, 20);
        ObjectStore objects =
                parts.add(ObjectStore.start(folder.resolve("objects"), port, accessKey, secrets.get("s3-secret-key")));
        SigningKeys keys = SigningKeys.in(folder.resolve("keys"));
        StackFacts facts = new StackFacts(
                postgres.jdbcUrl(Database.NAME),
                Database.OWNER,
                secrets.get("naichang-owner"),
                Database.APPLICATION,
                secrets.get("naichang-app"),
                ObjectStore.HOST,
                objects.port(),
                accessKey,
                secrets.get("s3-secret-key"),
                ObjectStore.BUCKET,
                keys.signing().toString(),
                keys.verifying().toString());
        OwnerOnly.write(folder.resolve("stack.json"), facts.toJson() + "\n");
        return new Stack(parts, postgres, facts);
    }

    /// Kills PostgreSQL and starts it again on the same data and port.
    void crashDatabase() throws IOException {
        postgres.crash();
    }

    public StackFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        parts.close();
    }

    /// `--data DIR [--postgres-port N] [--objects-port N] [--fresh] [--throwaway] [--parent]`. With `--parent` it ends
    /// when its standard input does, that is with the process that started it, however that one dies.
    public static void main(String[] words) throws IOException {
        try {
            Arguments arguments = Arguments.of(
                    words,
                    List.of("--data", "--postgres-port", "--objects-port"),
                    List.of("--fresh", "--throwaway", "--parent"));
            Choices choices = new Choices(
                    arguments.port("--postgres-port", 0),
                    arguments.port("--objects-port", 0),
                    arguments.has("--fresh"),
                    arguments.has("--throwaway"));
            Path data = arguments.value("--data").map(Path::of).orElseGet(Project::defaultData);
            Parts parts = new Parts();
            Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
            // A predecessor that lost its parent a moment ago may still be stopping.
            DataFolder folder = takeOver(data, Duration.ofSeconds(20), parts);
            System.out.println(start(folder, choices, parts).facts().toJson());
            if (arguments.has("--parent")) {
                while (System.in.read() >= 0) {}
                System.exit(0);
            }
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }
}
