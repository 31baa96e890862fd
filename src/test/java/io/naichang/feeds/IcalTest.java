package io.naichang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IcalTest {
    private static String read(String value) {
        String all = new Ical()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//x//y//EN")
                .line("BEGIN", "VEVENT")
                .line("UID", "1")
                .line("DTSTAMP", "20261123T010000Z")
                .text("SUMMARY", value)
                .line("END", "VEVENT")
                .line("END", "VCALENDAR")
                .toString();
        assertThat(all.split("\r\n", -1)).allSatisfy(line -> {
            byte[] octets = line.getBytes(StandardCharsets.UTF_8);
            assertThat(octets.length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r", "\uFFFD");
        });
        return Biweekly.parse(all).first().getEvents().getFirst().getSummary().getValue();
    }

    @Test
    void thai_text_of_any_length_is_folded_between_letters_and_read_back_whole() {
        for (int length = 1; length < 200; length++) {
            String text = "x".repeat(length % 3)
                    + "ที่อยู่เชียงใหม่ไม่ได้ซ่อมแอร์ชั้นห้าสิบสองน้ำหยด"
                            .repeat(5)
                            .substring(0, length);
            assertThat(read(text)).isEqualTo(text);
        }
    }

    @Test
    void a_long_line_has_no_octet_to_spare() {
        String[] lines = new Ical().text("SUMMARY", "ก".repeat(100)).toString().split("\r\n", -1);
        assertThat(lines[0].getBytes(StandardCharsets.UTF_8)).hasSize(74);
        assertThat(lines[1]).startsWith(" ก");
        assertThat(lines[1].getBytes(StandardCharsets.UTF_8)).hasSize(73);
    }

    @Test
    void signs_with_a_meaning_of_their_own_are_escaped() {
        assertThat(read("a,b;c\\d\\n:e\"f")).isEqualTo("a,b;c\\d\\n:e\"f");
        assertThat(read("first\nsecond")).isEqualTo("first\nsecond");
        assertThat(read("a\r\nEND:VEVENT")).isEqualTo("a\nEND:VEVENT");
        assertThat(read("a\rb\u0007c")).isEqualTo("abc");
    }

    @Test
    void whatever_letters_come_they_come_back() {
        List<String> letters = List.of("ก", "น้ำ", "a", "é", "😀", ",", ";", "\\", "\n", " ", "漢");
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("a");
            for (int i = random.nextInt(150); i >= 0; i--) {
                text.append(letters.get(random.nextInt(letters.size())));
            }
            String whole = text.append("z").toString();
            assertThat(read(whole)).as("seed " + seed).isEqualTo(whole);
        }
    }
}
