package io.naichang.feeds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Text of iCalendar (RFC 5545): lines that are folded by 75 octets and end in CRLF.
final class Ical {
    private static final int MAX_OCTETS = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder all = new StringBuilder();

    /// A value that needs no escape: a number, a name, a time.
    Ical line(String name, Object value) {
        fold(name + ":" + value);
        return this;
    }

    Ical line(String name, Instant at) {
        return line(name, UTC.format(at));
    }

    /// A value of type TEXT (§3.3.11). Control characters, which no text may hold, are left out.
    Ical text(String name, String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        value.replace("\r\n", "\n").codePoints().forEach(each -> {
            switch (each) {
                case '\\' -> escaped.append("\\\\");
                case ';' -> escaped.append("\\;");
                case ',' -> escaped.append("\\,");
                case '\n' -> escaped.append("\\n");
                default -> {
                    if (!Character.isISOControl(each)) {
                        escaped.appendCodePoint(each);
                    }
                }
            }
        });
        return line(name, escaped);
    }

    /// Between letters only: a Thai one has three octets.
    private void fold(String line) {
        int octets = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            String letter = Character.toString(line.codePointAt(at));
            int length = letter.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MAX_OCTETS) {
                all.append("\r\n ");
                octets = 1;
            }
            all.append(letter);
            octets += length;
        }
        all.append("\r\n");
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
