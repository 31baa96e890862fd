package io.naichang.dev;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of a command line: `--name value`, `--name=value` and `--flag`. An unknown word is refused, because a
/// mistyped `--fresh` must not be taken for its absence.
public record Arguments(Map<String, String> given) {
    public Arguments {
        given = Map.copyOf(given);
    }

    /// Reads `words`, knowing which options take a value and which are flags.
    public static Arguments of(String[] words, List<String> valued, List<String> flags) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < words.length; at++) {
            int equals = words[at].indexOf('=');
            String name = equals < 0 ? words[at] : words[at].substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                given.put(name, "");
            } else if (valued.contains(name) && equals >= 0) {
                given.put(name, words[at].substring(equals + 1));
            } else if (valued.contains(name) && at + 1 < words.length) {
                given.put(name, words[++at]);
            } else {
                throw new CannotStart("I do not understand '" + words[at] + "'. Known are " + String.join(" ", valued)
                        + " (each with a value) " + String.join(" ", flags));
            }
        }
        return new Arguments(given);
    }

    public boolean has(String flag) {
        return given.containsKey(flag);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /// A port from 1 to 65535, or `otherwise` when the option was not given.
    public int port(String name, int otherwise) {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new CannotStart(name + " must be a port from 1 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
