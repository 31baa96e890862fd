/// Copies of the whole database in a folder, checked by reading them back, and the way back from one. It knows tables
/// by
/// the catalogue only, so that none can be forgotten; of the business it knows nothing.
@NullMarked
package io.naichang.backup;

import org.jspecify.annotations.NullMarked;
