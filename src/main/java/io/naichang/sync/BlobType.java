package io.naichang.sync;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The kinds of file that are kept, recognised by their first bytes; names and announcements decide nothing.
enum BlobType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic"),
    HEIF("image/heif", "heif"),
    PDF("application/pdf", "pdf"),
    M4A("audio/mp4", "m4a");

    /// So many bytes decide.
    static final int HEAD_BYTES = 128;

    private static final Set<String> HEVC_BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx");
    private static final Set<String> HEIF_BRANDS = Set.of("mif1", "msf1");

    private final String contentType;
    private final String extension;

    BlobType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    String contentType() {
        return contentType;
    }

    String extension() {
        return extension;
    }

    /// True if a browser may show it in place; a PDF may carry scripts.
    boolean passive() {
        return this != PDF;
    }

    boolean heif() {
        return this == HEIC || this == HEIF;
    }

    static BlobType of(String contentType) {
        for (BlobType each : values()) {
            if (each.contentType.equals(contentType)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no file of type " + contentType + " is kept");
    }

    /// The kind of a file that begins with these bytes, if it is one that we keep.
    static Optional<BlobType> sniff(byte[] head) {
        if (has(head, 0, "ffd8ff")) {
            return Optional.of(JPEG);
        }
        if (has(head, 0, "89504e470d0a1a0a")) {
            return Optional.of(PNG);
        }
        if (text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (text(head, 0, 5).equals("%PDF-")) {
            return Optional.of(PDF);
        }
        return text(head, 4, 4).equals("ftyp") ? isoMedia(head) : Optional.empty();
    }

    /// ISO/IEC 14496-12 §4.3: box size, `ftyp`, major brand, version, compatible brands. The same box begins films and
    /// AVIF, which are not kept.
    private static Optional<BlobType> isoMedia(byte[] head) {
        String major = text(head, 8, 4);
        if (major.equals("M4A ")) {
            return Optional.of(M4A);
        }
        if (HEVC_BRANDS.contains(major)) {
            return Optional.of(HEIC);
        }
        if (!HEIF_BRANDS.contains(major)) {
            return Optional.empty();
        }
        int size = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
        Set<String> compatible = new TreeSet<>();
        for (int at = 16; at + 4 <= Math.min(size, head.length); at += 4) {
            compatible.add(text(head, at, 4));
        }
        if (compatible.stream().anyMatch(HEVC_BRANDS::contains)) {
            return Optional.of(HEIC);
        }
        return compatible.contains("avif") ? Optional.empty() : Optional.of(HEIF);
    }

    private static boolean has(byte[] head, int at, String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        return head.length >= at + magic.length
                && java.util.Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
    }

    private static String text(byte[] head, int at, int length) {
        return head.length < at + length ? "" : new String(head, at, length, StandardCharsets.ISO_8859_1);
    }
}
