package io.naichang.travel;

/// One way by road.
///
/// @param seconds of driving on free roads; [io.naichang.routing.Travel#UNREACHABLE] if there is no way
record Road(int seconds, int meters) {
    /// From a place to itself.
    static final Road NONE = new Road(0, 0);

    /// Of this way the service says nothing, however often it is asked: an estimate is all that there is.
    static final Road UNTOLD = new Road(-1, -1);

    boolean isTold() {
        return seconds >= 0;
    }
}
