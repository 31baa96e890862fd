/// Who may sign in, what each may do, and where technicians live and work. It is not the customers' address book, and
/// it knows no visit.
@NullMarked
package io.naichang.people;

import org.jspecify.annotations.NullMarked;
