package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naichang.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final byte[] KEY = "a key of thirty-two bytes length".getBytes(StandardCharsets.US_ASCII);
    private static final UUID PHONE = new UUID(1, 2);
    private static final Snapshot BUSY = new Snapshot(
            1000,
            9_000_000,
            LongStream.range(0, 2000).map(i -> 1000 + i * 7).boxed().toList());

    private final Cursor cursor = new Cursor(
            "e7-0badcafe",
            new Snapshot(10, 12, List.of(10L)),
            new Cursor.Position(BUSY, 122, "site:" + PHONE, 8_000_000, 77));

    @Test
    void a_cursor_comes_back_as_it_went_out() {
        Cursor read = Cursor.decode(cursor.encode(KEY, PHONE), KEY, PHONE);

        assertThat(read.since()).isEqualTo(cursor.since());
        assertThat(read.epoch()).isEqualTo("e7-0badcafe");
        assertThat(read.within())
                .isNotNull()
                .extracting(Cursor.Position::bucket, Cursor.Position::xid, Cursor.Position::seq)
                .containsExactly("site:" + PHONE, 8_000_000L, 77L);
    }

    @Test
    void a_cursor_is_at_most_one_kibibyte() {
        Cursor longest = new Cursor("e2146-0badcafe", BUSY, cursor.within());

        assertThat(longest.encode(KEY, PHONE)).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void a_cursor_of_another_phone_or_with_any_byte_changed_is_refused() {
        String good = cursor.encode(KEY, PHONE);
        assertThatThrownBy(() -> Cursor.decode(good, KEY, new UUID(1, 3))).isInstanceOf(Problem.class);
        Random random = new Random(20261123);
        for (int i = 0; i < 500; i++) {
            StringBuilder forged = new StringBuilder(good);
            int at = random.nextInt(forged.length() - 1);
            forged.setCharAt(at, forged.charAt(at) == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> Cursor.decode(forged.toString(), KEY, PHONE))
                    .isInstanceOf(Problem.class);
        }
        for (String nonsense : List.of("", "A", "%%%", "AAAA", "นายช่าง")) {
            assertThatThrownBy(() -> Cursor.decode(nonsense, KEY, PHONE)).isInstanceOf(Problem.class);
        }
    }
}
