package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A new folder for one run of a tool, which deletes it when all went well. Whatever ends the run before, the last word
/// says where the folder is.
public final class RunFolder {
    private final Path path;
    private volatile boolean deleted;

    private RunFolder(Path path) {
        this.path = path;
    }

    /// @param prefix of its name, before what tells runs apart
    public static RunFolder make(String prefix) throws IOException {
        RunFolder folder = new RunFolder(Files.createTempDirectory(prefix));
        Runtime.getRuntime().addShutdownHook(new Thread(folder::farewell));
        return folder;
    }

    public Path path() {
        return path;
    }

    /// The run went well and nobody writes there any more.
    public void delete() throws IOException {
        Tree.delete(path);
        deleted = true;
    }

    private void farewell() {
        if (!deleted) {
            System.err.println("Left to be looked at: " + path);
        }
    }
}
