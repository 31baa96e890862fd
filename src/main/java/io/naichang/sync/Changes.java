package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows that this transaction changed and that the sync clock does not know of yet. Recorded at the latest before
/// commit: version, history, membership, subscriptions, and one poke for everybody concerned.
@ApplicationScoped
public class Changes {
    private static final String TOUCHED = "naichang.touched";
    private static final String POKED = "naichang.poked";
    /// A feature's answer to a move may move further rows; more rounds than this mean that two features chase each
    /// other.
    private static final int ROUNDS = 8;

    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry transaction;
    private final EntityManager entities;
    private final SyncCollections collections;
    private final Documents documents;
    private final Sql sql;
    private final Caller caller;
    private final Clock clock;
    private final Pokes pokes;

    Changes(
            TransactionManager manager,
            TransactionSynchronizationRegistry transaction,
            EntityManager entities,
            SyncCollections collections,
            Documents documents,
            Sql sql,
            Caller caller,
            Clock clock,
            Pokes pokes) {
        this.manager = manager;
        this.transaction = transaction;
        this.entities = entities;
        this.collections = collections;
        this.documents = documents;
        this.sql = sql;
        this.caller = caller;
        this.clock = clock;
        this.pokes = pokes;
    }

    /// By whose hand a change is recorded.
    record Stamp(
            @Nullable UUID actor,
            @Nullable UUID device,
            @Nullable Long seq,
            Instant at) {}

    private record Recorded(UUID id, int version, Set<String> was, Set<String> now) {}

    /// Says that a row's state may have changed; features call it for what they change by SQL or derive from others.
    public void touch(String collection, UUID id) {
        touched().computeIfAbsent(collection, name -> new TreeSet<>()).add(id);
    }

    /// Records everything touched so far as done by the caller at the desk.
    public void record() {
        record(new Stamp(caller.userOrNull(), null, null, clock.instant()));
    }

    /// Records everything touched so far; answers the new versions, by collection and id.
    Map<String, Map<UUID, Integer>> record(Stamp stamp) {
        Map<String, Map<UUID, Integer>> versions = new HashMap<>();
        entities.flush();
        for (int round = 0; !touched().isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new IllegalStateException("still rows to record after " + ROUNDS + " rounds: " + touched());
            }
            Map<String, Set<UUID>> batch = new TreeMap<>(touched());
            touched().clear();
            batch.forEach((name, ids) -> versions.computeIfAbsent(name, key -> new HashMap<>())
                    .putAll(record(collections.get(name), ids, stamp)));
        }
        return versions;
    }

    private Map<UUID, Integer> record(SyncCollection collection, Set<UUID> ids, Stamp stamp) {
        // The states must be read after the locks are held, by a statement of its own (both go in one trip): what
        // another
        // transaction committed while we waited for it would be overwritten by what we saw before.
        String view = collection.name() + "_state";
        List<Recorded> recorded = sql.list(
                "SELECT 1 FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ANY (?) ORDER BY id FOR UPDATE;"
                        + " SELECT id, version, was, now FROM sync_record(?, ?, ARRAY(SELECT ROW(s.id, s.doc, s.buckets, s.leads)::sync_state FROM "
                        + view + " s WHERE s.id = ANY (?)), ?, ?::uuid, ?::uuid, ?::bigint, ?)",
                row -> new Recorded(row.getObject(1, UUID.class), row.getInt(2), texts(row, 3), texts(row, 4)),
                collection.name(),
                ids,
                collection.name(),
                ids,
                ids,
                SyncCollections.computed(collection),
                stamp.actor(),
                stamp.device(),
                stamp.seq(),
                stamp.at());
        documents.changed(collection.name(), ids);
        Map<UUID, Integer> versions = new HashMap<>();
        Set<UUID> moved = new TreeSet<>();
        for (Recorded each : recorded) {
            versions.put(each.id(), each.version());
            poked().addAll(each.was());
            poked().addAll(each.now());
            if (!each.was().equals(each.now())) {
                moved.add(each.id());
            }
        }
        if (!recorded.isEmpty()) {
            pokeDesks();
        }
        if (!moved.isEmpty()) {
            collections.all().forEach(each -> each.moved(collection.name(), moved, this));
            // Features may answer by changes of their own, which are touched when Hibernate writes them.
            entities.flush();
        }
        return versions;
    }

    /// Lets a poke go to whoever reads this bucket, when the transaction commits.
    void poke(String bucket) {
        poked().add(bucket);
    }

    /// Lets desks look again when the transaction commits: something changed that the sync clock does not know.
    public void pokeDesks() {
        poke(Pokes.DESK);
    }

    void began(@Observes @Initialized(TransactionScoped.class) Object began) {
        // Not an interposed one: flushing opens Hibernate's session if nobody has yet, and that registers itself as
        // one.
        register(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Outside of any request there is no tenant, and so nothing that could have been touched.
                if (transaction.getRollbackOnly()
                        || !Arc.container().requestContext().isActive()) {
                    return;
                }
                entities.flush();
                if (!touched().isEmpty()) {
                    record();
                }
                if (!poked().isEmpty()) {
                    pokes.notify(caller.tenant(), poked());
                }
            }

            @Override
            public void afterCompletion(int status) {}
        });
    }

    private void register(Synchronization synchronization) {
        try {
            manager.getTransaction().registerSynchronization(synchronization);
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException("a transaction that has just begun takes no synchronization", e);
        }
    }

    /// Forgets what was touched since the last record(): the savepoint that held it was rolled back.
    void forget() {
        touched().clear();
        documents.forget();
    }

    @SuppressWarnings("unchecked") // only this class writes under this key
    private Map<String, Set<UUID>> touched() {
        Object found = transaction.getResource(TOUCHED);
        if (found == null) {
            found = new TreeMap<String, Set<UUID>>();
            transaction.putResource(TOUCHED, found);
        }
        return (Map<String, Set<UUID>>) found;
    }

    @SuppressWarnings("unchecked") // only this class writes under this key
    private Set<String> poked() {
        Object found = transaction.getResource(POKED);
        if (found == null) {
            found = new HashSet<String>();
            transaction.putResource(POKED, found);
        }
        return (Set<String>) found;
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
