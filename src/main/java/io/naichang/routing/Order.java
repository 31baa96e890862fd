package io.naichang.routing;

/// By what visits are hard to place: those come first when they are put back (after Christiaens and Vanden Berghe,
/// 2020, with the widths and ends of windows).
enum Order {
    CHANCE(4, 2),
    /// The longest work; where visits have parts, these count instead, and few parts are less than any work.
    LARGE(4, 4),
    FAR(2, 2),
    NEAR(1, 1),
    /// The fewest hours in which it can begin.
    NARROW(2, 4),
    OPENS_FIRST(2, 1),
    CLOSES_LAST(2, 1),
    /// A customer was told when: the first of these times first.
    TOLD(0, 3),
    /// What few can do would find them booked.
    SCARCE(0, 12);

    /// How often, where as many can do each visit.
    final int alike;
    /// How often, where they cannot.
    final int mixed;

    Order(int alike, int mixed) {
        this.alike = alike;
        this.mixed = mixed;
    }
}
