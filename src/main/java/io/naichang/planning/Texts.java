package io.naichang.planning;

import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts reasons into words, in Thai and in English.
@ApplicationScoped
class Texts {
    /// As reachability-metadata.json declares it: a native image knows a bundle by exactly that name.
    private static final String MESSAGES = "messages.planning";

    /// It is planned before the time that its customer was told.
    static final String EARLY = "early-promise";

    private static final Locale THAI = Locale.of("th");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d/M HH:mm", Locale.ROOT);

    /// A sentence of the bundle, with these values in its places.
    Told of(String key, Map<String, ?> values) {
        return new Told(key, text(THAI, key, values), text(Locale.ROOT, key, values));
    }

    /// What a rule of the engine says about one technician.
    Told of(Scene scene, Reason reason) {
        return say(scene, reason, "");
    }

    /// What a rule of the engine says about all of them.
    Told ofAll(Scene scene, Reason reason) {
        return say(scene, reason, "all-");
    }

    private Told say(Scene scene, Reason reason, String prefix) {
        String rule = reason.rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Map<String, Object> values = new HashMap<>();
        reason.values().forEach((name, value) -> values.put(name, shown(scene, name, value)));
        values.put("minutes", (reason.seconds() + 59) / 60);
        return new Told(rule, text(THAI, prefix + rule, values), text(Locale.ROOT, prefix + rule, values));
    }

    private Object shown(Scene scene, String name, Object value) {
        if (!(value instanceof UUID id)) {
            return value;
        }
        if (name.equals("part")) {
            return scene.nameOfPart(id);
        }
        Scene.Row visit = scene.visits().get(id);
        return visit == null ? scene.nameOf(id) : visit.number();
    }

    private static String text(Locale language, String key, Map<String, ?> values) {
        ResourceBundle bundle = ResourceBundle.getBundle(MESSAGES, language);
        Matcher names = NAME.matcher(bundle.getString(key));
        return names.replaceAll(each -> {
            Object value = values.get(each.group(1));
            return Matcher.quoteReplacement(value == null ? "–" : value.toString());
        });
    }

    /// A time as people of the company read it.
    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    Told early(Duration early) {
        return of(EARLY, Map.of("minutes", minutes(early)));
    }

    static long minutes(Duration duration) {
        return (duration.toSeconds() + 59) / 60;
    }
}
