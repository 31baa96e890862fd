package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root. Where we are root, its programs run behind a `prefix` that takes root away, and
/// its files belong to `user`.
record Unprivileged(List<String> prefix, int user) {
    private static final int NOBODY = 65_534;

    Unprivileged {
        prefix = List.copyOf(prefix);
    }

    /// The first way that works on this machine for this program.
    static Unprivileged forProgram(Path program) throws IOException {
        int me = Integer.parseInt(Command.run(List.of("id", "-u")).output());
        if (me != 0) {
            return new Unprivileged(List.of(), me);
        }
        for (Unprivileged way : List.of(nobody(), emptyUserNamespace())) {
            String check = "test \"$(id -u)\" != 0 && exec \"$0\" --version";
            if (way.run(List.of("sh", "-c", check, program.toString())).succeeded()) {
                return way;
            }
        }
        throw new CannotStart(
                "You are root, which PostgreSQL refuses to be, and neither setpriv nor unshare works here."
                        + " Start me as an ordinary user");
    }

    Command run(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        try {
            return Command.run(all);
        } catch (IOException notInstalled) {
            return new Command(127, String.valueOf(notInstalled.getMessage()));
        }
    }

    /// Gives the tree to the user that PostgreSQL will be; an earlier run may have found the other way.
    void own(Path tree) throws IOException {
        if (!prefix.isEmpty() && !Files.getAttribute(tree, "unix:uid").equals(user)) {
            Command chown = Command.run(List.of("chown", "-R", user + ":" + user, tree.toString()));
            if (!chown.succeeded()) {
                throw new CannotStart("Cannot give " + tree + " to user " + user + ": " + chown.output());
            }
        }
    }

    /// The usual `nobody`, who may still pass through folders that only root may enter (a checkout below /root).
    private static Unprivileged nobody() {
        return new Unprivileged(
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--inh-caps=+dac_override",
                        "--ambient-caps=+dac_override"),
                NOBODY);
    }

    private static Unprivileged emptyUserNamespace() {
        return new Unprivileged(List.of("unshare", "-U"), 0);
    }
}
