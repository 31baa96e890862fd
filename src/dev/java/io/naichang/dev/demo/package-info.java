/// The demo: a technician's offline day played against a running server, told in plain words, every claim checked.
/// It knows the server only by its published protocol.
@NullMarked
package io.naichang.dev.demo;

import org.jspecify.annotations.NullMarked;
