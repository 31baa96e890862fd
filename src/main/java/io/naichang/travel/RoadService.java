package io.naichang.travel;

import java.io.IOException;
import java.util.List;

/// Who knows the roads: one answer per source and target, checked.
interface RoadService {
    /// What an operator calls it.
    String name();

    /// Row per source, column per target.
    ///
    /// @param patience how long the answer, of however many requests it is put together, may take
    /// @throws IOException if it cannot be reached, is too slow, or answers what cannot be
    Road[][] ask(List<Position> sources, List<Position> targets, Patience patience)
            throws IOException, InterruptedException;
}
