/// What tests share: the stack that they run on. It holds no expectations of its own.
@NullMarked
package io.naichang.testing;

import org.jspecify.annotations.NullMarked;
