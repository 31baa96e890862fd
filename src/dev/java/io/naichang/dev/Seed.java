package io.naichang.dev;

import java.net.URI;

/// The demo company's data, put into a running application once for each data folder. A crash
/// in between lets the next start call it again on what is there.
final class Seed {
    private Seed() {}

    static void seed(URI base, StackFacts facts) {
        // Filled by the demo data that comes with the features; an empty company is a valid one.
    }
}
