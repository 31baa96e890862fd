/// Tests of templates and their evaluator, among them the published vectors.
/// Nothing here needs a database or a running server.
@NullMarked
package io.naichang.checklists;

import org.jspecify.annotations.NullMarked;
