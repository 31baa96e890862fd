package io.naichang.checklists;

import java.util.Locale;

/// What may be wrong with one answer; all but `OUT_OF_LIMITS` make it refused and as if it were not there.
enum AnswerProblem {
    WRONG_TYPE,
    UNKNOWN_ITEM,
    UNKNOWN_CHOICE,
    BAD_NUMBER,
    BAD_TEXT,
    TOO_LONG,
    TOO_MANY,
    NOT_AN_ID,
    /// A finding: the machine is outside its limits, and that is exactly what the office needs to know.
    OUT_OF_LIMITS;

    /// The kebab-case name used on the wire.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// False for a fact that is kept and only remarked upon.
    public boolean isRefusal() {
        return this != OUT_OF_LIMITS;
    }
}
