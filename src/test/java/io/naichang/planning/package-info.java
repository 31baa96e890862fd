/// Tests of dispatch.
@NullMarked
package io.naichang.planning;

import org.jspecify.annotations.NullMarked;
