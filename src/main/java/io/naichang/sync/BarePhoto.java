package io.naichang.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The picture of a photo and nothing else: for those who may see the work and need not know where, when and with
/// what it was taken. No pixel is encoded anew; all that is not known to belong to the picture is left out, above all
/// what lies behind its end, where phones put films and further pictures. Which side is up stays known.
final class BarePhoto {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2;
    private static final int ADOBE = 0xee;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    /// Without these a picture has other colours, edges or size (PNG, third edition, §11.3).
    private static final Set<String> PNG_CHUNKS =
            Set.of("tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "pHYs");
    private static final Set<String> WEBP_CHUNKS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final int WEBP_EXIF_AND_XMP = 0x08 | 0x04;

    private BarePhoto() {}

    /// The picture could not be told from the rest.
    static final class Unreadable extends IOException {
        Unreadable(String message) {
            super(message);
        }
    }

    static boolean possible(BlobType type) {
        return switch (type) {
            case JPEG, PNG, WEBP -> true;
            case HEIC, HEIF, PDF, M4A -> false;
        };
    }

    /// Copies the picture.
    ///
    /// @param orientation as EXIF counts it, 1 to 8
    /// @throws Unreadable if it is damaged
    static void copy(InputStream in, OutputStream out, BlobType type, int orientation) throws IOException {
        DataInputStream from = new DataInputStream(in);
        DataOutputStream to = new DataOutputStream(out);
        try {
            switch (type) {
                case JPEG -> jpeg(from, to, orientation);
                case PNG -> png(from, to);
                case WEBP -> webp(from, to, orientation);
                case HEIC, HEIF, PDF, M4A -> throw new Unreadable("no bare copy of " + type);
            }
        } catch (EOFException e) {
            throw new Unreadable("it ends too early");
        }
        to.flush();
    }

    /// ISO/IEC 10918-1 annex B: segments with a length, and after each SOS coded data up to the next marker.
    private static void jpeg(DataInputStream in, DataOutputStream out, int orientation) throws IOException {
        if (in.readUnsignedByte() != 0xff || in.readUnsignedByte() != SOI) {
            throw new Unreadable("it does not begin as a JPEG");
        }
        marker(out, SOI);
        if (orientation != 1) {
            byte[] exif = orientationOnly(orientation);
            marker(out, 0xe1);
            out.writeShort(2 + 6 + exif.length);
            out.writeBytes("Exif\0\0");
            out.write(exif);
        }
        int marker = nextMarker(in);
        while (marker != EOI) {
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new Unreadable("a segment has no length");
            }
            byte[] segment = exactly(in, length);
            if (belongs(marker, segment)) {
                marker(out, marker);
                out.writeShort(length + 2);
                out.write(segment);
            }
            marker = marker == SOS ? codedData(in, out) : nextMarker(in);
        }
        marker(out, EOI);
    }

    private static boolean belongs(int marker, byte[] segment) {
        boolean coding = marker >= 0xc0 && marker <= 0xdf;
        return coding
                || (marker == APP0 && begins(segment, JFIF))
                || (marker == APP2 && begins(segment, ICC))
                || marker == ADOBE;
    }

    private static int nextMarker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new Unreadable("a marker is missing");
        }
        int code = in.readUnsignedByte();
        while (code == 0xff) {
            code = in.readUnsignedByte();
        }
        return code;
    }

    /// Copies up to the marker that ends the scan, which it answers: 0 stands for a byte 0xff, 0xd0 to 0xd7 restart.
    private static int codedData(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int each = in.readUnsignedByte();
            if (each != 0xff) {
                out.write(each);
                continue;
            }
            int code = in.readUnsignedByte();
            while (code == 0xff) {
                code = in.readUnsignedByte();
            }
            if (code != 0 && (code < 0xd0 || code > 0xd7)) {
                return code;
            }
            marker(out, code);
        }
    }

    private static void marker(DataOutputStream out, int code) throws IOException {
        out.write(0xff);
        out.write(code);
    }

    private static void png(DataInputStream in, DataOutputStream out) throws IOException {
        out.write(exactly(in, 8));
        String name;
        do {
            int length = in.readInt();
            byte[] rest = exactly(in, length + 8L);
            name = new String(rest, 0, 4, StandardCharsets.ISO_8859_1);
            if (Character.isUpperCase(name.charAt(0)) || PNG_CHUNKS.contains(name)) {
                out.writeInt(length);
                out.write(rest);
            }
        } while (!name.equals("IEND"));
    }

    /// RFC 9649 §2.7: RIFF, its size in little endian, and chunks padded to even lengths.
    private static void webp(DataInputStream in, DataOutputStream out, int orientation) throws IOException {
        in.skipNBytes(4);
        long left = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt())) - 4;
        in.skipNBytes(4);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        boolean extended = false;
        while (left >= 8) {
            String name = new String(exactly(in, 4), StandardCharsets.ISO_8859_1);
            int length = Integer.reverseBytes(in.readInt());
            byte[] content = exactly(in, Integer.toUnsignedLong(length) + (length & 1));
            left -= 8L + content.length;
            if (name.equals("VP8X")) {
                if (content.length < 10) {
                    throw new Unreadable("its header is too short");
                }
                extended = true;
                content[0] &= (byte) ~WEBP_EXIF_AND_XMP;
                content[0] |= (byte) (orientation == 1 ? 0 : 0x08);
            }
            if (WEBP_CHUNKS.contains(name)) {
                chunk(chunks, name, length, content);
            }
        }
        if (extended && orientation != 1) {
            byte[] exif = orientationOnly(orientation);
            chunk(chunks, "EXIF", exif.length, exif);
        }
        out.writeBytes("RIFF");
        out.writeInt(Integer.reverseBytes(chunks.size() + 4));
        out.writeBytes("WEBP");
        chunks.writeTo(out);
    }

    private static void chunk(ByteArrayOutputStream chunks, String name, int length, byte[] content)
            throws IOException {
        DataOutputStream out = new DataOutputStream(chunks);
        out.writeBytes(name);
        out.writeInt(Integer.reverseBytes(length));
        out.write(content);
    }

    /// A TIFF structure with this one tag (Exif 2.3 §4.6.2), of even length.
    private static byte[] orientationOnly(int orientation) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
    }

    /// Grows with what is there, not with what a length claims.
    private static byte[] exactly(DataInputStream in, long length) throws IOException {
        if (length < 0 || length > BlobReading.MAX_BYTES) {
            throw new Unreadable("a part of it claims " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && java.util.Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }
}
