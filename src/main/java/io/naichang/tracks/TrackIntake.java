package io.naichang.tracks;

import io.naichang.platform.Caller;
import io.naichang.platform.Ids;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStoreUnavailable;
import io.naichang.platform.Problem;
import io.naichang.sync.CallingDevices;
import io.naichang.tracks.TrackIndex.Entry;
import io.naichang.tracks.TrackIndex.Path;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Takes pieces of tracks: asks the policy about every point, stores what may be kept, and enters it.
@ApplicationScoped
class TrackIntake {
    private static final Logger LOG = Logger.getLogger(TrackIntake.class);
    /// The call itself took some time on its way.
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final CallingDevices devices;
    private final TrackingPolicies policies;
    private final TrackIndex index;
    private final ObjectStore store;
    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    TrackIntake(
            CallingDevices devices,
            TrackingPolicies policies,
            TrackIndex index,
            ObjectStore store,
            Caller caller,
            Ids ids,
            Clock clock) {
        this.devices = devices;
        this.policies = policies;
        this.index = index;
        this.store = store;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /// What became of a piece; of one that was sent before, what became of it then.
    ///
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked`, 409 `track-reused`, 400 `invalid` if it is yet
    /// to come
    Entry take(Path path, TrackChunk chunk) {
        String digest = chunk.digest();
        // The device is looked at for a repeat too: a revoked one learns nothing.
        Judged judged = QuarkusTransaction.requiringNew().call(() -> judge(path, chunk));
        Optional<Entry> before = known(path, digest);
        if (before.isPresent()) {
            return before.get();
        }
        if (judged.time(chunk.last()).isAfter(clock.instant().plus(AHEAD))) {
            throw Problem.invalid("invalid", "startedAt", "By our clock this would end in the future; send `clock`.");
        }
        if (judged.kept().isEmpty()) {
            // Not entered: if the push that says why they may be kept is still to come, the phone can send them again.
            return new Entry(digest, chunk.points().size(), 0, judged.quality(), null, null);
        }
        Entry entry = new Entry(
                digest,
                chunk.points().size(),
                judged.kept().size(),
                judged.quality(),
                judged.time(judged.kept().getFirst()),
                judged.time(judged.kept().getLast()));
        UUID id = ids.next();
        String key = caller.tenant() + TrackRetention.FOLDER + path.device() + "/" + id + ".json.gz";
        try {
            store.put(key, chunk.keeping(judged.kept()).zipped(), "application/gzip");
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
        // When this fails, nobody knows whether it is entered: the object stays, and retention takes it if it is not.
        boolean added = QuarkusTransaction.requiringNew()
                .call(() -> index.add(id, path, caller.user(), entry, judged, key, clock.instant()));
        if (!added) {
            discard(key);
        }
        // Two calls at once: the first has entered it, and what it said holds.
        return added ? entry : known(path, digest).orElseThrow();
    }

    private Judged judge(Path path, TrackChunk chunk) {
        CallingDevices.Began began =
                devices.began(path.device(), chunk.clock(), path.boot(), chunk.startedAt(), chunk.mono());
        Instant base = began.at().truncatedTo(ChronoUnit.MILLIS);
        Instant end = base.plusMillis(chunk.last().dt());
        return Judged.of(chunk, base, began.quality(), policies.allowed(caller.user(), base, end));
    }

    private Optional<Entry> known(Path path, String digest) {
        Optional<Entry> found = QuarkusTransaction.requiringNew().call(() -> index.find(path));
        if (found.isPresent() && !found.get().digest().equals(digest)) {
            throw Problem.conflict("track-reused", "Other points came under this path before.");
        }
        return found;
    }

    private void discard(String key) {
        try {
            store.remove(key);
        } catch (ObjectStoreUnavailable e) {
            LOG.warnf(e, "%s is left behind until its time is over", key);
        }
    }
}
