package io.naichang.routing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One visit in the plan of one tour: when he arrives, begins and ends, all in seconds since the origin.
///
/// `travel` are the seconds and `meters` the metres from the call before, with the way by `depot` if parts are fetched
/// there on the way (its service time is not part of `travel`). A crew's call is in several tours with the same start;
/// `lead` is true in one.
public record Call(
        UUID visit, boolean lead, @Nullable UUID depot, int travel, int meters, int arrive, int start, int end) {}
