/// The cases of `mobile-api-spec/conformance`, run against this server: its README says what a case means, and this is
/// one reading of it. It knows nothing that is not in the cases.
@NullMarked
package io.naichang.conformance;

import org.jspecify.annotations.NullMarked;
