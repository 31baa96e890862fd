/// Visits and what hangs on them, as phones and desk see them.
@NullMarked
package io.naichang.visits;

import org.jspecify.annotations.NullMarked;
