package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What an app of the schema before knows otherwise, after the table of the published contract ("Schema versions") and
/// not after the server: a site's place was `lat` and `lon` and is `position`; a time entry had an `endedAt` and has a
/// `duration`.
final class OldApp {
    static final int SCHEMA = 1;
    static final int NEWEST = 2;

    private static final List<String> PLACE = List.of("lat", "lon");
    private static final Map<String, Set<String>> UNKNOWN =
            Map.of("sites", Set.of("position"), "time_entries", Set.of("duration"));
    private static final Map<String, Set<String>> GONE =
            Map.of("sites", Set.of("lat", "lon"), "time_entries", Set.of("endedAt"));
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private OldApp() {}

    /// Fields of which an old app has never heard.
    static Set<String> unknown(String collection) {
        return UNKNOWN.getOrDefault(collection, Set.of());
    }

    /// Fields that only an old app has.
    static Set<String> gone(String collection) {
        return GONE.getOrDefault(collection, Set.of());
    }

    /// A row as an old app has it.
    static ObjectNode older(String collection, ObjectNode doc) {
        if (!UNKNOWN.containsKey(collection)) {
            return doc;
        }
        ObjectNode old = doc.deepCopy();
        if (collection.equals("sites")) {
            JsonNode position = old.remove("position");
            if (position != null && position.isObject()) {
                PLACE.forEach(each -> old.set(each, position.path(each)));
            }
        } else {
            Duration length = Duration.parse(old.remove("duration").asText());
            end(old, "startedAt", "endedAt", length);
            end(old, "correctedStart", "correctedEnd", length);
        }
        return old;
    }

    private static void end(ObjectNode old, String start, String end, Duration length) {
        if (old.hasNonNull(start)) {
            old.put(end, WIRE.format(Instant.parse(old.path(start).asText()).plus(length)));
        }
    }

    /// A row, or what somebody wrote into one, of an old app as a new one has it.
    static ObjectNode newer(String collection, ObjectNode fields) {
        ObjectNode now = fields.deepCopy();
        if (collection.equals("sites") && (now.has("lat") || now.has("lon"))) {
            ObjectNode position = now.putObject("position");
            PLACE.stream().filter(now::has).forEach(each -> position.set(each, now.remove(each)));
        }
        if (collection.equals("time_entries") && now.has("endedAt")) {
            JsonNode ended = now.remove("endedAt");
            now.remove("correctedEnd");
            now.put("duration", length(now.path("startedAt").asText(), ended.asText()));
        }
        return now;
    }

    private static String length(String start, String end) {
        try {
            return Duration.between(Instant.parse(start), Instant.parse(end)).toString();
        } catch (DateTimeParseException e) {
            return end;
        }
    }
}
