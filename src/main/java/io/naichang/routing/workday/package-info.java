/// Hybrid genetic search for a working day of the trade: technicians who differ in what they can, where
/// they live and what they have with them, pauses, told times, overtime, and jobs for two. It knows numbers
/// only.
@NullMarked
package io.naichang.routing.workday;

import org.jspecify.annotations.NullMarked;
