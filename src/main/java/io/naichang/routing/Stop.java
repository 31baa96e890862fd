package io.naichang.routing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One visit to be planned.
///
/// It starts within one of its `windows` (none: at any time) and takes `duration` seconds. `priority` is its weight
/// class when it is left out; with a `worth` above 0 it is optional, and leaving it out costs that many points instead.
/// `crew` technicians start together: the lead has `skills` and `tools`, brings `parts` and is one of `required`;
/// each other has `crewSkills`; nobody of `forbidden` comes. `promise` is what the customer was told. `fixed` pins it;
/// `now` says where it is planned.
public record Stop(
        UUID visit,
        int place,
        int duration,
        List<Window> windows,
        int priority,
        long worth,
        Map<String, Integer> skills,
        Set<String> tools,
        Map<UUID, Integer> parts,
        Set<UUID> required,
        Set<UUID> preferred,
        Set<UUID> forbidden,
        int crew,
        Map<String, Integer> crewSkills,
        @Nullable UUID region,
        @Nullable Window promise,
        List<Tie> ties,
        @Nullable Fixed fixed,
        @Nullable Now now) {
    public Stop {
        windows = List.copyOf(windows);
        skills = Map.copyOf(skills);
        tools = Set.copyOf(tools);
        parts = Map.copyOf(parts);
        required = Set.copyOf(required);
        preferred = Set.copyOf(preferred);
        forbidden = Set.copyOf(forbidden);
        crewSkills = Map.copyOf(crewSkills);
        ties = List.copyOf(ties);
        if (duration < 0 || priority < 0 || worth < 0 || worth > Weights.MEDIUM) {
            throw new IllegalArgumentException(
                    "visit " + visit + " has duration " + duration + ", priority " + priority + ", worth " + worth);
        }
        if (crew < 1 || crew > 9) {
            throw new IllegalArgumentException("visit " + visit + " asks for a crew of " + crew);
        }
        if (parts.values().stream().anyMatch(quantity -> quantity < 0)) {
            throw new IllegalArgumentException("visit " + visit + " needs a negative quantity of a part");
        }
    }

    /// Begins a stop that asks for nothing but its place and its time.
    public static Builder of(UUID visit, int place, int duration) {
        return new Builder(visit, place, duration);
    }

    /// Names what a visit asks for; what is not named is not asked for.
    public static final class Builder {
        private final UUID visit;
        private final int place;
        private final int duration;
        private List<Window> windows = List.of();
        private int priority;
        private long worth;
        private Map<String, Integer> skills = Map.of();
        private Set<String> tools = Set.of();
        private Map<UUID, Integer> parts = Map.of();
        private Set<UUID> required = Set.of();
        private Set<UUID> preferred = Set.of();
        private Set<UUID> forbidden = Set.of();
        private int crew = 1;
        private Map<String, Integer> crewSkills = Map.of();
        private @Nullable UUID region;
        private @Nullable Window promise;
        private List<Tie> ties = List.of();
        private @Nullable Fixed fixed;
        private @Nullable Now now;

        private Builder(UUID visit, int place, int duration) {
            this.visit = visit;
            this.place = place;
            this.duration = duration;
        }

        public Builder windows(List<Window> starts) {
            windows = starts;
            return this;
        }

        public Builder within(int from, int to) {
            return windows(List.of(new Window(from, to)));
        }

        public Builder priority(int weightClass) {
            priority = weightClass;
            return this;
        }

        public Builder optional(long points) {
            worth = points;
            return this;
        }

        public Builder skills(Map<String, Integer> levels) {
            skills = levels;
            return this;
        }

        public Builder tools(Set<String> names) {
            tools = names;
            return this;
        }

        public Builder parts(Map<UUID, Integer> quantities) {
            parts = quantities;
            return this;
        }

        public Builder required(Set<UUID> technicians) {
            required = technicians;
            return this;
        }

        public Builder preferred(Set<UUID> technicians) {
            preferred = technicians;
            return this;
        }

        public Builder forbidden(Set<UUID> technicians) {
            forbidden = technicians;
            return this;
        }

        public Builder crew(int technicians, Map<String, Integer> levelsOfOthers) {
            crew = technicians;
            crewSkills = levelsOfOthers;
            return this;
        }

        public Builder region(@Nullable UUID id) {
            region = id;
            return this;
        }

        public Builder promise(@Nullable Window told) {
            promise = told;
            return this;
        }

        public Builder ties(List<Tie> others) {
            ties = others;
            return this;
        }

        public Builder fixed(@Nullable Fixed pin) {
            fixed = pin;
            return this;
        }

        public Builder now(@Nullable Now planned) {
            now = planned;
            return this;
        }

        public Stop build() {
            return new Stop(
                    visit,
                    place,
                    duration,
                    windows,
                    priority,
                    worth,
                    skills,
                    tools,
                    parts,
                    required,
                    preferred,
                    forbidden,
                    crew,
                    crewSkills,
                    region,
                    promise,
                    ties,
                    fixed,
                    now);
        }
    }
}
