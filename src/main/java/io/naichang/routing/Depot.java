package io.naichang.routing;

import java.util.Map;
import java.util.UUID;

/// A place where a technician may fetch what his van lacks, in `service` seconds.
public record Depot(UUID id, int place, int service, Map<UUID, Integer> stock) {
    public Depot {
        stock = Map.copyOf(stock);
        if (service < 0) {
            throw new IllegalArgumentException("depot " + id + " takes " + service + " s");
        }
    }
}
