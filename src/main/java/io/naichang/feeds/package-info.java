/// iCalendar feeds by secret, revocable address: what is planned for a technician, in a region or at a site. It reads
/// and
/// shows; who plans is of [io.naichang.visits] and [io.naichang.shifts].
@NullMarked
package io.naichang.feeds;

import org.jspecify.annotations.NullMarked;
