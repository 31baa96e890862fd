package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What of a photo is given to customers.
class BarePhotoTest {
    private static final byte[] PLACE = new ExifBlock()
            .orientation(6)
            .takenAt("2026:11:23 09:15:30")
            .position(13.756331, 100.501765)
            .bytes();

    private static byte[] bare(byte[] photo, BlobType type, int orientation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BarePhoto.copy(new ByteArrayInputStream(photo), out, type, orientation);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] photo) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static boolean holds(byte[] photo, String text) {
        return new String(photo, StandardCharsets.ISO_8859_1).contains(text);
    }

    @Test
    void a_jpeg_keeps_every_pixel_and_its_orientation_and_nothing_of_place_and_time() throws IOException {
        byte[] photo = PhotoBytes.withExif(PhotoBytes.image("jpeg", 320, 240), PLACE);

        byte[] bare = bare(photo, BlobType.JPEG, 6);

        assertThat(PhotoExif.read(bare)).hasToString("{\"orientation\":6}");
        assertThat(holds(bare, "2026:11:23")).isFalse();
        assertThat(pixels(bare)).isEqualTo(pixels(photo));
    }

    @Test
    void what_lies_behind_the_end_of_a_jpeg_is_left_out() throws IOException {
        byte[] picture = PhotoBytes.image("jpeg", 64, 48);
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        film.writeBytes(picture);
        film.writeBytes("ftypmp42 +13.7563+100.5017/".getBytes(StandardCharsets.US_ASCII));

        byte[] bare = bare(film.toByteArray(), BlobType.JPEG, 1);

        assertThat(holds(bare, "+13.7563")).isFalse();
        assertThat(pixels(bare)).isEqualTo(pixels(picture));
    }

    @Test
    void comments_xmp_and_makers_notes_of_a_jpeg_are_left_out_and_colours_kept() throws IOException {
        byte[] picture = PhotoBytes.image("jpeg", 64, 48);
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        photo.write(picture, 0, 2);
        for (Segment each : List.of(
                new Segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='13,45N'/>"),
                new Segment(0xed, "Photoshop 3.0\0บ้านลูกค้า"),
                new Segment(0xe2, "MPF\0II*"),
                new Segment(0xe2, "ICC_PROFILE\0\u0001\u0001Display P3"),
                new Segment(0xfe, "taken at home"))) {
            byte[] content = each.text().getBytes(StandardCharsets.UTF_8);
            photo.writeBytes(new byte[] {(byte) 0xff, (byte) each.marker(), 0, (byte) (content.length + 2)});
            photo.writeBytes(content);
        }
        photo.write(picture, 2, picture.length - 2);

        byte[] bare = bare(photo.toByteArray(), BlobType.JPEG, 1);

        assertThat(holds(bare, "ICC_PROFILE\0\u0001\u0001Display P3")).isTrue();
        assertThat(Stream.of("GPSLatitude", "Photoshop", "MPF", "home").filter(each -> holds(bare, each)))
                .isEmpty();
    }

    private record Segment(int marker, String text) {}

    @Test
    void a_png_loses_its_texts_and_keeps_its_pixels() throws IOException {
        byte[] picture = PhotoBytes.image("png", 64, 48);
        byte[] text = "tEXtLocation\u000013.7563 100.5017".getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(text);
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        int header = 8 + 25;
        photo.write(picture, 0, header);
        photo.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(text.length - 4).array());
        photo.writeBytes(text);
        photo.writeBytes(
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        photo.write(picture, header, picture.length - header);

        byte[] bare = bare(PhotoBytes.unique(photo.toByteArray()), BlobType.PNG, 1);

        assertThat(bare).isEqualTo(picture);
    }

    @Test
    void a_webp_loses_exif_and_xmp_and_keeps_its_size() throws IOException {
        byte[] chunks = riff(
                chunk("VP8X", new byte[] {0x0c, 0, 0, 0, 63, 0, 0, 47, 0, 0}),
                chunk("VP8L", new byte[] {1, 2, 3}),
                chunk("EXIF", PLACE),
                chunk("XMP ", "GPSLatitude".getBytes(StandardCharsets.US_ASCII)));

        byte[] bare = bare(chunks, BlobType.WEBP, 6);

        assertThat(PhotoExif.read(bare)).hasToString("{\"orientation\":6}");
        assertThat(holds(bare, "GPSLatitude")).isFalse();
        assertThat(java.nio.ByteBuffer.wrap(bare)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getInt(4))
                .isEqualTo(bare.length - 8);
        assertThat(bare(chunks, BlobType.WEBP, 1))
                .isEqualTo(riff(
                        chunk("VP8X", new byte[] {0, 0, 0, 0, 63, 0, 0, 47, 0, 0}),
                        chunk("VP8L", new byte[] {1, 2, 3})));
    }

    private static byte[] chunk(String name, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(little(content.length));
        out.writeBytes(Arrays.copyOf(content, content.length + (content.length & 1)));
        return out.toByteArray();
    }

    private static byte[] riff(byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(
                little(4 + Arrays.stream(chunks).mapToInt(each -> each.length).sum()));
        out.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(chunks).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] little(int number) {
        return java.nio.ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    /// However a file is damaged, it is refused or copied without the place; nothing runs away.
    @Test
    void damaged_photos_give_nothing_away() throws IOException {
        byte[] photo = PhotoBytes.withExif(PhotoBytes.image("jpeg", 320, 240), PLACE);
        int pictureAt = 2 + 4 + 6 + PLACE.length;
        Random random = new Random(20261125);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = Arrays.copyOf(photo, pictureAt + 1 + random.nextInt(photo.length - pictureAt));
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                damaged[pictureAt + random.nextInt(damaged.length - pictureAt)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(holds(bare(damaged, BlobType.JPEG, 1), "2026:11:23")).isFalse();
            } catch (BarePhoto.Unreadable e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    @Test
    void a_length_beyond_all_reason_is_refused() {
        byte[] png = Arrays.copyOf(PhotoBytes.image("png", 8, 8), 64);
        png[8] = 0x7f;

        assertThatThrownBy(() -> bare(png, BlobType.PNG, 1)).isInstanceOf(BarePhoto.Unreadable.class);
    }

    /// Real photos, where they are present: ../shared/data/photos.
    @Test
    void real_photos_keep_their_pixels_and_lose_their_place() throws IOException {
        Path folder = Path.of("..", "shared", "data", "photos");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no real photos here");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jpg")).toList()) {
                byte[] photo = Files.readAllBytes(file);
                byte[] bare = bare(photo, BlobType.JPEG, 1);
                assertThat(PhotoExif.read(bare)).as(file.toString()).isNull();
                assertThat(pixels(bare)).as(file.toString()).isEqualTo(pixels(photo));
            }
        }
    }
}
