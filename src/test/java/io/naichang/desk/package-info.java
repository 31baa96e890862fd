/// The desk's pages as a browser shows them.
@NullMarked
package io.naichang.desk;

import org.jspecify.annotations.NullMarked;
