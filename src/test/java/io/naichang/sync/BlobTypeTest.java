package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobTypeTest {
    private static byte[] ftyp(String... brands) {
        StringBuilder box = new StringBuilder("\0\0\0").append((char) (16 + 4 * (brands.length - 1)));
        box.append("ftyp").append(brands[0]).append("\0\0\0\0");
        for (int i = 1; i < brands.length; i++) {
            box.append(brands[i]);
        }
        return box.append("\0\0\0\10moov").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void pictures_are_known_by_their_first_bytes() {
        assertThat(BlobType.sniff(PhotoBytes.jpeg())).contains(BlobType.JPEG);
        assertThat(BlobType.sniff(PhotoBytes.image("png", 4, 4))).contains(BlobType.PNG);
        assertThat(BlobType.sniff("RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(BlobType.WEBP);
        assertThat(BlobType.sniff("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(BlobType.PDF);
    }

    @ParameterizedTest
    @CsvSource({
        "heic, mif1, HEIC",
        "mif1, heic, HEIC",
        "heix, mif1, HEIC",
        "mif1, miaf, HEIF",
        "'M4A ', isom, M4A",
    })
    void media_files_are_told_apart_by_their_brands(String major, String compatible, BlobType type) {
        assertThat(BlobType.sniff(ftyp(major, compatible))).contains(type);
    }

    @ParameterizedTest
    @CsvSource({"avif, mif1", "mif1, avif", "isom, mp42", "qt  , qt  "})
    void films_and_other_media_are_not_kept(String major, String compatible) {
        assertThat(BlobType.sniff(ftyp((major + "    ").substring(0, 4), (compatible + "    ").substring(0, 4))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hello world, this is text", "<svg xmlns=, 'http'", "GIF89a, x", "PK\u0003\u0004, zip", "'',''"})
    void anything_else_is_not_kept_whatever_its_name(String one, String two) {
        assertThat(BlobType.sniff((one + two).getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_brand_behind_the_end_of_its_box_does_not_count() {
        byte[] box = ftyp("mif1", "miaf", "heic");
        box[3] = 20;

        assertThat(BlobType.sniff(box)).contains(BlobType.HEIF);
    }
}
