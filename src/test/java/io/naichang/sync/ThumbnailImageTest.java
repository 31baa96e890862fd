package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailImageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Optional<byte[]> thumbnail(byte[] bytes, BlobType type, int orientation) throws IOException {
        Path file = Files.write(folder.resolve("photo"), bytes);
        return ThumbnailImage.of(file, type, orientation);
    }

    private static BufferedImage decoded(Optional<byte[]> jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg.orElseThrow()));
    }

    @Test
    void a_large_photo_becomes_small() throws IOException {
        BufferedImage made = decoded(thumbnail(PhotoBytes.image("jpeg", 3000, 2000), BlobType.JPEG, 1));

        assertThat(made.getWidth()).isEqualTo(480);
        assertThat(made.getHeight()).isEqualTo(320);
    }

    @Test
    void a_small_picture_keeps_its_size() throws IOException {
        assertThat(decoded(thumbnail(PhotoBytes.image("png", 100, 60), BlobType.PNG, 1))
                        .getWidth())
                .isEqualTo(100);
    }

    /// The red half was up when the camera lay as EXIF says (Exif 2.3 §4.6.4): 3 upside down, 6 and 8 on its side.
    @ParameterizedTest
    @CsvSource({"1, 50, 10, 100", "3, 50, 50, 100", "6, 50, 30, 60", "8, 10, 30, 60"})
    void the_picture_stands_upright(int orientation, int x, int y, int width) throws IOException {
        BufferedImage made = decoded(thumbnail(PhotoBytes.image("jpeg", 100, 60), BlobType.JPEG, orientation));

        assertThat(made.getWidth()).isEqualTo(width);
        assertThat(new Color(made.getRGB(x, y)).getRed()).isGreaterThan(200);
    }

    @Test
    void webp_is_decoded() throws IOException {
        // 1 × 1, lossy; made by cwebp.
        byte[] webp = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

        assertThat(thumbnail(webp, BlobType.WEBP, 1)).isPresent();
    }

    @Test
    void a_picture_that_claims_too_many_pixels_is_not_decoded() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeBytes("IHDR");
        data.writeInt(60_000);
        data.writeInt(60_000);
        data.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        DataOutputStream png = new DataOutputStream(out);
        png.writeInt(13);
        png.write(header.toByteArray());
        png.writeInt((int) crc.getValue());

        assertThat(thumbnail(out.toByteArray(), BlobType.PNG, 1)).isEmpty();
    }

    @Test
    void a_damaged_photo_has_no_thumbnail() throws IOException {
        assertThat(thumbnail(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2}, BlobType.JPEG, 1))
                .isEmpty();
        assertThat(thumbnail("RIFF\0\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1), BlobType.WEBP, 1))
                .isEmpty();
    }
}
