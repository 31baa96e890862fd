package io.naichang.dev.simulate;

/// One line of a script: somebody does something.
///
/// @param number by which it may be asked for (`--only`), and from which its luck follows
/// @param slot the part of the day; 0 is the morning before the first day
/// @param who a phone, the office or the server
/// @param about which technician the office thinks of on that morning, if it thinks of one
record Step(int number, int slot, String who, Kind kind, int about) {
    enum Kind {
        // The first morning.
        VISIT,
        STOCK,
        /// A phone is there from here on, and syncs for the first time.
        APPEARS,
        // What happens to phones.
        CLOCK,
        RESTART,
        LATE,
        REINSTALL,
        CLONE,
        UPDATE,
        // To the server.
        BACKUP,
        RESTORE,
        KILL,
        // What people do, be it at a phone or at a desk.
        ACT,
        SYNC
    }

    static final String OFFICE = "office";
    static final String SERVER = "server";

    /// Whether it is something that somebody does who may do it while others do theirs.
    boolean isWork() {
        return kind == Kind.ACT || kind == Kind.SYNC || kind == Kind.KILL;
    }

    boolean isOfPhone() {
        return !who.equals(OFFICE) && !who.equals(SERVER);
    }
}
