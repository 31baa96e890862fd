package io.naichang.people;

import io.naichang.platform.Caller;
import io.naichang.platform.Command;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// `create-admin --tenant siam --tenant-name "Siam Service" --username admin [--name "…"] [--password-stdin]`: makes
/// the
/// tenant if it is missing, and an admin. The password comes from `NAICHANG_ADMIN_PASSWORD`, or from standard input, or
/// is made and printed once.
@ApplicationScoped
class CreateAdmin implements Command {
    private static final Set<String> OPTIONS = Set.of("--tenant", "--tenant-name", "--username", "--name");
    private static final String STDIN = "--password-stdin";
    private static final int REFUSED = 1;
    private static final int MISUSED = 64;

    private final Sql sql;
    private final Accounts accounts;
    private final Caller caller;

    CreateAdmin(Sql sql, Accounts accounts, Caller caller) {
        this.sql = sql;
        this.accounts = accounts;
        this.caller = caller;
    }

    @Override
    public String name() {
        return "create-admin";
    }

    @Override
    @ActivateRequestContext
    public int run(List<String> words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(STDIN)) {
                given.put(STDIN, "");
            } else if (OPTIONS.contains(word) && i + 1 < words.size()) {
                given.put(word, words.get(++i));
            } else {
                return fail(MISUSED, "I do not understand '" + word + "'");
            }
        }
        String tenant = given.getOrDefault("--tenant", "");
        String username = Users.normal(given.getOrDefault("--username", ""));
        if (!tenant.matches("[a-z][a-z0-9-]{1,30}") || !username.matches(Users.FORM)) {
            return fail(MISUSED, "--tenant and --username are needed: lower-case Latin letters, digits, '-'");
        }
        Optional<String> password = password(given);
        String weakness =
                password.map(text -> Passwords.weakness(text, username)).orElse(null);
        if (weakness != null) {
            return fail(REFUSED, weakness);
        }
        caller.actAs(tenant, null);
        UserForm form = UserForm.admin(given.getOrDefault("--name", username));
        Accounts.Created created = QuarkusTransaction.requiringNew().call(() -> {
            sql.update(
                    "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                    tenant,
                    given.getOrDefault("--tenant-name", tenant));
            return accounts.create(null, username, form, password.orElse(null));
        });
        return switch (created) {
            case Accounts.Created.Made(User user, @Nullable String temporary) -> {
                System.out.println("Admin " + user.username() + " of tenant " + tenant + " is made."
                        + (temporary == null ? "" : " Temporary password, shown only now: " + temporary));
                yield 0;
            }
            case Accounts.Created.UsernameTaken() -> fail(REFUSED, "Somebody has the sign-in name " + username);
        };
    }

    private static Optional<String> password(Map<String, String> given) {
        if (!given.containsKey(STDIN)) {
            return ConfigProvider.getConfig().getOptionalValue("naichang.admin.password", String.class);
        }
        try {
            var reader = new InputStreamReader(System.in, StandardCharsets.UTF_8);
            return reader.readAllAsString().lines().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int fail(int code, String why) {
        System.err.println("create-admin: " + why);
        return code;
    }
}
