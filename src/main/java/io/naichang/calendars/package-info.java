/// The days of a company: its zone and its holidays. It knows no technician and no hour; who works when is of
/// [io.naichang.shifts].
@NullMarked
package io.naichang.calendars;

import org.jspecify.annotations.NullMarked;
