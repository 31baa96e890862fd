package io.naichang.checklists;

import java.util.ArrayList;
import java.util.List;

/// The problems found so far, as many as a person would read.
final class Problems {
    static final int MOST = 100;
    private static final int LONGEST_QUOTE = 64;

    private final List<ItemProblem> found = new ArrayList<>();

    void add(String path, ItemProblem.Code code, String reason) {
        if (found.size() < MOST) {
            found.add(new ItemProblem(path, code, reason));
        }
    }

    List<ItemProblem> found() {
        return found;
    }

    /// What came from outside goes into a path or a reason only shortened.
    static String quoted(String text) {
        return PlainText.length(text) <= LONGEST_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}
