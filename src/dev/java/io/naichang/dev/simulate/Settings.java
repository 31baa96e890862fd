package io.naichang.dev.simulate;

import io.naichang.dev.Arguments;
import io.naichang.dev.CannotStart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a run was asked to do.
///
/// @param kills whether the server and its database are killed; only of a server that the simulator starts
/// @param restores whether it is taken back to an older backup, once in each world; all worlds of a server go back
/// together, so they are played one by one
/// @param inTurn whether nobody acts at once with others, so that a seed does the same each time
/// @param only the steps of the script that are taken; all if there are none
/// @param shrink how long it looks for a minimal history of a broken promise
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
        boolean inTurn,
        Set<Integer> only,
        Duration shrink,
        Optional<String> url,
        List<String> admins) {
    private static final List<String> VALUED =
            List.of("--devices", "--days", "--seed", "--seeds", "--lanes", "--url", "--admin", "--only", "--shrink");

    static Settings of(String[] words) {
        Arguments arguments = Arguments.of(words, VALUED, List.of("--kills", "--restores", "--in-turn"));
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
                arguments.has("--in-turn"),
                numbers(arguments.value("--only").orElse("")),
                Duration.ofSeconds(number("--shrink", arguments, 180)),
                url,
                admins);
    }

    private static int number(String name, Arguments arguments, int otherwise) {
        String text = arguments.value(name).orElse(Integer.toString(otherwise));
        boolean none = name.equals("--shrink") && text.equals("0");
        if (!text.matches("[1-9][0-9]{0,3}") && !none) {
            throw new CannotStart(name + " must be a number from 1 to 9999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static Set<Integer> numbers(String text) {
        if (!text.matches("([1-9][0-9]{0,6}(,[1-9][0-9]{0,6})*)?")) {
            throw new CannotStart("--only is followed by numbers of steps with ',' between, not '" + text + "'");
        }
        return Arrays.stream(text.split(","))
                .filter(each -> !each.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long seed(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new CannotStart("A seed is a number, and a range is two with '-' between, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    /// How many technicians share the phones: some have two.
    int staff() {
        return Math.max(1, devices * 3 / 4);
    }

    /// The script of a seed, as far as it is wanted.
    Script script(long seed) {
        Script whole = Script.of(seed, this);
        Script wanted = only.isEmpty() ? whole : whole.keeping(each -> only.contains(each.number()));
        return inTurn ? wanted.inTurn() : wanted;
    }

    /// The words with which a seed is played again as it was.
    String replay(long seed) {
        return only.isEmpty() && !inTurn ? whole(seed) : replay(seed, script(seed));
    }

    private String whole(long seed) {
        return "./naichang simulate --devices " + devices + " --days " + days + " --seed " + seed
                + (kills ? " --kills" : "")
                + (restores ? " --restores" : "")
                + url.map(each -> " --url " + each + " --admin " + admins.getFirst())
                        .orElse("");
    }

    /// The words with which a part of a seed's script is played again.
    String replay(long seed, Script script) {
        return whole(seed)
                + (script.together().isEmpty() ? " --in-turn" : "")
                + " --only "
                + script.numbers().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
