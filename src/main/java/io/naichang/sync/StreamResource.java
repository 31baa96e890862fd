package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Tells a phone or the desk that there is something to fetch, and nothing more: losing a poke costs only delay.
@Path("/sync/stream")
class StreamResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(25);
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final PokeListener pokes;
    private final Caller caller;
    private final Sql sql;
    private final Sse sse;

    StreamResource(PokeListener pokes, Caller caller, Sql sql, Sse sse) {
        this.pokes = pokes;
        this.caller = caller;
        this.sql = sql;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking // what it follows is read from the database first
    @RolesAllowed({"technician", "dispatcher", "admin"})
    @Operation(
            operationId = "syncStream",
            summary = "Pokes (SSE)",
            description =
                    "`event: poke` without content when there is something to pull; a comment every 25 s. Ends after the life of an access token: connect again with a new one.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream() {
        String tenant = caller.tenant();
        boolean desk = caller.has("dispatcher") || caller.has("admin");
        String own = Subscriptions.own(caller.user());
        Set<String> followed = ConcurrentHashMap.newKeySet();
        // Not @Transactional: that would hold a transaction, and its connection, for as long as the stream lives.
        followed.addAll(QuarkusTransaction.requiringNew()
                .call(() -> sql.list(
                        "SELECT bucket FROM sync_subscription WHERE tenant_id = current_tenant() AND reader = ? AND op = 'P'",
                        row -> row.getString(1),
                        own)));
        followed.add(own);
        Multi<OutboundSseEvent> poked = Multi.createFrom()
                .<OutboundSseEvent>emitter(emitter -> forward(emitter, tenant, desk ? Set.of() : followed));
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("").build());
        return Multi.createBy().merging().streams(poked, beats).select().first(LIFETIME);
    }

    /// What a phone follows only changes together with its own bucket, so a poke there is enough to look again.
    private void forward(MultiEmitter<? super OutboundSseEvent> emitter, String tenant, Set<String> followed) {
        Consumer<PokeListener.Poke> listener = poke -> {
            boolean concerned = poke.tenant().equals("*") || poke.tenant().equals(tenant);
            if (concerned && (followed.isEmpty() || meets(poke.buckets(), followed))) {
                emitter.emit(sse.newEventBuilder().name("poke").data("").build());
            }
        };
        pokes.add(listener);
        emitter.onTermination(() -> pokes.remove(listener));
    }

    private static boolean meets(@org.jspecify.annotations.Nullable Set<String> buckets, Set<String> followed) {
        if (buckets == null) {
            return true;
        }
        Set<String> common = new HashSet<>(buckets);
        common.retainAll(followed);
        return !common.isEmpty();
    }
}
