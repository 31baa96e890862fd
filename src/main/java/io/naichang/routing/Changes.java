package io.naichang.routing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The verifier's comparison of two plans: which visits moved, and which of them had a promise.
final class Changes {
    private record Where(Set<UUID> technicians, UUID lead, int start) {}

    private final Problem problem;
    private final Map<UUID, Where> before;
    private final Map<UUID, Where> after;

    Changes(Problem problem, Solution before, Solution after) {
        this.problem = problem;
        this.before = where(before);
        this.after = where(after);
    }

    private Map<UUID, Where> where(Solution plan) {
        Map<UUID, Where> all = new HashMap<>();
        for (Run run : plan.runs()) {
            UUID who = problem.tours().get(run.tour()).technician();
            for (Call call : run.calls()) {
                Where known = all.get(call.visit());
                Set<UUID> technicians = new HashSet<>(known == null ? Set.of() : known.technicians());
                technicians.add(who);
                UUID lead = call.lead() || known == null ? who : known.lead();
                all.put(call.visit(), new Where(technicians, lead, call.start()));
            }
        }
        return all;
    }

    /// Planned elsewhere or at another time than before, or left out where they could have stayed. A visit that was
    /// planned by `now` but could not stay there counts once it is planned anywhere.
    Set<UUID> moved() {
        Set<UUID> moved = new HashSet<>();
        for (Stop stop : problem.stops()) {
            if (stop.fixed() == null && stop.now() != null && isMoved(stop)) {
                moved.add(stop.visit());
            }
        }
        return moved;
    }

    private boolean isMoved(Stop stop) {
        Where was = before.get(stop.visit());
        Where is = after.get(stop.visit());
        if (was == null || is == null) {
            return (was == null) != (is == null);
        }
        boolean others = stop.crew() > 1 && !was.technicians().equals(is.technicians());
        return others
                || !was.lead().equals(is.lead())
                || Math.abs(is.start() - was.start()) > problem.weights().tolerance();
    }

    /// Its customer was told a time, and not one that it would miss as things stand.
    boolean keepsPromise(Stop stop) {
        Window promise = stop.promise();
        Where was = before.get(stop.visit());
        return promise != null && (was == null || was.start() <= promise.to());
    }

    /// Promised visits that left their technician or their promise, though they could have stayed. Of one that would be
    /// too late it is asked only that it does not get later.
    Set<UUID> brokenPromises() {
        Set<UUID> broken = new HashSet<>();
        for (Stop stop : problem.stops()) {
            Window promise = stop.promise();
            Where was = before.get(stop.visit());
            if (stop.fixed() != null || stop.now() == null || promise == null || was == null) {
                continue;
            }
            Where is = after.get(stop.visit());
            int low = Math.min(promise.from(), was.start());
            int high = Math.max(promise.to(), was.start());
            boolean leaves =
                    is != null && keepsPromise(stop) && !is.technicians().equals(was.technicians());
            if (is == null || leaves || is.start() < low || is.start() > high) {
                broken.add(stop.visit());
            }
        }
        return broken;
    }
}
