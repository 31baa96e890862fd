package io.naichang.planning;

import io.naichang.routing.Fixed;
import io.naichang.routing.Now;
import io.naichang.routing.Tour;
import io.naichang.routing.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a visit stands on the engine's timeline: what pins it, how long it takes, and when it may begin. What has
/// begun, or was done last, is pinned for whoever has begun nothing since: that is where he is. So is whom he is on the
/// way to, and what a customer was told that is near; what is near and was told to nobody may go to whoever comes in
/// time.
final class Standing {
    private final Facts facts;
    private final Timeline time;
    private final TourBuilder tours;
    private final boolean holding;

    /// @param holding whether all that somebody has is pinned to where it is booked
    Standing(Facts facts, Timeline time, TourBuilder tours, boolean holding) {
        this.facts = facts;
        this.time = time;
        this.tours = tours;
        this.holding = holding;
    }

    boolean isPinned(Scene.Row row) {
        Instant planned = row.plannedStart();
        if (row.isDone() || row.isBegun() || staysBooked(row)) {
            return true;
        }
        return planned != null
                && (row.isEnRoute()
                        || (row.isPromisedNear(facts.now(), facts.wish().freeze()) && !isForgotten(row)))
                && row.technicians().stream().allMatch(each -> tours.at(List.of(each), notBeforeNow(planned)) != null);
    }

    /// It has not begun, and the working time in which it was planned is over: nobody does it unless it is planned
    /// anew, and nothing of a later day waits for it.
    private boolean isForgotten(Scene.Row row) {
        Instant planned = row.plannedStart();
        return row.isPlanned()
                && planned != null
                && planned.isBefore(facts.now())
                && facts.times().stream()
                        .noneMatch(each -> each.technicianId().equals(row.technician())
                                && TourBuilder.isOf(each, planned)
                                && TourBuilder.isOf(each, facts.now()));
    }

    private Instant notBeforeNow(Instant planned) {
        return planned.isBefore(facts.now()) ? facts.now() : planned;
    }

    /// Booked for working time of a technician of the region, and not to be touched: nothing moves, or others have a
    /// say in it.
    boolean isHeld(Scene.Row row) {
        return row.isPlanned()
                && (holding || !facts.technicians().keySet().containsAll(row.technicians()))
                && !bookedTours(row).isEmpty();
    }

    /// Booked for working time, and not to be touched though a plan may move others: others have a say in it, or it
    /// begins before the time that is planned, of which nothing was asked.
    boolean staysBooked(Scene.Row row) {
        boolean first = facts.isBookedBefore(row) || isLateBefore(row);
        return isHeld(row)
                || (first
                        && !row.id().equals(facts.wish().also())
                        && !bookedTours(row).isEmpty());
    }

    /// It should have begun by now, and be over before the time that is planned: it still comes first.
    private boolean isLateBefore(Scene.Row row) {
        Instant planned = row.plannedStart();
        return facts.isOverBefore(row) && planned != null && planned.isBefore(facts.now()) && !isForgotten(row);
    }

    /// Those of its technicians' tours that it takes time of. What is late and comes first takes it from now on.
    List<Tour> bookedTours(Scene.Row row) {
        Instant planned = row.plannedStart();
        Instant end = row.plannedEnd();
        if (planned == null || end == null) {
            return List.of();
        }
        Instant from = isLateBefore(row) ? facts.now() : planned;
        Instant to = from.plus(Duration.between(planned, end));
        return row.technicians().stream()
                .map(each -> tours.meeting(each, from, to))
                .filter(Objects::nonNull)
                .toList();
    }

    /// Where it is pinned.
    Fixed pin(Scene.Row row) {
        if (row.isDone() || row.isBegun()) {
            return new Fixed(tours.still(row), time.seconds(begun(row)));
        }
        Instant planned = row.plannedStart();
        return new Fixed(
                staysBooked(row)
                        ? bookedTours(row).stream().map(Tour::technician).toList()
                        : row.technicians(),
                time.seconds(notBeforeNow(planned == null ? facts.now() : planned)));
    }

