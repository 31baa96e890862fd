package io.naichang.sync;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// PostgreSQL's `pg_snapshot`: which transactions had committed. It is the cursor of a pull, because it is the only
/// cursor that neither misses a slow writer's rows nor waits for him (design: architecture.md, "The sync clock").
///
/// @param xip transactions that were in flight, ascending, all in `xmin ≤ xip < xmax`
record Snapshot(long xmin, long xmax, List<Long> xip) {
    Snapshot {
        xip = List.copyOf(xip);
    }

    /// Longer ones are cut: some rows come twice, none is missed.
    private static final int MAX_BYTES = 350;

    /// Parses `xmin:xmax:xip,xip…`.
    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        List<Long> xip = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), xip);
    }

    @Override
    public String toString() {
        return xmin + ":" + xmax + ":" + xip.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Writes varints: xmin, xmax − xmin, count, gaps; cut to at most 350 bytes by ending the snapshot at the first
    /// in-flight transaction that does not fit.
    void write(ByteArrayOutputStream out) {
        ByteArrayOutputStream gaps = new ByteArrayOutputStream();
        long before = xmin;
        int count = 0;
        long end = xmax;
        for (long each : xip) {
            if (gaps.size() > MAX_BYTES - 40) {
                end = each;
                break;
            }
            varint(gaps, each - before);
            before = each;
            count++;
        }
        varint(out, xmin);
        varint(out, end - xmin);
        varint(out, count);
        out.writeBytes(gaps.toByteArray());
    }

    static Snapshot read(ByteBuffer in) {
        long xmin = varint(in);
        long xmax = xmin + varint(in);
        List<Long> xip = new ArrayList<>();
        long before = xmin;
        for (long left = varint(in); left > 0; left--) {
            before += varint(in);
            xip.add(before);
        }
        return new Snapshot(xmin, xmax, xip);
    }

    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte each = in.get();
            value |= (long) (each & 0x7F) << shift;
            if (each >= 0) {
                return value;
            }
        }
    }
}
