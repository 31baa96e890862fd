package io.naichang.feeds;

import io.naichang.feeds.Agenda.Entry;
import io.naichang.feeds.Agenda.Stop;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// A calendar in words of one language. Times are UTC, which every calendar shows by its own zone.
final class FeedText {
    /// As reachability-metadata.json declares it: a native image knows a bundle by exactly that name.
    private static final String MESSAGES = "messages.feeds";

    private final Locale language;
    private final ResourceBundle words;

    FeedText(String language) {
        this.language = Locale.forLanguageTag(language);
        // English is the bundle without a suffix. Asked for as `en` it would be the last resort, after the language of
        // the machine.
        words = ResourceBundle.getBundle(MESSAGES, language.equals("en") ? Locale.ROOT : this.language);
    }

    private String word(String key, Object... values) {
        return new MessageFormat(words.getString(key), language).format(values);
    }

    /// @param name of the technician, the region or the site
    String calendar(String subject, String name, List<Entry> entries) {
        String title = word("calendar-" + subject, name);
        Ical ical = new Ical()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Naichang//Calendar feed//EN")
                .line("CALSCALE", "GREGORIAN")
                .text("NAME", title)
                .text("X-WR-CALNAME", title)
                .line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M")
                .line("X-PUBLISHED-TTL", "PT15M");
        entries.forEach(each -> entry(ical, each));
        return ical.line("END", "VCALENDAR").toString();
    }

    private void entry(Ical ical, Entry entry) {
        ical.line("BEGIN", "VEVENT")
                .line("UID", entry.id())
                .line("SEQUENCE", entry.sequence())
                .line("DTSTAMP", entry.changed())
                .line("LAST-MODIFIED", entry.changed())
                .line("DTSTART", entry.start())
                .line("DTEND", entry.end())
                .line("STATUS", entry.cancelled() ? "CANCELLED" : "CONFIRMED")
                // On call he is free until he is called.
                .line("TRANSP", entry.cancelled() || entry.kind().equals("on-call") ? "TRANSPARENT" : "OPAQUE");
        Stop stop = entry.stop();
        if (stop == null) {
            ical.text("SUMMARY", word(entry.kind()));
        } else {
            stop(ical, entry.kind(), stop);
        }
        ical.line("END", "VEVENT");
    }

    private void stop(Ical ical, String kind, Stop stop) {
        ical.text("SUMMARY", word(kind) + ": " + stop.title() + " · " + stop.site());
        String number = word("visit-number", stop.number());
        ical.text(
                "DESCRIPTION",
                stop.technician() == null ? number : number + "\n" + word("technician", stop.technician()));
        ical.text("LOCATION", stop.address() == null ? stop.site() : stop.site() + ", " + stop.address());
        if (stop.lat() != null && stop.lon() != null) {
            ical.line("GEO", String.format(Locale.ROOT, "%.6f;%.6f", stop.lat(), stop.lon()));
        }
    }
}
