package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The body of a sync call, plain or gzipped, read as a tree: whatever is wrong with one mutation must not cost the
/// others.
public final class SyncBody {
    private SyncBody() {}

    /// Reads at most `max` bytes of JSON.
    ///
    /// @param encoding the call's `Content-Encoding`
    /// @throws Problem 400 `malformed`, 413 `too-large`
    public static JsonNode read(InputStream body, @Nullable String encoding, int max) {
        try {
            byte[] bytes = PushResource.plain(body, encoding).readNBytes(max + 1);
            if (bytes.length > max) {
                throw Problem.of(413, "too-large", "A body of this call holds at most " + (max >> 10) + " KiB.");
            }
            return PushBatch.tree(bytes);
        } catch (IOException e) {
            throw PushResource.cut(e);
        }
    }
}
