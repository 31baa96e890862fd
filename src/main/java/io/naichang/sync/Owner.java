package io.naichang.sync;

/// Who may write a field (design: sync-protocol.md §6), and so how it is merged (§7).
public enum Owner {
    /// Only the office; a phone's value goes to the ledger.
    OFFICE,
    /// The technician: in conflict the phone's value wins and the server's goes to the ledger.
    FIELD,
    /// Text of both sides: in conflict both are kept, one below the other.
    BOTH,
    /// Given at creation and never changed.
    APPEND,
    /// Changed by commands only.
    STATE,
    /// Worked out by the server; never accepted from anybody.
    COMPUTED
}
