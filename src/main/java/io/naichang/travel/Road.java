package io.naichang.travel;

import io.naichang.routing.Travel;

/// One way by road.
///
/// @param seconds of driving on free roads; [Travel#UNREACHABLE] if there is no way
record Road(int seconds, int meters) {
    /// From a place to itself.
    static final Road NONE = new Road(0, 0);

    /// Of this way the service says nothing, however often it is asked: an estimate is all that there is.
    static final Road UNTOLD = new Road(-1, -1);

    boolean leads() {
        return seconds < Travel.UNREACHABLE;
    }

    boolean isTold() {
        return seconds >= 0;
    }
}
