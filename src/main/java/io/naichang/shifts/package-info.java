/// When technicians work: weekly patterns, single shifts, absences and who is on call, and the working times that
/// follow.
/// It knows no visit and plans none; who plans asks [io.naichang.shifts.WorkingTimes].
@NullMarked
package io.naichang.shifts;

import org.jspecify.annotations.NullMarked;
