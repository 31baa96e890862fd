package io.naichang.checklists;

import java.util.Locale;

/// One thing wrong with a template: where (`items[3].shownIf.all[0].above`), which code, and why in words.
record ItemProblem(String path, Code code, String reason) {

    /// The closed list of what may be wrong with a template's items.
    public enum Code {
        WRONG_TYPE,
        MISSING_FIELD,
        UNKNOWN_FIELD,
        BAD_ID,
        DUPLICATE_ID,
        UNKNOWN_KIND,
        CHOICES_MISSING,
        DUPLICATE_CHOICE,
        NOT_FOR_KIND,
        BAD_NUMBER,
        MIN_ABOVE_MAX,
        BLANK,
        BAD_TEXT,
        TOO_LONG,
        EMPTY,
        TOO_MANY,
        TOO_LARGE,
        TOO_DEEP,
        MALFORMED_CONDITION,
        UNKNOWN_ITEM,
        LATER_ITEM,
        UNKNOWN_CHOICE;

        /// The kebab-case name used on the wire.
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
