/// Versioned checklist templates and the one evaluator that says which items are shown, answered and missing.
/// It does not decide who may answer nor when a visit counts as done; sync and visits do.
@NullMarked
package io.naichang.checklists;

import org.jspecify.annotations.NullMarked;
