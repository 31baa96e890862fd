package io.naichang.dev.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Looks for a minimal history: leaves out phones, then days, then ever smaller parts of the script, as long as the
/// same promise stays broken. A fault that needs an order of arrival hides in some plays, so what is left may be more
/// than the very least.
final class Shrink {
    private static final int CONFIRMATIONS = 3;

    private final Function<Script, Play> stage;
    private final Promise promise;
    private final long deadline;
    private Play least;
    private int plays;

    Shrink(Function<Script, Play> stage, Play first, Promise promise, Duration time) {
        this.stage = stage;
        least = first;
        this.promise = promise;
        deadline = System.nanoTime() + time.toNanos();
    }

    int plays() {
        return plays;
    }

    /// The least that breaks the promise; empty if no play broke it again.
    Optional<Play> least() {
        boolean again = breaks(least.script().inTurn());
        for (int i = 0; i < CONFIRMATIONS && !again; i++) {
            again = breaks(least.script());
        }
        if (!again) {
            return Optional.empty();
        }
        without(Step::isOfPhone, Step::who);
        without(each -> each.slot() > 0, each -> (each.slot() - 1) / Script.SLOTS);
        parts();
        return Optional.of(least);
    }

    private boolean breaks(Script script) {
        if (System.nanoTime() > deadline) {
            return false;
        }
        plays++;
        try {
            Play play = stage.apply(script);
            if (play.breaks(promise)) {
                least = play;
            }
            return play.breaks(promise);
        } catch (IllegalStateException | IllegalArgumentException notPlayable) {
            // What was left out is needed.
            return false;
        }
    }

    private void breaksWithout(Predicate<Step> unwanted) {
        Script rest = least.script().keeping(unwanted.negate());
        if (rest.steps().size() < least.script().steps().size()) {
            breaks(rest);
        }
    }

    /// Leaves out all steps that share something, the last first.
    private <T> void without(Predicate<Step> which, Function<Step, T> shared) {
        List<T> all = least.script().steps().stream()
                .filter(which)
                .map(shared)
                .distinct()
                .toList();
        all.reversed()
                .forEach(each -> breaksWithout(
                        step -> which.test(step) && shared.apply(step).equals(each)));
    }

    /// Leaves out halves, quarters, … single steps, until no single one can go.
    private void parts() {
        int size = Math.max(1, least.script().steps().size() / 2);
        while ((part(size) || size > 1) && System.nanoTime() < deadline) {
            size = Math.max(1, size / 2);
        }
    }

    private boolean part(int size) {
        List<Integer> numbers = new ArrayList<>(least.script().numbers());
        for (int end = numbers.size(); end > 0; end -= size) {
            Set<Integer> part = new HashSet<>(numbers.subList(Math.max(0, end - size), end));
            breaksWithout(step -> part.contains(step.number()));
        }
        return least.script().steps().size() < numbers.size();
    }
}
