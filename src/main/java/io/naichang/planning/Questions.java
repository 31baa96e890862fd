package io.naichang.planning;

import io.naichang.travel.KnownWays;
import io.naichang.travel.TravelTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/// Asks the engine about scenes by the roads as far as they are known. What a question needs and nobody knows is asked
/// of the road service, for as long as somebody can be kept waiting; what it does not tell is estimated, and the answer
/// says so.
@ApplicationScoped
class Questions {
    private final TravelTimes travel;

    Questions(TravelTimes travel) {
        this.travel = travel;
    }

    /// @param scene as the engine saw it
    record Answered<T>(T value, Scene scene, Proposal.Roads roads) {}

    /// To be called outside of transactions: it may wait for the road service.
    <T> Answered<T> ask(Scene scene, Function<Scene, T> question) {
        Optional<KnownWays> ways = travel.known(scene.ways());
        if (ways.isEmpty()) {
            return estimated(scene, question);
        }
        Answered<T> first = by(ways.get(), scene, question);
        return ways.get().isLacking() ? by(travel.asked(ways.get()), scene, question) : first;
    }

    /// By what is remembered, waiting for nobody.
    <T> Answered<T> recall(Scene scene, Function<Scene, T> question) {
        return travel.known(scene.ways())
                .map(ways -> by(ways, scene, question))
                .orElseGet(() -> estimated(scene, question));
    }

    private static <T> Answered<T> estimated(Scene scene, Function<Scene, T> question) {
        return new Answered<>(question.apply(scene), scene, Proposal.Roads.ESTIMATE);
    }

    private static <T> Answered<T> by(KnownWays ways, Scene scene, Function<Scene, T> question) {
        Scene known = scene.with(ways, false);
        T value = question.apply(known);
        return new Answered<>(value, known, Proposal.Roads.of(ways.found()));
    }
}
