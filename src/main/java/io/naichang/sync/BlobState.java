package io.naichang.sync;

import java.util.Locale;

/// How far the bytes of a file have come.
enum BlobState {
    /// Announced; no bytes yet.
    AWAITING,
    /// Bytes arrived and could not be compared with their hash yet.
    STORED,
    /// The bytes hash to what the phone announced, and are of a type that we keep.
    VERIFIED,
    /// Other bytes arrived than were announced; they are kept apart, and the right ones may still come.
    QUARANTINED;

    /// As in JSON and SQL.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BlobState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
