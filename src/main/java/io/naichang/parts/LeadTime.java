package io.naichang.parts;

import java.time.LocalDate;

/// When something that is ordered will be there.
final class LeadTime {
    private LeadTime() {}

    /// The day of order is the first day: ordered on 1 June with 30 days means 30 June.
    static LocalDate promised(LocalDate order, int days) {
        return order.plusDays(Math.max(days, 1) - 1L);
    }
}
