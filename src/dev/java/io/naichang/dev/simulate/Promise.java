package io.naichang.dev.simulate;

/// What the sync protocol promises (design: sync-protocol.md §1).
enum Promise {
    P1("conservation"),
    P2("convergence"),
    P3("exactly once"),
    P4("no gaps"),
    P5("scope"),
    P6("the clock never decides"),
    P7("stock adds up"),
    P8("old apps live"),
    P9("pages equal a snapshot"),
    P10("restores are survived"),
    P11("the queue drains"),
    P12("photos are what they claim");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return name() + " (" + words + ")";
    }
}
