package io.naichang.checklists;

/// What counts as text, defined so narrowly that every language a phone app is written in agrees.
final class PlainText {
    private PlainText() {}

    /// Only these four characters: what `trim` removes differs between JavaScript, Swift, Dart and Java.
    static boolean isBlank(String text) {
        return text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
    }

    /// PostgreSQL's jsonb stores neither U+0000 nor half of a surrogate pair.
    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /// Code points, since UTF-16 units and graphemes are counted differently on Android and iOS.
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
