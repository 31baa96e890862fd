package io.naichang.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Keeps passwords as Argon2id hashes in PHC string form, so that the cost can rise without a migration.
@ApplicationScoped
class Passwords {
    static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 200;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /// Letters and digits that nobody confuses when he reads them out over the telephone.
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final PeopleConfig.Argon2 cost;
    private final SecureRandom random = new SecureRandom();
    /// Each hash takes its memory at once: a storm of sign-ins must wait here, not exhaust the heap.
    private final Semaphore room = new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

    private final String nobodys;

    Passwords(PeopleConfig config) {
        this.cost = config.argon2();
        this.nobodys = hash(temporary());
    }

    /// A password that is easy to read out; 80 bits.
    String temporary() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return text.toString();
    }

    /// Why a password will not do, or null if it will.
    static @Nullable String weakness(String password, String username) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return "A password has from " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.";
        }
        if (password.strip().equalsIgnoreCase(username)) {
            return "A password is not the sign-in name.";
        }
        return Guessable.is(password, username) ? "This password is among the first that anybody tries." : null;
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Phc phc = new Phc(cost.memoryKib(), cost.iterations(), cost.parallelism(), salt, new byte[HASH_BYTES]);
        return phc.with(derive(password, phc)).text();
    }

    /// True if the password is the right one. Without a hash, because there is no such user, it is always wrong and
    /// takes as long.
    boolean matches(String password, @Nullable String hash) {
        Phc phc = Phc.of(hash == null ? nobodys : hash);
        return MessageDigest.isEqual(derive(password, phc), phc.hash()) && hash != null;
    }

    private byte[] derive(String password, Phc phc) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        byte[] derived = new byte[phc.hash().length];
        room.acquireUninterruptibly();
        try {
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(phc.memory())
                    .withIterations(phc.iterations())
                    .withParallelism(phc.parallelism())
                    .withSalt(phc.salt())
                    .build());
            // The same Thai word can be typed in two ways that look alike.
            String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
            generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), derived);
        } finally {
            room.release();
        }
        return derived;
    }

    /// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Phc(int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {
        static Phc of(String text) {
            String[] parts = text.split("[$,]", -1);
            if (parts.length != 8 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
                throw new IllegalStateException("a stored password hash is not argon2id of version 19");
            }
            Base64.Decoder base64 = Base64.getDecoder();
            return new Phc(
                    Integer.parseInt(parts[3].substring(2)),
                    Integer.parseInt(parts[4].substring(2)),
                    Integer.parseInt(parts[5].substring(2)),
                    base64.decode(parts[6]),
                    base64.decode(parts[7]));
        }

        Phc with(byte[] derived) {
            return new Phc(memory, iterations, parallelism, salt, derived);
        }

        String text() {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=" + parallelism + "$"
                    + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        }
    }
}
