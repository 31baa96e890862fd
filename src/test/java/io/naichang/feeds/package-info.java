@NullMarked
package io.naichang.feeds;

import org.jspecify.annotations.NullMarked;
