@NullMarked
package io.naichang.shifts;

import org.jspecify.annotations.NullMarked;
