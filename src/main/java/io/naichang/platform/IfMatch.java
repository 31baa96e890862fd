package io.naichang.platform;

import org.jspecify.annotations.Nullable;

/// The guard against overwriting what one has not read.
public final class IfMatch {
    private IfMatch() {}

    /// Compares the header with the version at hand; `*` stands for any.
    ///
    /// @throws Problem 428 `precondition-required` without the header, 412 `stale` if the version is another
    public static void check(@Nullable String ifMatch, int version) {
        if (ifMatch == null) {
            throw Problem.of(428, "precondition-required", "Send If-Match with the ETag that you read.");
        }
        String expected = ifMatch.strip().replace("W/", "").replace("\"", "");
        if (!expected.equals("*") && !expected.equals(String.valueOf(version))) {
            throw Problem.of(412, "stale", "It was changed since you read it.").with("version", version);
        }
    }
}
