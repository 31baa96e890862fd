package io.naichang.routing;

import java.util.List;

/// What a tour does: `tour` is its index in the problem. It leaves at `departure`, ends at `end`, and rests from
/// `pause`
/// on, or [#NONE]. `travel` and `meters` count the way home too. A tour without calls departs and ends at its start.
public record Run(int tour, int departure, List<Call> calls, int pause, int end, int travel, int meters) {
    /// The tour has no pause, or ends before it must be taken.
    public static final int NONE = Integer.MIN_VALUE;

    public Run {
        calls = List.copyOf(calls);
    }
}
