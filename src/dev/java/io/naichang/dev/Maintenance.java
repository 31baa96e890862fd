package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `naichang backup DIR` and `naichang restore DIR`: the application's own commands, on the stack of a data folder,
/// whether
/// that runs at the moment or not.
public final class Maintenance {
    /// What the command says is enough.
    private static final Map<String, String> QUIET = Map.of("QUARKUS_LOG_CONSOLE_LEVEL", "ERROR");

    private Maintenance() {}

    /// The command's name, its words, and `--data DIR`.
    public static void main(String[] words) throws IOException {
        try {
            List<String> command = new ArrayList<>(List.of(words));
            int at = command.indexOf("--data");
            Path data = Project.defaultData();
            if (at > 0 && at + 1 < command.size()) {
                data = Path.of(command.remove(at + 1));
                command.remove(at);
            }
            System.exit(run(data, command.stream().map(Maintenance::absolute).toList()));
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        }
    }

    /// The application runs elsewhere: what is no option and no command is a folder of the caller's.
    private static String absolute(String word) {
        boolean folder = !word.startsWith("-") && !List.of("backup", "restore").contains(word);
        return folder ? Path.of(word).toAbsolutePath().toString() : word;
    }

    private static int run(Path data, List<String> command) throws IOException {
        if (DataFolder.isInUse(data)) {
            return print(Application.run(StackFacts.of(data.resolve("stack.json")), QUIET, command));
        }
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
        try {
            DataFolder folder = Stack.takeOver(data, Duration.ZERO, parts);
            Stack stack = Stack.start(folder, new Stack.Choices(0, 0, false, false), parts);
            return print(Application.run(stack.facts(), QUIET, command));
        } finally {
            parts.close();
        }
    }

    private static int print(Command ended) {
        System.out.println(ended.output());
        return ended.exit();
    }
}
