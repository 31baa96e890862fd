/// Lets phones sync that are built on RxDB or WatermelonDB instead of the protocol itself. An adapter translates
/// what these libraries send into mutations and what the server holds into their rows; it decides nothing.
@NullMarked
package io.naichang.adapters;

import org.jspecify.annotations.NullMarked;
