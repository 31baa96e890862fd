/// Who is served and where: customers, their sites, and the people to talk to. It knows nothing of what stands at a
/// site or happens there; who refers to a customer says so by [io.naichang.platform.Dependents].
@NullMarked
package io.naichang.customers;

import org.jspecify.annotations.NullMarked;
