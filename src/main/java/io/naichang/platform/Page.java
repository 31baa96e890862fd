package io.naichang.platform;

import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// One page of a list that is read by key, so that rows which come or go meanwhile shift nothing.
///
/// @param next the `after` of the next page; null on the last
public record Page<T>(List<T> items, @Nullable String next) {
    /// The most rows that a page may have.
    public static final int MAX = 500;

    public Page {
        items = List.copyOf(items);
    }

    /// Where a page begins: behind the row with this ordering value and id.
    public record Key(String value, UUID id) {
        private static final Key START = new Key("", new UUID(0, 0));

        /// Reads the `after` of a request; null begins at the beginning.
        ///
        /// @throws Problem 400 `invalid` if it is not the `next` of a page
        public static Key of(@Nullable String after) {
            if (after == null) {
                return START;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
                return new Key(text.substring(36), UUID.fromString(text.substring(0, 36)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.invalid("invalid", "after", "This is not the `next` of a page.");
            }
        }

        private String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((id + value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Makes a page of `limit` rows from one row more than that, which tells whether there is another page.
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Key> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), key.apply(rows.get(limit - 1)).text());
    }

    /// The answer, with `Link: rel=next` (RFC 8288) where there is a next page.
    public RestResponse<Page<T>> answer(UriInfo request) {
        RestResponse.ResponseBuilder<Page<T>> answer = RestResponse.ResponseBuilder.ok(this);
        if (next != null) {
            answer.link(
                    request.getRequestUriBuilder()
                            .replaceQueryParam("after", next)
                            .build(),
                    "next");
        }
        return answer.build();
    }
}
