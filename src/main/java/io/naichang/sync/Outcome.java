package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a mutation, as a feature tells the engine.
public sealed interface Outcome {
    /// It took effect; `marks` are what a dispatcher should know about it.
    record Applied(List<Mark> marks) implements Outcome {
        public Applied {
            marks = List.copyOf(marks);
        }
    }

    /// It was valid and lost to policy; the ledger keeps it.
    record Superseded(String code, String reason) implements Outcome {}

    /// It cannot be applied; the ledger keeps it.
    record Rejected(String code, @Nullable String field, String reason) implements Outcome {}

    /// It refers to a row that is not there yet.
    record Held(String collection, UUID id) implements Outcome {}

    /// An entry for the ledger beside a mutation that took effect.
    ///
    /// @param rule kebab-case name of the rule that decided
    /// @param theirs what the server had, if two values met
    /// @param yours what the phone said
    /// @param kept `yours`, `theirs` or `both`
    record Mark(
            String rule,
            @Nullable String field,
            @Nullable JsonNode theirs,
            @Nullable JsonNode yours,
            String kept) {
        /// A mark about the mutation as a whole, which was kept.
        public static Mark of(String rule) {
            return new Mark(rule, null, null, null, "yours");
        }
    }

    /// It took effect and there is nothing to say about it.
    static Outcome applied() {
        return new Applied(List.of());
    }

    /// It took effect, with marks.
    static Outcome applied(List<Mark> marks) {
        return new Applied(marks);
    }

    /// Makes a change; a problem that it raises becomes a rejection.
    static Outcome of(Runnable change) {
        try {
            change.run();
            return applied();
        } catch (Problem refusal) {
            return new Rejected(refusal.code(), refusal.field(), String.valueOf(refusal.getMessage()));
        }
    }

    /// The form of a value is wrong.
    static Outcome malformed(String field, String reason) {
        return new Rejected("malformed", field, reason);
    }
}
