package io.naichang.visits;

/// What a command came to.
sealed interface StepOutcome {
    /// The visit moved on; `mark` names what a dispatcher should know, if anything.
    record Stepped(String mark) implements StepOutcome {
        static final Stepped QUIETLY = new Stepped("");
    }

    /// The step had been passed before; its first time stands.
    record Passed() implements StepOutcome {}

    /// It did not take effect, for this reason.
    record Lost(String code, String reason) implements StepOutcome {}
}
