package io.naichang.routing;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One working time of one technician; a technician who works on three days has three.
///
/// He leaves `startPlace` at `start` or later and is back at `endPlace` by `end`, or up to `overtime` seconds after it
/// at a price. `endPlace` [#ANYWHERE] ends the tour with the last visit. `day` numbers local days: which, the caller
/// knows, and SAME_DAY compares. `longest` bounds the seconds from leaving to the end, or is [#UNBOUNDED]; the
/// technician then leaves later where that keeps the bound.
public record Tour(
        UUID technician,
        int day,
        int start,
        int end,
        int overtime,
        int longest,
        @Nullable Pause pause,
        int startPlace,
        int endPlace,
        Map<String, Integer> skills,
        Set<String> tools,
        @Nullable UUID region) {
    /// An end place that costs no way: the tour ends where the last visit was.
    public static final int ANYWHERE = -1;

    /// No bound of the time between leaving and the end but the shift's own.
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public Tour {
        skills = Map.copyOf(skills);
        tools = Set.copyOf(tools);
        if (end < start || overtime < 0 || longest < 0) {
            throw new IllegalArgumentException("the tour of technician " + technician + " on day " + day + " from "
                    + start + " to " + end + " with " + overtime + " s of overtime is no working time");
        }
    }

    /// A plain working time from and to the same place, without pause, skills or tools.
    public static Tour of(UUID technician, int day, int start, int end, int place) {
        return new Tour(technician, day, start, end, 0, UNBOUNDED, null, place, place, Map.of(), Set.of(), null);
    }

    /// All of it is paid as overtime: he is asked for want of others.
    boolean isOvertime() {
        return end == start;
    }

    /// The last second in which the tour may end.
    int limit() {
        return end + overtime;
    }
}
