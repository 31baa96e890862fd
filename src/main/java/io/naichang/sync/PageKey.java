package io.naichang.sync;

import io.naichang.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/// Where the next page of a list begins, as text for a URL. It grants nothing, so it need not be signed.
final class PageKey {
    private PageKey() {}

    static String encode(String key, UUID id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + key).getBytes(StandardCharsets.UTF_8));
    }

    /// The ordering value and the id.
    static String[] decode(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return new String[] {
                decoded.substring(36), UUID.fromString(decoded.substring(0, 36)).toString()
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Problem.invalid("invalid", "after", "This is not the `next` of a page.");
        }
    }
}
