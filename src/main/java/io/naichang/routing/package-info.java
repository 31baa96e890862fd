/// The routing engine: who drives to which visit when, by slack induction by string removals with all rules
/// of the trade; days of a hundred to six hundred visits that have none of them are bred (`genetic`). It is
/// pure computation: it knows no database, no tenant and no clock, and what it is not told it does not
/// assume.
@NullMarked
package io.naichang.routing;

import org.jspecify.annotations.NullMarked;
