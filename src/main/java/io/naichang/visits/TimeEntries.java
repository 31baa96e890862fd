package io.naichang.visits;

import io.naichang.platform.Listing;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// All time entries of the caller's tenant.
@ApplicationScoped
class TimeEntries implements PanacheRepositoryBase<TimeEntry, UUID> {
    static final Listing LISTING =
            Documents.listing(TimeEntry.COLLECTION, "time_entry", """
            jsonb_build_object('endedAt', wire(t.ended_at), 'correctedEnd', wire(t.corrected_end))
            """, "wire(t.corrected_start)");
}
