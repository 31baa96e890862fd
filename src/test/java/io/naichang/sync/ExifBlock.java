package io.naichang.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes the TIFF structure of an EXIF block (Exif 2.3 §4.6), big-endian, as a camera would.
final class ExifBlock {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private record Entry(int tag, int type, int count, ByteBuffer value) {}

    private final List<Entry> image = new ArrayList<>();
    private final List<Entry> exif = new ArrayList<>();
    private final List<Entry> gps = new ArrayList<>();

    ExifBlock orientation(int orientation) {
        image.add(new Entry(
                0x0112, SHORT, 1, ByteBuffer.wrap(new byte[] {(byte) (orientation >> 8), (byte) orientation, 0, 0})));
        return this;
    }

    ExifBlock takenAt(String time) {
        exif.add(ascii(0x9003, time));
        return this;
    }

    ExifBlock offset(String offset) {
        exif.add(ascii(0x9011, offset));
        return this;
    }

    ExifBlock position(double lat, double lon) {
        gps.add(ascii(1, lat < 0 ? "S" : "N"));
        gps.add(degrees(2, Math.abs(lat)));
        gps.add(ascii(3, lon < 0 ? "W" : "E"));
        gps.add(degrees(4, Math.abs(lon)));
        return this;
    }

    /// The time of the fix in UTC, as the satellites tell it.
    ExifBlock fixAt(int hour, int minute, int second, String date) {
        gps.add(rationals(7, hour, 1, minute, 1, second, 1));
        gps.add(ascii(0x1d, date));
        return this;
    }

    private static Entry ascii(int tag, String text) {
        byte[] value = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return new Entry(tag, ASCII, value.length, ByteBuffer.wrap(value));
    }

    private static Entry degrees(int tag, double value) {
        return rationals(tag, Math.round(value * 1_000_000), 1_000_000, 0, 1, 0, 1);
    }

    private static Entry rationals(int tag, long... numbers) {
        ByteBuffer value = ByteBuffer.allocate(numbers.length * 4);
        for (long each : numbers) {
            value.putInt((int) each);
        }
        return new Entry(tag, RATIONAL, numbers.length / 2, value.flip());
    }

    byte[] bytes() {
        List<Entry> first = new ArrayList<>(image);
        int exifAt = 8 + size(first.size() + 2);
        int gpsAt = exifAt + length(exif);
        first.add(pointer(0x8769, exifAt));
        first.add(pointer(0x8825, gpsAt));
        ByteBuffer out = ByteBuffer.allocate(gpsAt + length(gps));
        out.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        directory(out, first, 8);
        directory(out, exif, exifAt);
        directory(out, gps, gpsAt);
        return out.array();
    }

    private static Entry pointer(int tag, int at) {
        return new Entry(tag, LONG, 1, ByteBuffer.allocate(4).putInt(at).flip());
    }

    private static int size(int entries) {
        return 2 + 12 * entries + 4;
    }

    private static int length(List<Entry> entries) {
        return size(entries.size())
                + entries.stream()
                        .mapToInt(each ->
                                each.value().capacity() > 4 ? each.value().capacity() : 0)
                        .sum();
    }

    private static void directory(ByteBuffer out, List<Entry> entries, int at) {
        int values = at + size(entries.size());
        out.position(at).putShort((short) entries.size());
        for (Entry each : entries) {
            out.putShort((short) each.tag()).putShort((short) each.type()).putInt(each.count());
            if (each.value().capacity() > 4) {
                out.putInt(values);
                out.put(values, each.value().array());
                values += each.value().capacity();
            } else {
                out.put(java.util.Arrays.copyOf(each.value().array(), 4));
            }
        }
        out.putInt(0);
    }
}
