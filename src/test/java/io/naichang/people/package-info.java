@NullMarked
package io.naichang.people;

import org.jspecify.annotations.NullMarked;
