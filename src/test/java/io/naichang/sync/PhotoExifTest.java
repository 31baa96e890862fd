package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhotoExifTest {
    private static @Nullable ObjectNode read(ExifBlock block) {
        return PhotoExif.read(PhotoBytes.withExif(PhotoBytes.jpeg(), block.bytes()));
    }

    @Test
    void a_photo_says_where_and_when_it_was_taken_and_which_side_is_up() {
        ExifBlock block = new ExifBlock()
                .orientation(6)
                .takenAt("2026:11:23 09:15:30")
                .offset("+07:00")
                .position(13.756331, 100.501765)
                .fixAt(2, 15, 28, "2026:11:23");

        assertThat(read(block)).isEqualTo(Json.parse("""
                        {"position": {"lat": 13.756331, "lon": 100.501765, "at": "2026-11-23T02:15:28Z"},
                         "takenAt": "2026-11-23T09:15:30+07:00", "orientation": 6}
                        """));
    }

    @Test
    void a_time_without_an_offset_stays_local() {
        assertThat(read(new ExifBlock().takenAt("2026:11:23 09:15:30")))
                .isEqualTo(Json.object().put("takenAt", "2026-11-23T09:15:30"));
    }

    @Test
    void south_and_west_are_negative() {
        assertThat(read(new ExifBlock().position(-33.8688, -70.6483)))
                .isEqualTo(Json.parse("{\"position\": {\"lat\": -33.8688, \"lon\": -70.6483}}"));
    }

    @Test
    void a_camera_without_a_fix_says_nothing_of_its_place() {
        assertThat(read(new ExifBlock().orientation(1).position(0, 0)))
                .isEqualTo(Json.object().put("orientation", 1));
    }

    @Test
    void a_place_beyond_the_pole_is_none() {
        assertThat(read(new ExifBlock().position(95, 100))).isNull();
    }

    @Test
    void a_clock_that_was_never_set_says_nothing() {
        assertThat(read(new ExifBlock().takenAt("0000:00:00 00:00:00").offset("+07:00")))
                .isNull();
    }

    @Test
    void a_foolish_offset_is_left_out() {
        assertThat(read(new ExifBlock().takenAt("2026:02:28 23:59:59").offset("+99:99")))
                .isEqualTo(Json.object().put("takenAt", "2026-02-28T23:59:59"));
    }

    @Test
    void a_photo_without_exif_says_nothing() {
        assertThat(PhotoExif.read(PhotoBytes.jpeg())).isNull();
    }

    @Test
    void damaged_exif_never_fails() {
        byte[] block = new ExifBlock()
                .orientation(3)
                .takenAt("2026:11:23 09:15:30")
                .position(13.7, 100.5)
                .bytes();
        Random random = new Random(20261123);
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = block.clone();
            for (int i = 0; i < 1 + round % 6; i++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
            }
            PhotoExif.read(PhotoBytes.withExif(new byte[] {(byte) 0xff, (byte) 0xd8}, damaged));
        }
    }

    @Test
    void the_block_of_a_heic_is_found_among_its_boxes() {
        byte[] block = new ExifBlock().takenAt("2026:11:23 09:15:30").bytes();
        byte[] head = new byte[4000 + block.length];
        System.arraycopy("\0\0\0\6Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, head, 3000, 10);
        System.arraycopy(block, 0, head, 3010, block.length);

        assertThat(PhotoExif.read(head)).isEqualTo(Json.object().put("takenAt", "2026-11-23T09:15:30"));
    }
}
