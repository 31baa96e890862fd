package io.naichang.platform;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next where the following page begins, null on the last
public record Page(List<View> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /// 200 with `{items, next}` and, unless it is the last, `Link: <…>; rel="next"`.
    public Response ok(UriInfo uri) {
        String all = items.stream().map(View::text).collect(Collectors.joining(",", "{\"items\":[", "]"));
        Response.ResponseBuilder builder = Response.ok().type(MediaType.APPLICATION_JSON);
        if (next == null) {
            return builder.entity(all + "}").build();
        }
        URI following =
                uri.getRequestUriBuilder().replaceQueryParam("after", next).build();
        return builder.entity(all + ",\"next\":\"" + next + "\"}")
                .link(following, "next")
                .build();
    }
}
