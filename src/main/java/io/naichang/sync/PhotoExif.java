package io.naichang.sync;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a camera wrote into a photo: where, when, and which side is up. It stands beside what the phone said and
/// replaces nothing; a photo whose EXIF is damaged is a good photo.
final class PhotoExif {
    private static final Logger LOG = Logger.getLogger(PhotoExif.class);
    /// JPEG allows 64 KiB; other formats more, which nobody needs.
    private static final int MAX_BLOCK = 256 << 10;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PNG_CHUNK = "eXIf".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] WEBP_CHUNK = "EXIF".getBytes(StandardCharsets.ISO_8859_1);
    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private PhotoExif() {}

    /// Reads the EXIF in the head of a file; null if there is none or nothing of use in it.
    static @Nullable ObjectNode read(byte[] head) {
        try {
            return block(head)
                    .map(PhotoExif::describe)
                    .filter(found -> !found.isEmpty())
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.debug("EXIF cannot be read", e);
            return null;
        }
    }

    /// Finds the block by its signature, whatever the format around it. Format readers trust lengths in the file and
    /// allocate what it claims; this way nothing larger than the block is ever held.
    private static Optional<byte[]> block(byte[] head) {
        for (int at = 0; at + 16 < head.length; at++) {
            int start = switch (head[at]) {
                case 'E' -> matches(head, at, EXIF) ? at + 6 : matches(head, at, WEBP_CHUNK) ? at + 8 : -1;
                case 'e' -> matches(head, at, PNG_CHUNK) ? at + 4 : -1;
                default -> -1;
            };
            if (start > 0 && tiff(head, start)) {
                return Optional.of(Arrays.copyOfRange(head, start, Math.min(head.length, start + MAX_BLOCK)));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(byte[] bytes, int at, byte[] signature) {
        return Arrays.equals(bytes, at, at + signature.length, signature, 0, signature.length);
    }

    private static boolean tiff(byte[] bytes, int at) {
        boolean little = bytes[at] == 'I' && bytes[at + 1] == 'I' && bytes[at + 2] == 42 && bytes[at + 3] == 0;
        boolean big = bytes[at] == 'M' && bytes[at + 1] == 'M' && bytes[at + 2] == 0 && bytes[at + 3] == 42;
        return little || big;
    }

    private static ObjectNode describe(byte[] block) {
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(block), metadata);
        ObjectNode found = Json.object();
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        if (gps != null) {
            position(gps, found);
        }
        ExifSubIFDDirectory taken = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        if (taken != null) {
            takenAt(taken, found);
        }
        ExifIFD0Directory image = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer orientation = image == null ? null : image.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (orientation != null && orientation >= 1 && orientation <= 8) {
            found.put("orientation", orientation);
        }
        return found;
    }

    private static void position(GpsDirectory gps, ObjectNode found) {
        GeoLocation place = gps.getGeoLocation();
        // Cameras without a fix write 0, 0, a place in the sea; NaN fails every comparison.
        if (place == null
                || place.isZero()
                || !(Math.abs(place.getLatitude()) <= 90 && Math.abs(place.getLongitude()) <= 180)) {
            return;
        }
        ObjectNode position = found.putObject("position");
        position.put("lat", decimal(place.getLatitude(), 7)).put("lon", decimal(place.getLongitude(), 7));
        number(gps, GpsDirectory.TAG_ALTITUDE).ifPresent(metres -> {
            boolean below = Integer.valueOf(1).equals(gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF));
            position.put("altitude", below ? metres.negate() : metres);
        });
        number(gps, GpsDirectory.TAG_H_POSITIONING_ERROR).ifPresent(metres -> position.put("accuracy", metres));
        if (gps.getGpsDate() != null) {
            position.put("at", gps.getGpsDate().toInstant().toString());
        }
    }

    private static Optional<BigDecimal> number(Directory directory, int tag) {
        Double value = directory.getDoubleObject(tag);
        boolean sane = value != null && Double.isFinite(value) && Math.abs(value) < 1e6;
        return sane ? Optional.of(decimal(value, 2)) : Optional.empty();
    }

    private static BigDecimal decimal(double value, int scale) {
        BigDecimal exact = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN);
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    /// Local time of the camera, with its offset where the camera knew one.
    private static void takenAt(ExifSubIFDDirectory directory, ObjectNode found) {
        String time = directory.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
        String offset = directory.getString(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL);
        if (time == null) {
            return;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(time.strip(), EXIF_TIME);
            if (local.getYear() >= 1900 && local.getYear() < 2200) {
                found.put("takenAt", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local) + offset(offset));
            }
        } catch (DateTimeException e) {
            // Cameras whose clock was never set write zeros or blanks.
            LOG.debugf("EXIF has no time: %s", e.getMessage());
        }
    }

    private static String offset(@Nullable String text) {
        try {
            return text == null ? "" : ZoneOffset.of(text.strip()).getId();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
