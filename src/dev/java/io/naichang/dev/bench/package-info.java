/// Benchmarks of sync and routes: each figure beside a floor that is measured in the same run, because machines differ.
@NullMarked
package io.naichang.dev.bench;

import org.jspecify.annotations.NullMarked;
