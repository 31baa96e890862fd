@NullMarked
package io.naichang.platform;

import org.jspecify.annotations.NullMarked;
