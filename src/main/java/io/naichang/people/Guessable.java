package io.naichang.people;

import java.util.List;
import java.util.Locale;

/// Tells passwords that are tried first (NIST SP 800-63B §5.1.1.2: commonly used, repetitive or sequential, or of the
/// context). Not a dictionary: whoever tries many is stopped by the throttle; this stops the few that are tried on
/// everybody.
final class Guessable {
    /// What common passwords are made of, and words of this program.
    private static final List<String> WORDS = List.of(
            "password",
            "passwort",
            "passw",
            "qwertyuiop",
            "qwerty",
            "asdfghjkl",
            "zxcvbnm",
            "letmein",
            "welcome",
            "iloveyou",
            "administrator",
            "admin",
            "login",
            "master",
            "monkey",
            "dragon",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "superman",
            "batman",
            "secret",
            "changeme",
            "default",
            "trustno",
            "abc",
            "naichang",
            "technician",
            "thailand",
            "bangkok",
            "sawasdee");
    private static final List<String> ROWS = List.of(
            "01234567890123456789",
            "98765432109876543210",
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0");
    /// What must be left when all that is guessed is taken away.
    private static final int LEFT = 4;
    private static final int DISTINCT = 4;
    /// A shorter piece of a row may be chance.
    private static final int RUN = 4;

    private Guessable() {}

    static boolean is(String password, String username) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.chars().distinct().count() < DISTINCT) {
            return true;
        }
        String read = plain.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('@', 'a');
        return left(plain, username) < LEFT || left(read, username) < LEFT;
    }

    /// How many letters are left without words, runs and the user's own name, and without what is put behind them.
    private static int left(String text, String username) {
        String rest = text;
        String name = username.toLowerCase(Locale.ROOT);
        if (name.length() >= LEFT) {
            rest = rest.replace(name, " ");
        }
        for (String word : WORDS) {
            rest = rest.replace(word, " ");
        }
        for (String row : ROWS) {
            rest = without(rest, row);
        }
        // Years, counters and exclamation marks behind a word make it no better.
        return (int) rest.chars().filter(Character::isLetter).count()
                + (rest.chars().filter(Character::isDigit).count() > 2 * LEFT ? LEFT : 0);
    }

    private static String without(String text, String row) {
        String rest = text;
        for (int from = 0; from + RUN <= rest.length(); from++) {
            int to = from + RUN;
            while (to <= rest.length() && row.contains(rest.substring(from, to))) {
                to++;
            }
            if (to > from + RUN) {
                rest = rest.substring(0, from) + " " + rest.substring(to - 1);
            }
        }
        return rest;
    }
}
