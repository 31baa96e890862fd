package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.References;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What every resource of the desk does alike around its feature's own operation: lock, check, record, answer.
/// To be called within a transaction.
@ApplicationScoped
public class Desk {
    private final Documents documents;
    private final Changes changes;
    private final Views views;
    private final MergePatch mergePatch;
    private final References references;
    private final Events events;
    private final UriInfo uri;
    private final Clock clock;

    Desk(
            Documents documents,
            Changes changes,
            Views views,
            MergePatch mergePatch,
            References references,
            Events events,
            UriInfo uri,
            Clock clock) {
        this.documents = documents;
        this.changes = changes;
        this.views = views;
        this.mergePatch = mergePatch;
        this.references = references;
        this.events = events;
        this.uri = uri;
        this.clock = clock;
    }

    /// A page.
    public Response list(Listing listing, Where where, PageRequest page) {
        return views.page(listing, where, page).ok(uri);
    }

    /// One, or 404.
    public Response read(Listing listing, UUID id) {
        return views.get(listing, id).ok();
    }

    /// Makes what the body asks for, once: a repeat with the same id and form gets the present state, with another form
    /// 409 `id-taken`.
    ///
    /// @param first the form under an id, deleted or not
    /// @param make persists it
    public <F> Response create(
            Listing listing,
            @Nullable JsonNode body,
            Class<F> form,
            Function<UUID, Optional<F>> first,
            BiConsumer<UUID, F> make) {
        MergePatch.Creation<F> wanted = mergePatch.create(body, form);
        if (!wanted.repeats(first.apply(wanted.id()))) {
            make.accept(wanted.id(), wanted.form());
            changes.record();
        }
        return views.get(listing, wanted.id()).created(uri);
    }

    /// Changes a synced row under its lock, if the caller has read its present version.
    public Response change(Listing listing, UUID id, @Nullable String ifMatch, Runnable change) {
        documents.lockForDesk(listing.collection(), id, ifMatch);
        change.run();
        changes.record();
        return views.get(listing, id).ok();
    }

    /// Deletes a synced row on which nothing hangs, if the caller has read its present version.
    public void delete(Listing listing, UUID id, @Nullable String ifMatch, Consumer<Instant> delete) {
        documents.lockForDesk(listing.collection(), id, ifMatch);
        delete.accept(clock.instant());
        changes.record();
        references.refuseIfUsed(listing.collection(), id);
        events.record("deleted", listing.collection(), id, null);
    }
}
