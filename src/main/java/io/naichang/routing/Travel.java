package io.naichang.routing;

/// How long and how far it is from place to place. Neither need be the same in both directions.
///
/// Implementations are read by several threads and answer quickly: an HTTP matrix is fetched before the search. A way
/// that does not exist has [#UNREACHABLE] seconds.
public interface Travel {
    /// The seconds of a way that does not exist.
    int UNREACHABLE = 1 << 28;

    /// How many places there are, numbered from 0.
    int places();

    /// Seconds of driving for who leaves `from` at `departure` (seconds since the problem's origin).
    int seconds(int from, int to, int departure);

    /// Metres of road.
    int meters(int from, int to);

    /// The fewest seconds at any hour; what the search prunes with before it looks at the clock.
    int shortest(int from, int to);

    /// Whether the departure does not matter, so that slack can be carried along a tour.
    boolean constant();

    /// Whether all ways back are as long as those there, so that only half of them need be asked for.
    default boolean symmetric() {
        return false;
    }
}
