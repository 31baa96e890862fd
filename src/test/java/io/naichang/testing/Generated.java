package io.naichang.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of `mobile-api-spec` that is made from the code and kept under version control, so that a change of the
/// contract is seen in review.
public record Generated(Path file) {
    private static final String UPDATE = "api-spec.update";

    public static Generated file(String name) {
        return new Generated(Path.of(System.getProperty("basedir", ""))
                .resolve("mobile-api-spec")
                .resolve(name));
    }

    /// Compares the file with what the code makes; with `-Dapi-spec.update=true` writes it instead.
    public void mustBe(String made) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.writeString(file, made);
            }
            String kept = Files.exists(file) ? Files.readString(file) : "";
            assertThat(made)
                    .as(
                            "%s is not what the code makes any more. If that is meant, run ./naichang test -D%s=true and"
                                    + " commit the file",
                            file.getFileName(), UPDATE)
                    .isEqualTo(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
