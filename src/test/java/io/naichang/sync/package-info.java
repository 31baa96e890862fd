/// Tests of sync: merge rules, clocks and cursors in memory, and the hard cases over HTTP against a real database.
@NullMarked
package io.naichang.sync;

import org.jspecify.annotations.NullMarked;
