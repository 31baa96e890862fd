package io.naichang.sync;

/// What a user's work on a row gives him the right to push: rights are those of the work, not of the moment.
public sealed interface Right {
    /// The row is his now.
    record Present() implements Right {}

    /// It was his at some version since the one that he saw; `code` says what happened (`reassigned`, `cancelled`).
    /// Facts still apply and are marked; edits of registers go to the ledger.
    record Past(String code) implements Right {}

    /// It never was.
    record None() implements Right {}

    /// It is and was nobody's: somebody made it and will give it to somebody with a second call. What is pushed for it
    /// waits as if it were not there.
    record Nobodys() implements Right {}
}
