/// Tests of the catalogue, of stock and of where a part can be had, over HTTP as desk and phones use them.
@NullMarked
package io.naichang.parts;

import org.jspecify.annotations.NullMarked;
