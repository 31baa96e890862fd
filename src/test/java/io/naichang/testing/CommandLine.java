package io.naichang.testing;

import io.naichang.platform.Command;
import io.quarkus.arc.Arc;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One run of a command of the program's own, beside the server that is being tested.
///
/// @param said what it printed, to either stream
public record CommandLine(int exit, String said) {
    public static CommandLine run(String name, String... words) {
        Command command = Arc.container().select(Command.class).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            return new CommandLine(command.run(List.of(words)), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
