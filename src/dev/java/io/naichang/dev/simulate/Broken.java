package io.naichang.dev.simulate;

import java.util.List;

/// A promise that was not kept, and the rows that it is about.
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Promise promise;
    private final List<String> rows;

    Broken(Promise promise, String what, String... rows) {
        super(what);
        this.promise = promise;
        this.rows = List.of(rows);
    }

    Promise promise() {
        return promise;
    }

    /// Keys `collection/id`.
    List<String> rows() {
        return rows;
    }
}
