package io.naichang.dev.demo;

/// Tells what happens and checks what is claimed.
final class Story {
    private int checked;
    private int broken;

    void chapter(String title) {
        System.out.println();
        System.out.println(title);
    }

    void tell(String sentence) {
        System.out.println("  " + sentence);
    }

    /// States a claim and whether it holds.
    void claim(String claim, boolean holds) {
        checked++;
        broken += holds ? 0 : 1;
        System.out.println("  " + (holds ? "✓ " : "✗ NOT TRUE: ") + claim);
    }

    /// States a claim about a value; a wrong value is shown.
    void claim(String claim, Object expected, Object found) {
        boolean holds = expected.equals(found);
        claim(holds ? claim : claim + " (expected " + expected + ", found " + found + ")", holds);
    }

    /// The last words; true if every claim held.
    boolean end() {
        System.out.println();
        System.out.println(
                broken == 0
                        ? "All " + checked + " claims were checked and are true."
                        : broken + " of " + checked + " claims are not true.");
        return broken == 0;
    }
}
