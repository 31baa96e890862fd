package io.naichang.dev.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes where a JPEG was taken into it, as cameras do: an APP1 segment (Exif 2.3 §4.5.4) with a TIFF header, IFD0
/// and the GPS IFD (§4.6.6).
final class Exif {
    private static final int GPS_OFFSET = 26;
    private static final int RATIONALS_OFFSET = GPS_OFFSET + 2 + 4 * 12 + 4;
    private static final short ASCII = 2;
    private static final short LONG = 4;
    private static final short RATIONAL = 5;

    private Exif() {}

    static byte[] position(byte[] jpeg, Place place) {
        ByteBuffer tiff = ByteBuffer.allocate(RATIONALS_OFFSET + 48); // big-endian, as "MM" says
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1);
        entry(tiff, 0x8825, LONG, 1, GPS_OFFSET);
        tiff.putInt(0);
        tiff.putShort((short) 4);
        entry(tiff, 1, ASCII, 2, (place.lat() < 0 ? 'S' : 'N') << 24);
        entry(tiff, 2, RATIONAL, 3, RATIONALS_OFFSET);
        entry(tiff, 3, ASCII, 2, (place.lon() < 0 ? 'W' : 'E') << 24);
        entry(tiff, 4, RATIONAL, 3, RATIONALS_OFFSET + 24);
        tiff.putInt(0);
        degrees(tiff, place.lat());
        degrees(tiff, place.lon());

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(jpeg, 2));
        ByteBuffer head = ByteBuffer.allocate(10).putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
        out.writeBytes(head.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).array());
        out.writeBytes(tiff.array());
        out.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
        return out.toByteArray();
    }

    private static void entry(ByteBuffer tiff, int tag, short type, int count, int value) {
        tiff.putShort((short) tag).putShort(type).putInt(count).putInt(value);
    }

    /// Degrees, minutes and seconds, each a fraction.
    private static void degrees(ByteBuffer tiff, double value) {
        double rest = Math.abs(value);
        int whole = (int) rest;
        int minutes = (int) ((rest - whole) * 60);
        int milliseconds = (int) Math.round((rest - whole - minutes / 60.0) * 3_600_000);
        tiff.putInt(whole)
                .putInt(1)
                .putInt(minutes)
                .putInt(1)
                .putInt(milliseconds)
                .putInt(1000);
    }
}
