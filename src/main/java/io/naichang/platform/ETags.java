package io.naichang.platform;

import org.jspecify.annotations.Nullable;

/// Versions of a record as HTTP knows them (RFC 9110 §8.8.3): whoever changes a record says which version he saw.
public final class ETags {
    private ETags() {}

    /// The entity tag of a version, quotes included.
    public static String of(long version) {
        return '"' + Long.toString(version) + '"';
    }

    /// Passes only if `ifMatch` names this version, or is `*`.
    ///
    /// @throws Problem 428 `precondition-required` if it is missing, 412 `stale` if somebody else was faster
    public static void check(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                    428, "precondition-required", "Send the ETag of the version that you changed as If-Match.");
        }
        String tag = of(version);
        for (String each : ifMatch.split(",", -1)) {
            if (each.strip().equals(tag) || each.strip().equals("*")) {
                return;
            }
        }
        throw Problem.of(412, "stale", "Somebody else changed it after you read it.")
                .with("version", version);
    }
}
