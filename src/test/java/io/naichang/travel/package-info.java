@NullMarked
package io.naichang.travel;

import org.jspecify.annotations.NullMarked;
