/// `naichang simulate`: companies of phones and desks that break everything which may break, and then hold the server
/// to
/// the twelve promises of the sync protocol. It knows the server only by its wire: what is here could be anybody's
/// client.
@NullMarked
package io.naichang.dev.simulate;

import org.jspecify.annotations.NullMarked;
