/// What every feature stands on: clock, ids, problems, caller and tenant, events, object storage, languages.
/// It knows no feature and no rule of the trade.
@NullMarked
package io.naichang.platform;

import org.jspecify.annotations.NullMarked;
