package io.naichang.dev.simulate;

import io.naichang.dev.Arguments;
import io.naichang.dev.CannotStart;
import java.util.List;
import java.util.Optional;

/// What a run was asked to do.
///
/// @param kills whether the server and its database are killed; only of a server that the simulator starts
/// @param restores whether it is taken back to an older backup, once in each world; all worlds of a server go back
/// together, so they are played one by one
/// @param url the server to hold to its promises; without it, one is started
/// @param admins sign-in names of admins of that server; each seed takes the next of them
record Settings(
        int devices,
        int days,
        long first,
        long last,
        int lanes,
        boolean kills,
        boolean restores,
        Optional<String> url,
        List<String> admins) {
    private static final List<String> VALUED =
            List.of("--devices", "--days", "--seed", "--seeds", "--lanes", "--url", "--admin");

    static Settings of(String[] words) {
        Arguments arguments = Arguments.of(words, VALUED, List.of("--kills", "--restores"));
        String seeds =
                arguments.value("--seeds").orElse(arguments.value("--seed").orElse("1"));
        String[] range = seeds.split("-", 2);
        Optional<String> url = arguments.value("--url");
        List<String> admins = List.of(arguments.value("--admin").orElse("admin").split(","));
        if (url.isPresent() && (arguments.has("--kills") || arguments.has("--restores"))) {
            throw new CannotStart("Only a server that the simulator starts itself can be killed or restored");
        }
        return new Settings(
                number("--devices", arguments, 8),
                number("--days", arguments, 5),
                seed(range[0]),
                seed(range[range.length - 1]),
                url.isPresent() ? admins.size() : number("--lanes", arguments, arguments.has("--restores") ? 1 : 3),
                arguments.has("--kills"),
                arguments.has("--restores"),
                url,
                admins);
    }

    private static int number(String name, Arguments arguments, int otherwise) {
        String text = arguments.value(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new CannotStart(name + " must be a number from 1 to 9999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static long seed(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new CannotStart("A seed is a number, and a range is two with '-' between, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    /// The words with which a seed is played again.
    String replay(long seed) {
        return "./naichang simulate --devices " + devices + " --days " + days + " --seed " + seed
                + (kills ? " --kills" : "")
                + (restores ? " --restores" : "")
                + url.map(each -> " --url " + each + " --admin " + admins.getFirst())
                        .orElse("");
    }
}
