@NullMarked
package io.naichang.tracks;

import org.jspecify.annotations.NullMarked;
