package io.naichang.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted; a `@BeanParam @Valid` of every list.
///
/// @param limit how many at most
/// @param after `next` of the page before
public record PageRequest(
        @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500)
        int limit,

        @QueryParam("after") @Nullable String after) {
    /// The last row of the page before: its ordering value and its id.
    record Key(String value, UUID id) {
        /// As text for a URL. It grants nothing, so it need not be signed.
        String encoded() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((id + value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// @throws Problem 400 `invalid` if `after` was not made by us
    @Nullable
    Key key() {
        if (after == null) {
            return null;
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            Key key = new Key(decoded.substring(36), UUID.fromString(decoded.substring(0, 36)));
            if (key.value().indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Answered below.
        }
        throw Problem.invalid("invalid", "after", "This is not the `next` of a page.");
    }
}
