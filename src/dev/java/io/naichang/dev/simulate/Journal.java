package io.naichang.dev.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What happened, in order, so that a broken promise can be explained by the few events that concern its rows.
final class Journal {
    private record Event(String when, String who, String what, Set<String> rows) {
        @Override
        public String toString() {
            return "  " + when + "  " + who + ": " + what;
        }
    }

    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> steps = new HashMap<>();
    private String when = "before";

    synchronized void time(String words) {
        when = words;
        steps.clear();
    }

    /// Somebody begins a step of the script.
    synchronized void turn(Step step) {
        steps.put(step.who(), " #" + step.number());
    }

    /// @param rows `collection/id` of what it touches; none if it concerns everything
    synchronized void tell(String who, String what, String... rows) {
        events.add(new Event(when + steps.getOrDefault(who, ""), who, what, Set.of(rows)));
    }

    /// The events that touch one of the rows, and what befell those who touched them.
    synchronized List<String> about(List<String> rows) {
        Predicate<Event> touches = each -> rows.stream().anyMatch(each.rows()::contains);
        Set<String> actors = events.stream().filter(touches).map(Event::who).collect(Collectors.toSet());
        return events.stream()
                .filter(touches.or(each -> each.rows().isEmpty() && actors.contains(each.who())))
                .map(Event::toString)
                .toList();
    }
}
