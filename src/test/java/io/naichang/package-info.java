/// Tests of the whole: what may depend on what, the contract, the authorisation of every operation.
@NullMarked
package io.naichang;

import org.jspecify.annotations.NullMarked;
