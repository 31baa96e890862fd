package io.naichang.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted; a `@BeanParam @Valid` of every list.
///
/// @param limit how many at most
/// @param after `next` of the page before
public record PageRequest(
        @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX)
        int limit,

        @QueryParam("after") @Nullable String after) {}
