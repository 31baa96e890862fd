package io.naichang.routing;

/// Every rule of the engine, the weightiest first: hard ones are never broken, medium ones before any soft one.
public enum Rule {
    /// The lead technician lacks a skill, or has it at too low a level; values `skill`, `level`, `needed`.
    SKILL(Level.HARD),
    /// He lacks a tool; value `tool`.
    TOOL(Level.HARD),
    /// The visit asks for other technicians.
    REQUIRED(Level.HARD),
    /// The visit must not be done by him.
    FORBIDDEN(Level.HARD),
    /// He works in another region.
    REGION(Level.HARD),
    /// No start within a window of the visit itself, or of the later visit in value `visit`; `seconds` late.
    WINDOW(Level.HARD),
    /// The tour would end `seconds` after shift and permitted overtime.
    SHIFT(Level.HARD),
    /// The tour would be `seconds` longer than it may be.
    LENGTH(Level.HARD),
    /// The pause would begin `seconds` too late, or have no place.
    PAUSE(Level.HARD),
    /// A pinned visit (value `visit`) would have to move.
    PINNED(Level.HARD),
    /// A promised visit (value `visit`) would be moved without permission.
    PROMISE(Level.HARD),
    /// A part is neither in the van nor at any depot; values `part`, `needed`, `available`.
    PART(Level.HARD),
    /// Fewer technicians than the visit needs can start together; values `needed`, `available`.
    CREW(Level.HARD),
    /// It would begin `seconds` before the visit in value `visit` has ended, or that one is left out.
    AFTER(Level.HARD),
    /// It would not be on the day of the visit in value `visit`.
    SAME_DAY(Level.HARD),
    /// It would not be with the technician of the visit in value `visit`.
    SAME_TECHNICIAN(Level.HARD),
    /// It would be with the technician of the visit in value `visit`.
    OTHER_TECHNICIAN(Level.HARD),
    /// There is no way to the place, or none from it.
    UNREACHABLE(Level.HARD),
    /// More visits would be moved than the change budget lets; values `budget`.
    BUDGET(Level.HARD),
    /// Nobody works at all.
    NOBODY(Level.HARD),
    /// A visit that must be done is left out; by the weight of its priority.
    UNASSIGNED(Level.MEDIUM),
    /// An optional visit is left out; its worth.
    OPTIONAL(Level.SOFT),
    /// Driving: seconds and metres.
    TRAVEL(Level.SOFT),
    /// Seconds before a closed door; before the first visit nobody waits, he leaves later.
    WAITING(Level.SOFT),
    /// Seconds before or after the window that the customer was told.
    LATE(Level.SOFT),
    /// The visit is not with a technician whom the customer prefers.
    PREFERRED(Level.SOFT),
    /// Seconds after the shift's end.
    OVERTIME(Level.SOFT),
    /// A visit has another technician than now, or another start by more than the tolerance.
    MOVED(Level.SOFT),
    /// The same for a visit that was promised, in addition.
    MOVED_PROMISE(Level.SOFT),
    /// Long tours cost more than their share, so that work is spread.
    FAIRNESS(Level.SOFT);

    private final Level level;

    Rule(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }

    /// What outweighs what.
    public enum Level {
        HARD,
        MEDIUM,
        SOFT
    }
}