    static Instant begun(Scene.Row row) {
        Instant at = row.startedAt();
        return at == null ? Instant.EPOCH : at;
    }

    /// Seconds. What is booked for longer than it usually takes was so by somebody who knew why.
    int duration(Scene.Row row) {
        return duration(row, time, facts.now());
    }

    static int duration(Scene.Row row, Timeline time, Instant now) {
        int usual = row.minutes() * 60;
        int since = time.seconds(now) - time.seconds(begun(row));
        if (row.isDone()) {
            // He is still there.
            return Math.max(0, since);
        }
        if (row.isBegun()) {
            return Math.max(usual, since);
        }
        Instant from = row.plannedStart();
        Instant to = row.plannedEnd();
        return row.isPlanned() && from != null && to != null
                ? Math.max(usual, (int) Duration.between(from, to).toSeconds())
                : usual;
    }

    /// What should have begun is where it is, and begins now at the earliest; what was forgotten has no place any more.
    @Nullable
    Now planned(Scene.Row row) {
        Instant planned = row.plannedStart();
        return row.isPlanned() && planned != null
                ? new Now(row.technicians(), time.seconds(isForgotten(row) ? planned : notBeforeNow(planned)))
                : null;
    }

    /// When it may begin: its windows, but not before now, nor before its planned time or the time that its
    /// customer was told unless that is wished.
    List<Window> windows(Scene.Row row) {
        return notBeforeTold(row, notBefore(floor(row), own(row)));
    }

    /// Its own windows, as far as they lie in the time that is planned.
    private List<Window> own(Scene.Row row) {
        int low = earliest();
        int high = time.seconds(facts.wish().to());
        List<Window> own = new ArrayList<>();
        List<NeedsForm.Span> spans = row.needs().windows();
        if (spans.isEmpty()) {
            add(own, low, high);
        }
        for (NeedsForm.Span each : spans) {
            add(own, Math.max(low, time.seconds(each.start())), Math.min(high, time.seconds(each.end())));
        }
        return own;
    }

    private int earliest() {
        return Math.max(time.seconds(facts.now()), time.seconds(facts.wish().from()));
    }

    /// Its planned time, if somebody works then and it may not begin before.
    private int floor(Scene.Row row) {
        Instant planned = row.plannedStart();
        return !facts.wish().earlier()
                        && row.isPlanned()
                        && planned != null
                        && tours.at(row.technicians(), planned) != null
                ? time.seconds(planned)
                : earliest();
    }

    /// Who comes before the time that the customer was told does not keep it, and may find nobody there. What
    /// somebody has planned before it was agreed, for that time. What nobody has waits for it, even beyond the
    /// time that is planned here: only its own windows may leave no other.
    private List<Window> notBeforeTold(Scene.Row row, List<Window> windows) {
        Window told = promise(row);
        if (told == null || facts.wish().beforeTold()) {
            return windows;
        }
        Now now = isForgotten(row) ? null : planned(row);
        if (now != null) {
            return notBefore(Math.min(told.from(), now.start()), windows);
        }
        return isOpenFrom(told.from(), row) ? from(told.from(), windows) : windows;
    }

    private boolean isOpenFrom(int second, Scene.Row row) {
        List<NeedsForm.Span> spans = row.needs().windows();
        return spans.isEmpty() || spans.stream().anyMatch(each -> time.seconds(each.end()) >= second);
    }

    /// What is left of the windows from then on; all of them if nothing is.
    private static List<Window> notBefore(int floor, List<Window> windows) {
        List<Window> left = from(floor, windows);
        return left.isEmpty() ? windows : left;
    }

    private static List<Window> from(int floor, List<Window> windows) {
        return windows.stream()
                .filter(each -> each.to() >= floor)
                .map(each -> new Window(Math.max(each.from(), floor), each.to()))
                .toList();
    }

    private static void add(List<Window> all, int from, int to) {
        if (from <= to) {
            all.add(new Window(from, to));
        }
    }

    @Nullable
    Window promise(Scene.Row row) {
        Instant start = row.windowStart();
        Instant end = row.windowEnd();
        return start == null || end == null ? null : new Window(time.seconds(start), time.seconds(end));
    }
}
