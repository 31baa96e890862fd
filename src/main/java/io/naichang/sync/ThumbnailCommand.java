package io.naichang.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// A program of the system that makes thumbnails of HEIC, which nothing on the class path decodes, such as
/// `vipsthumbnail {in} --size 480 -o {out}` (`naichang.blobs.heif-command`).
@ApplicationScoped
class ThumbnailCommand {
    private static final Logger LOG = Logger.getLogger(ThumbnailCommand.class);
    private static final int SECONDS = 30;

    private final Optional<String> command;

    ThumbnailCommand(@ConfigProperty(name = "naichang.blobs.heif-command") Optional<String> command) {
        this.command = command;
    }

    boolean configured() {
        return command.isPresent();
    }

    /// Runs the program; nothing if it refuses the file.
    ///
    /// @throws IOException if it cannot be run at all
    Optional<byte[]> run(Path in) throws IOException {
        // Programs tell the format from the name.
        Path named = Files.createTempFile("naichang", ".heic");
        Path out = Files.createTempFile("naichang", ".jpg");
        try {
            Files.copy(in, named, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return run(named, out);
        } finally {
            Files.deleteIfExists(named);
            Files.deleteIfExists(out);
        }
    }

    private Optional<byte[]> run(Path in, Path out) throws IOException {
        List<String> words = Arrays.stream(command.orElseThrow().strip().split(" +"))
                .map(word -> word.replace("{in}", in.toString()).replace("{out}", out.toString()))
                .toList();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                LOG.warnf("%s made no thumbnail: %s", words.getFirst(), ended ? process.exitValue() : "too slow");
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        byte[] made = Files.readAllBytes(out);
        return BlobType.sniff(made).equals(Optional.of(BlobType.JPEG)) ? Optional.of(made) : Optional.empty();
    }
}
