package io.naichang.visits;

import io.naichang.platform.Listing;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// All notes of the caller's tenant.
@ApplicationScoped
class Notes implements PanacheRepositoryBase<Note, UUID> {
    static final Listing LISTING = Documents.listing(Note.COLLECTION, "note", "'{}'", "wire(t.at)");
}
