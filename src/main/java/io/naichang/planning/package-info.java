/// Dispatch: proposes who goes when as a diff that can be accepted in part, says why, and shows the day on a board.
/// It plans nothing by itself: what somebody accepts goes the way of every other scheduling of a visit.
@NullMarked
package io.naichang.planning;

import org.jspecify.annotations.NullMarked;
