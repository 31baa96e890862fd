/// Installed equipment: what stands where, how it is, and what was last found at it. It knows nothing of visits; they
/// report here what they found.
@NullMarked
package io.naichang.assets;

import org.jspecify.annotations.NullMarked;
