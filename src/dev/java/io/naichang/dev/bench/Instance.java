package io.naichang.dev.bench;

import io.naichang.routing.Problem;

/// A routing problem with a best known value, if anybody knows one.
///
/// `units` are points of the engine in one unit of that value; `rounds` are seconds of search.
record Instance(String family, String name, Problem problem, double bestKnown, double units, int seconds) {}
