package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The caller's stream of pokes, in whatever words: losing one costs only delay.
@ApplicationScoped
public class PokeStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(25);
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final PokeListener pokes;
    private final Caller caller;
    private final Sql sql;

    PokeStream(PokeListener pokes, Caller caller, Sql sql) {
        this.pokes = pokes;
        this.caller = caller;
        this.sql = sql;
    }

    /// Events like this one whenever something changes that the caller follows, comments between them, and an end
    /// after the life of an access token.
    public Multi<OutboundSseEvent> of(Sse sse, OutboundSseEvent poke) {
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
                .<OutboundSseEvent>emitter(emitter -> forward(emitter, poke, tenant, desk ? Set.of() : followed));
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("").build());
        return Multi.createBy().merging().streams(poked, beats).select().first(LIFETIME);
    }

    /// What a phone follows only changes together with its own bucket, so a poke there is enough to look again.
    private void forward(
            MultiEmitter<? super OutboundSseEvent> emitter,
            OutboundSseEvent event,
            String tenant,
            Set<String> followed) {
        Consumer<PokeListener.Poke> listener = poke -> {
            boolean concerned = poke.tenant().equals("*") || poke.tenant().equals(tenant);
            if (concerned && (followed.isEmpty() || meets(poke.buckets(), followed))) {
                emitter.emit(event);
            }
        };
        pokes.add(listener);
        emitter.onTermination(() -> pokes.remove(listener));
    }

    private static boolean meets(@Nullable Set<String> buckets, Set<String> followed) {
        if (buckets == null) {
            return true;
        }
        Set<String> common = new HashSet<>(buckets);
        common.retainAll(followed);
        return !common.isEmpty();
    }
}
