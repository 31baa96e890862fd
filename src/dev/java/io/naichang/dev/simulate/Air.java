package io.naichang.dev.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The way between one phone and the server: it loses requests, loses answers, sends twice at once, and lets an old
/// request
/// arrive once more when nobody expects it.
final class Air {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Chance chance;
    private final List<Runnable> late = new ArrayList<>();
    private boolean calm;

    Air(Chance chance) {
        this.chance = chance;
    }

    /// From now on everything arrives, once.
    void calm() {
        calm = true;
    }

    /// @param heard learns of every answer, also of those that the phone does not get
    /// @throws Lost if the phone gets no answer
    Answer send(Supplier<Answer> call, Consumer<Answer> heard) {
        if (calm) {
            Answer answer = call.get();
            heard.accept(answer);
            return answer;
        }
        int luck = chance.between(1, 100);
        if (luck <= 6) {
            throw new Lost("the request was lost");
        }
        if (luck <= 12) {
            late.add(() -> heard.accept(call.get()));
        }
        Answer answer = luck > 12 && luck <= 20 ? twice(call, heard) : call.get();
        heard.accept(answer);
        if (luck > 20 && luck <= 30) {
            throw new Lost("the answer was lost");
        }
        return answer;
    }

    private static Answer twice(Supplier<Answer> call, Consumer<Answer> heard) {
        CompletableFuture<Answer> other = CompletableFuture.supplyAsync(call, THREADS);
        Answer answer = call.get();
        try {
            heard.accept(other.join());
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Lost)) {
                throw e;
            }
        }
        return answer;
    }

    /// Lets old requests arrive once more.
    void deliverLate() {
        List<Runnable> all = List.copyOf(late);
        late.clear();
        all.forEach(Runnable::run);
    }
}
