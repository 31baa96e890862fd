/// Backups and restores of a real database, under a server that serves meanwhile.
@NullMarked
package io.naichang.backup;

import org.jspecify.annotations.NullMarked;
