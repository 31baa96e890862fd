@NullMarked
package io.naichang.calendars;

import org.jspecify.annotations.NullMarked;
