package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void a_snapshot_survives_its_way_through_a_cursor() {
        for (String text : List.of("795:795:", "795:802:795,797,801", "1:9000000000000:5,123456789012")) {
            assertThat(through(Snapshot.parse(text))).hasToString(text);
        }
    }

    @Test
    void a_long_snapshot_is_cut_so_that_nothing_it_had_not_seen_counts_as_seen() {
        List<Long> inFlight =
                LongStream.range(0, 5_000).map(i -> 1_000_000 + i * 3).boxed().toList();
        Snapshot whole = new Snapshot(1_000_000, 2_000_000, inFlight);

        Snapshot cut = through(whole);

        assertThat(cut.xmin()).isEqualTo(whole.xmin());
        LongStream.range(999_990, 2_000_010)
                .filter(xid -> seen(cut, xid))
                .forEach(xid -> assertThat(seen(whole, xid)).as("xid %d", xid).isTrue());
        assertThat(bytes(whole)).hasSizeLessThanOrEqualTo(350);
    }

    /// `pg_visible_in_snapshot`.
    private static boolean seen(Snapshot snapshot, long xid) {
        return xid < snapshot.xmin()
                || (xid < snapshot.xmax() && !snapshot.xip().contains(xid));
    }

    private static byte[] bytes(Snapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.write(out);
        return out.toByteArray();
    }

    private static Snapshot through(Snapshot snapshot) {
        return Snapshot.read(ByteBuffer.wrap(bytes(snapshot)));
    }
}
