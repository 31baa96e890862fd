/// Tests of sync: merging and clocks plain, push, pull and files against the real stack.
@NullMarked
package io.naichang.sync;

import org.jspecify.annotations.NullMarked;
