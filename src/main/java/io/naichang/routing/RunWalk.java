package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The verifier's walk of one run: from place to place, second by second, against the problem itself.
final class RunWalk {
    private final Problem problem;
    private final Map<UUID, Stop> stops;
    private final Run run;
    private final Tour tour;
    private final List<Violation> violations = new ArrayList<>();
    private final boolean anyPinned;
    private boolean rested;
    private int pinnedEnd;
    /// Points and seconds that the walk meets on its way, for the price.
    long travelPoints;
    long waiting;
    long busy;
    int end;

    RunWalk(Problem problem, Map<UUID, Stop> stops, Run run) {
        this.problem = problem;
        this.stops = stops;
        this.run = run;
        tour = problem.tours().get(run.tour());
        anyPinned = run.calls().stream().anyMatch(each -> pinned(each));
        pinnedEnd = Integer.MIN_VALUE;
        walk();
    }

    List<Violation> violations() {
        return violations;
    }

    private boolean pinned(Call call) {
        Stop stop = stops.get(call.visit());
        return stop != null && stop.fixed() != null;
    }

    private void walk() {
        if (run.calls().isEmpty()) {
            return;
        }
        int time = run.departure();
        int place = tour.startPlace();
        boolean beginsPinned = pinned(run.calls().getFirst());
        if (time < tour.start() && !beginsPinned) {
            violate(Rule.SHIFT, null, "leaves at " + time + ", before " + tour.start());
        }
        for (int i = 0; i < run.calls().size(); i++) {
            Call call = run.calls().get(i);
            Stop stop = stops.get(call.visit());
            if (stop == null) {
                return;
            }
            int ready = arrive(time, place, call.depot(), stop.place(), call.start(), i);
            call(call, stop, ready);
            time = call.start() + stop.duration();
            place = stop.place();
            busy += stop.duration();
            if (stop.fixed() != null) {
                pinnedEnd = time + home(place, time);
            }
        }
        end = arrive(
                time,
                place,
                null,
                tour.endPlace(),
                Integer.MAX_VALUE,
                run.calls().size());
        finish();
    }

    private int home(int place, int time) {
        return tour.endPlace() == Tour.ANYWHERE ? 0 : problem.travel().seconds(place, tour.endPlace(), time);
    }

    /// When he is ready at the next place, with depot and pause on the way.
    private int arrive(int time, int from, @Nullable UUID depot, int to, int before, int leg) {
        Pause pause = tour.pause();
        int straight = drive(time, from, depot, to, false);
        boolean here = pause != null
                && !rested
                && run.pause() != Run.NONE
                && run.pause() >= time
                && (long) run.pause() + pause.length() <= before;
        int ready;
        if (!here || pause == null) {
            ready = drive(time, from, depot, to, true);
        } else if (run.pause() >= straight) {
            drive(time, from, depot, to, true);
            ready = run.pause() + pause.length();
            rested = true;
            if (leg > 0) {
                waiting += run.pause() - straight;
            }
        } else {
            ready = drive(run.pause() + pause.length(), from, depot, to, true);
            rested = true;
            if (leg > 0) {
                waiting += run.pause() - time;
            }
        }
        if (before != Integer.MAX_VALUE && leg > 0) {
            waiting += Math.max(0, before - ready);
        }
        return ready;
    }

    private int drive(int time, int from, @Nullable UUID depot, int to, boolean counted) {
        if (to == Tour.ANYWHERE) {
            return time;
        }
        if (depot == null) {
            return time + leg(from, to, time, counted);
        }
        Depot stop = problem.depots().stream()
                .filter(each -> each.id().equals(depot))
                .findFirst()
                .orElse(null);
        if (stop == null) {
            violate(Rule.PART, null, "fetches parts at an unknown depot " + depot);
            return time;
        }
        int there = time + leg(from, stop.place(), time, counted);
        int leave = there + stop.service();
        busy += counted ? stop.service() : 0;
        return leave + leg(stop.place(), to, leave, counted);
    }

    private int leg(int from, int to, int time, boolean counted) {
        int seconds = problem.travel().seconds(from, to, time);
        if (counted) {
            Weights weights = problem.weights();
            travelPoints += (long) weights.travel() * seconds;
            travelPoints += (long) weights.kilometer() * problem.travel().meters(from, to) / 1_000;
            busy += seconds;
            if (seconds >= Travel.UNREACHABLE) {
                violate(Rule.UNREACHABLE, null, "there is no way from " + from + " to " + to);
            }
        }
        return seconds;
    }

    private void call(Call call, Stop stop, int ready) {
        Fixed fixed = stop.fixed();
        if (call.start() < ready) {
            violate(Rule.WINDOW, call.visit(), "starts at " + call.start() + ", but he is there at " + ready);
        }
        if (call.end() != call.start() + stop.duration()) {
            violate(Rule.WINDOW, call.visit(), "does not take " + stop.duration() + " s");
        }
        if (fixed != null) {
            if (!fixed.technicians().contains(tour.technician()) || call.start() < fixed.start()) {
                violate(Rule.PINNED, call.visit(), "is not where it is pinned, at " + fixed.start());
            }
            return;
        }
        boolean open = stop.windows().isEmpty();
        for (Window each : stop.windows()) {
            open |= each.from() <= call.start() && call.start() <= each.to();
        }
        if (!open) {
            violate(Rule.WINDOW, call.visit(), "starts at " + call.start() + ", in none of its windows");
        }
        suits(call, stop);
    }

    private void suits(Call call, Stop stop) {
        Map<String, Integer> skills = call.lead() ? stop.skills() : stop.crewSkills();
        skills.forEach((skill, level) -> {
            Integer has = tour.skills().get(skill);
            if (has == null || has < level) {
                violate(Rule.SKILL, call.visit(), "needs " + skill + " " + level + ", has " + has);
            }
        });
        if (call.lead() && !tour.tools().containsAll(stop.tools())) {
            violate(Rule.TOOL, call.visit(), "needs " + stop.tools());
        }
        if (call.lead() && !stop.required().isEmpty() && !stop.required().contains(tour.technician())) {
            violate(Rule.REQUIRED, call.visit(), "asks for others than " + tour.technician());
        }
        if (stop.forbidden().contains(tour.technician())) {
            violate(Rule.FORBIDDEN, call.visit(), "must not be done by " + tour.technician());
        }
        if (stop.region() != null && tour.region() != null && !stop.region().equals(tour.region())) {
            violate(Rule.REGION, call.visit(), "lies in another region");
        }
    }

    private void finish() {
        if (run.end() != end) {
            violate(Rule.SHIFT, null, "says that it ends at " + run.end() + ", but ends at " + end);
        }
        if (end > Math.max(tour.limit(), pinnedEnd)) {
            violate(Rule.SHIFT, null, "ends at " + end + ", after " + tour.limit());
        }
        if (tour.longest() != Tour.UNBOUNDED && end - run.departure() > tour.longest() && !anyPinned) {
            violate(Rule.LENGTH, null, "takes " + (end - run.departure()) + " s, more than " + tour.longest());
        }
        Pause pause = tour.pause();
        if (pause == null || anyPinned) {
            return;
        }
        boolean inTime = pause.earliest() <= run.pause() && run.pause() <= pause.latest();
        if (rested ? !inTime : end > pause.latest()) {
            violate(Rule.PAUSE, null, rested ? "rests at " + run.pause() : "does not rest, and ends at " + end);
        }
    }

    private void violate(Rule rule, @Nullable UUID visit, String what) {
        violations.add(new Violation(rule, run.tour(), visit, what));
    }
}
