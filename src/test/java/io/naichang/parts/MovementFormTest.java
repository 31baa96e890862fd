package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.parts.MovementForm.Effect;
import io.naichang.parts.MovementForm.Fault;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovementFormTest {
    private static final UUID COMPRESSOR = UUID.fromString("019ca000-0000-7000-8000-000000000001");
    private static final UUID VAN = UUID.fromString("019ca000-0000-7000-8000-00000000000a");
    private static final UUID DEPOT = UUID.fromString("019ca000-0000-7000-8000-00000000000b");

    private static MovementForm move(String reason, @Nullable UUID from, @Nullable UUID to, @Nullable String quantity) {
        return new MovementForm(COMPRESSOR, from, to, amount(quantity), reason, null, null, null, null);
    }

    private static MovementForm count(@Nullable String counted, @Nullable String expected) {
        return new MovementForm(COMPRESSOR, null, VAN, null, "count", amount(counted), amount(expected), null, null);
    }

    private static @Nullable BigDecimal amount(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static @Nullable UUID place(String name) {
        return switch (name) {
            case "van" -> VAN;
            case "depot" -> DEPOT;
            default -> null;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "consume,  van, -",
        "receive,  -, depot",
        "transfer, depot, van",
        "return, -, depot",
        "return, van, depot",
    })
    void a_movement_names_what_its_reason_needs(String reason, String from, String to) {
        assertThat(move(reason, place(from), place(to), "1").fault()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "consume,  -,     -,     fromLocationId",
        "consume,  van,   depot, toLocationId",
        "receive,  -,     -,     toLocationId",
        "receive,  van,   depot, fromLocationId",
        "transfer, van,   -,     toLocationId",
        "transfer, -,     van,   fromLocationId",
        "transfer, van,   van,   toLocationId",
        "return,   van,   -,     toLocationId",
        "return,   van,   van,   toLocationId",
        "return,   -,     -,     toLocationId",
    })
    void a_movement_that_contradicts_its_reason_is_at_fault(String reason, String from, String to, String field) {
        assertThat(move(reason, place(from), place(to), "1").fault())
                .map(Fault::field)
                .contains(field);
    }

    @Test
    void a_movement_says_how_much() {
        assertThat(move("consume", VAN, null, null).fault()).map(Fault::field).contains("quantity");
    }

    @Test
    void a_count_says_what_was_counted_and_what_was_expected() {
        assertThat(count("3", "5").fault()).isEmpty();
        assertThat(count(null, "5").fault()).map(Fault::field).contains("counted");
        assertThat(count("3", null).fault()).map(Fault::field).contains("expected");
    }

    @Test
    void a_count_is_made_at_one_location() {
        MovementForm both =
                new MovementForm(COMPRESSOR, VAN, DEPOT, null, "count", BigDecimal.ONE, BigDecimal.ONE, null, null);
        assertThat(both.fault()).map(Fault::field).contains("toLocationId");
    }

    @Test
    void only_a_count_counts() {
        MovementForm consume =
                new MovementForm(COMPRESSOR, VAN, null, BigDecimal.ONE, "consume", BigDecimal.ONE, null, null, null);
        assertThat(consume.fault()).map(Fault::field).contains("counted");
    }

    @Test
    void a_transfer_takes_from_one_and_gives_to_the_other_and_back() {
        MovementForm transfer = move("transfer", DEPOT, VAN, "2.5");

        assertThat(transfer.effects(false))
                .containsExactlyInAnyOrder(
                        new Effect(DEPOT, new BigDecimal("-2.5")), new Effect(VAN, new BigDecimal("2.5")));
        assertThat(transfer.effects(true))
                .containsExactlyInAnyOrder(
                        new Effect(DEPOT, new BigDecimal("2.5")), new Effect(VAN, new BigDecimal("-2.5")));
    }

    @Test
    void levels_are_locked_in_one_order_whichever_way_a_part_goes() {
        assertThat(move("transfer", DEPOT, VAN, "1").effects(false).stream().map(Effect::location))
                .containsExactlyElementsOf(move("transfer", VAN, DEPOT, "1").effects(false).stream()
                        .map(Effect::location)
                        .toList());
    }

    @Test
    void a_count_posts_the_difference_only() {
        assertThat(count("3", "5").effects(false)).containsExactly(new Effect(VAN, new BigDecimal("-2")));
        assertThat(count("0", "-1").effects(false)).containsExactly(new Effect(VAN, new BigDecimal("1")));
    }

    @Test
    void equal_amounts_are_equal_however_they_are_written() {
        assertThat(move("consume", VAN, null, "1E+1")).isEqualTo(move("consume", VAN, null, "10.000"));
    }

    @Test
    void an_absurd_number_is_not_written_out() {
        assertThat(Quantity.normal(new BigDecimal("1E999999999"))).isEqualTo(new BigDecimal("1E999999999"));
    }
}
