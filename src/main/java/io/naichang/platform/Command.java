package io.naichang.platform;

import java.util.List;

/// Something that is done from the command line instead of serving (`java -jar quarkus-run.jar create-admin …`);
/// answered by the feature that knows how.
public interface Command {
    /// The first word of the command line.
    String name();

    /// Does it; the answer is the program's exit code.
    ///
    /// @param words what follows the name
    int run(List<String> words);
}
