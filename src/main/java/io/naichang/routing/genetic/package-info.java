/// Hybrid genetic search (Vidal, Crainic, Gendreau and Prins 2013; Vidal 2022) for vehicle routing with
/// time windows: plans that are too full or too late are bred too, at a price. It knows numbers only, and
/// no rule of the trade.
@NullMarked
package io.naichang.routing.genetic;

import org.jspecify.annotations.NullMarked;
