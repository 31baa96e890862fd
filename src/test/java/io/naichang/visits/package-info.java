/// Tests of visits at the desk, over HTTP.
@NullMarked
package io.naichang.visits;

import org.jspecify.annotations.NullMarked;
