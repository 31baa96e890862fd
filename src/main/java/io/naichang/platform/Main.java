package io.naichang.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the program begins: without arguments it serves, with arguments it runs that command and ends.
@QuarkusMain
public class Main implements QuarkusApplication {
    private static final int MISUSED = 64;
    /// What Java makes of bytes that its locale does not know: under POSIX, of every Thai letter.
    private static final String UNREADABLE = "\uFFFD";

    private static final String USAGE = """
            naichang                      serves, until it is told to end
            naichang create-admin --tenant siam --tenant-name "Siam Service" --username admin [--name "…"] [--password-stdin]
                                          makes the company if it is missing, and an admin
            naichang backup DIR           writes all tables and a list of the objects, and reads it back
            naichang restore DIR [--replace]
                                          makes the database what it was then; phones offer again what came after

            Where PostgreSQL and the object store are is told by the environment: QUARKUS_DATASOURCE_JDBC_URL,
            QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD and the others that docker/README.md lists.""";

    private final List<Command> commands;

    Main(@All List<Command> commands) {
        this.commands = commands;
    }

    /// The program.
    public static void main(String... words) {
        if (Arrays.stream(words).anyMatch(List.of("--help", "-h", "help")::contains)) {
            // Before anything of the configuration is asked for.
            System.out.println(USAGE);
            return;
        }
        if (words.length > 0) {
            // A command serves nobody and must run beside a server on the same machine.
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.scheduler.enabled", "false");
        }
        Quarkus.run(Main.class, words);
    }

    @Override
    public int run(String... words) {
        if (words.length == 0) {
            Quarkus.waitForExit();
            return 0;
        }
        if (String.join("", words).contains(UNREADABLE)) {
            System.err.println("The words cannot be read: this machine's locale has no letters beyond plain English."
                    + " Nothing was done. Say it again with LC_ALL=C.UTF-8 in the environment.");
            return MISUSED;
        }
        Optional<Command> command =
                commands.stream().filter(each -> each.name().equals(words[0])).findFirst();
        if (command.isEmpty()) {
            System.err.println("There is no command '" + words[0] + "'. Known: "
                    + commands.stream().map(Command::name).sorted().collect(Collectors.joining(", ")));
            return MISUSED;
        }
        return command.get().run(Arrays.asList(words).subList(1, words.length));
    }
}
