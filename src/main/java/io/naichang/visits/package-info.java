/// One trip of one technician or crew to one site: its plan, its work from dispatch to done, its notes, photos and
/// other evidence. It does not decide who should go when (planning) nor what the work costs (billing).
@NullMarked
package io.naichang.visits;

import org.jspecify.annotations.NullMarked;
