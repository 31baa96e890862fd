/// Brings a phone's offline work to the office and the office's changes to the phone: devices, push, pull, merging,
/// the conflict ledger and the bytes of photos. It knows collections, versions, owners and buckets; of visits, parts
/// or customers it knows nothing, they join by one [SyncCollection] each.
@NullMarked
package io.naichang.sync;

import org.jspecify.annotations.NullMarked;
