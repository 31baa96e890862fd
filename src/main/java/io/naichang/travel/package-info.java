/// How long it takes from place to place: a road service where there is one, the great circle where not, and how fast a
/// company's vans really were.
@NullMarked
package io.naichang.travel;

import org.jspecify.annotations.NullMarked;
