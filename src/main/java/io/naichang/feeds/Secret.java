package io.naichang.feeds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What makes the address of a feed unguessable. It begins with its tenant, so that row-level security is set before it
/// is looked up.
record Secret(String tenant, String text) {
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{1,30})\\.[A-Za-z0-9_-]{32}");

    static Secret random(String tenant, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(
                tenant, tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Nothing if it has not the form of one.
    static Optional<Secret> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new Secret(matcher.group(1), text)) : Optional.empty();
    }

    /// All that is kept of it.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
