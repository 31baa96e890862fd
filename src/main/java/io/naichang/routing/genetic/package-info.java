/// Hybrid genetic search (Vidal, Crainic, Gendreau, Prins 2013; Vidal 2022) for vans that are alike and
/// whose way is all that costs: plans that are too full or too late are bred too, at a price. It knows
/// numbers only, no problem of the trade.
@NullMarked
package io.naichang.routing.genetic;

import org.jspecify.annotations.NullMarked;
