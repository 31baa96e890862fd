package io.naichang.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log, for somebody who should not have to open it.
final class Tail {
    private Tail() {}

    static String of(Path log, int lines) throws IOException {
        if (Files.notExists(log)) {
            return "";
        }
        List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
