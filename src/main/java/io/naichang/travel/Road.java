package io.naichang.travel;

/// One way by road.
///
/// @param seconds of driving on free roads; [io.naichang.routing.Travel#UNREACHABLE] if there is no way
record Road(int seconds, int meters) {}
