package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Problems;
import io.naichang.sync.PushBatch.Incoming;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Receives a batch: groups in order, up to 32 in a transaction. When one fails, they are applied once more, each
/// behind a savepoint. When anything unforeseen
/// happens in a transaction, its groups are tried again one by one, and one that fails three times is refused, so that
/// no mutation ever holds up another.
@ApplicationScoped
class Push {
    private static final Logger LOG = Logger.getLogger(Push.class);
    private static final int GROUPS_PER_TRANSACTION = 32;
    private static final int TRIES = 3;
    private static final int TRIES_AT_RACES = 12;
    private static final Set<String> TRANSPORT =
            Set.of("gap", "mutation-reused", "device-unknown", "epoch-changed", "busy");

    private final PushTransaction transaction;
    private final LostWork lost;
    private final Epochs epochs;
    private final Receipts receipts;
    private final Quarantine quarantine;
    private final Clock clock;

    Push(
            PushTransaction transaction,
            LostWork lost,
            Epochs epochs,
            Receipts receipts,
            Quarantine quarantine,
            Clock clock) {
        this.transaction = transaction;
        this.lost = lost;
        this.epochs = epochs;
        this.receipts = receipts;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /// Receives the batch and answers as §4 says. Everything answered is committed.
    ObjectNode receive(PushBatch batch) {
        Device device = transaction.openNumbered(batch);
        String epoch = device.epoch() == null ? epochs.current() : device.epoch();
        if (!epoch.equals(batch.epoch())) {
            throw Epochs.changed(epoch, device.lastSeq());
        }
        if (batch.lostBefore() > device.lastSeq() + 1) {
            device = lost.skip(batch);
        }
        transaction.refuseReused(batch, device);
        ArrayNode results = Json.MAPPER.createArrayNode();
        inPieces(
                        batch.deviceId(),
                        groups(batch.mutations()),
                        chunk -> apply(batch, chunk),
                        (group, code) -> transaction.refuse(batch, group, code))
                .forEach(results::add);
        long lastSeq = batch.mutations().isEmpty()
                ? device.lastSeq()
                : Math.max(device.lastSeq(), batch.mutations().getLast().seq());
        ObjectNode answer = Json.object()
                .put("epoch", epoch)
                .put("lastSeq", lastSeq)
                .put("durableSeq", device.durableSeq())
                .put("serverTime", clock.instant().toString());
        answer.set("results", results);
        if (!results.isEmpty()) {
            long first = batch.mutations().getFirst().seq();
            long last = batch.mutations().getLast().seq();
            answer.put("receipt", receipts.sign(batch.deviceId(), epoch, first, last, results));
        }
        return answer;
    }

    private List<ObjectNode> apply(PushBatch batch, List<List<Incoming>> chunk) {
        try {
            return transaction.applySound(batch, chunk);
        } catch (PushTransaction.Undone oneFailed) {
            return transaction.apply(batch, chunk);
        }
    }

    /// Applies pieces, up to 32 in a transaction. When that fails, one by one; one that fails again and again is
    /// refused with a code.
    <P> List<ObjectNode> inPieces(
            UUID device,
            List<P> pieces,
            Function<List<P>, List<ObjectNode>> apply,
            BiFunction<P, String, List<ObjectNode>> refuse) {
        List<ObjectNode> results = new ArrayList<>();
        for (List<P> chunk : chunks(pieces)) {
            try {
                results.addAll(apply.apply(chunk));
            } catch (RuntimeException e) {
                rethrowTransport(e);
                LOG.debugf(e, "push of device %s: trying one by one", device);
                chunk.forEach(piece -> results.addAll(alone(device, piece, apply, refuse)));
            }
        }
        return results;
    }

    private <P> List<ObjectNode> alone(
            UUID device,
            P piece,
            Function<List<P>, List<ObjectNode>> apply,
            BiFunction<P, String, List<ObjectNode>> refuse) {
        for (int attempt = 1; ; attempt++) {
            try {
                return apply.apply(List.of(piece));
            } catch (RuntimeException e) {
                rethrowTransport(e);
                Problems.Cause cause = Problems.causeOf(e);
                if (cause.outage()) {
                    // Not the mutation's fault: the phone keeps it and comes again.
                    throw e;
                }
                if (cause.race() && attempt < TRIES_AT_RACES) {
                    continue;
                }
                if (cause.constraint()) {
                    return refuse.apply(piece, cause.code());
                }
                if (attempt >= TRIES) {
                    List<ObjectNode> results = refuse.apply(piece, "internal");
                    quarantine.raise(device, results.getFirst().path("seq").longValue(), e);
                    return results;
                }
            }
        }
    }

    /// What is about the batch itself is answered; a problem that a feature raises is the failure of its group alone.
    private static void rethrowTransport(RuntimeException e) {
        if (e instanceof Problem problem && TRANSPORT.contains(problem.code())) {
            throw problem;
        }
    }

    /// Runs of consecutive mutations with the same group name; a mutation without one is a group of its own.
    static List<List<Incoming>> groups(List<Incoming> mutations) {
        List<List<Incoming>> groups = new ArrayList<>();
        for (Incoming each : mutations) {
            List<Incoming> last = groups.isEmpty() ? List.of() : groups.getLast();
            if (each.group() != null
                    && !last.isEmpty()
                    && each.group().equals(last.getLast().group())) {
                last.add(each);
            } else {
                groups.add(new ArrayList<>(List.of(each)));
            }
        }
        return groups;
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += GROUPS_PER_TRANSACTION) {
            chunks.add(all.subList(from, Math.min(all.size(), from + GROUPS_PER_TRANSACTION)));
        }
        return chunks;
    }
}
