package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-06-01, 30, 2026-06-30",
        "2026-06-01,  1, 2026-06-01",
        "2026-06-01,  0, 2026-06-01",
        "2026-06-01,  2, 2026-06-02",
        "2026-12-31,  2, 2027-01-01",
        "2028-02-28,  3, 2028-03-01",
    })
    void the_day_of_order_is_the_first_day(LocalDate order, int days, LocalDate promised) {
        assertThat(LeadTime.promised(order, days)).isEqualTo(promised);
    }
}
