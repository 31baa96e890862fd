package io.naichang.assets;

import java.util.Set;
import java.util.UUID;

/// Which models stand at these sites is about to change. Fired inside the transaction, so that whoever leads phones to
/// their manuals does it in the same one.
public record MachinesMoved(Set<UUID> sites) {
    public MachinesMoved {
        sites = Set.copyOf(sites);
    }
}
