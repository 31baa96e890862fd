/// The catalogue of parts, the places that hold them, and every movement between these: levels, discrepancies,
/// reservations, and where a part can be had by when. It knows nothing of visits but their ids, and buys nothing.
@NullMarked
package io.naichang.parts;

import org.jspecify.annotations.NullMarked;
