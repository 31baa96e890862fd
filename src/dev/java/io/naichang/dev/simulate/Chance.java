package io.naichang.dev.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// The luck of one actor. All that he decides comes from here, and follows from the seed and his name alone; the ids
/// that he makes follow from the run too, so that a seed may be played again on the same server.
final class Chance {
    private final Random random;
    private final String ids;
    private int made;

    Chance(long seed, String actor, String run) {
        random = new Random(seed * 1_000_003L + actor.hashCode());
        ids = run + "/" + seed + "/" + actor + "/";
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /// Both ends included.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T of(T... of) {
        return of[random.nextInt(of.length)];
    }

    /// A UUIDv7 by its form.
    String id() {
        byte[] hash = sha256(ids + made++);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[8 + i] & 0xff;
        }
        return new UUID(high & ~0xf000L | 0x7000L, low & ~(3L << 62) | 2L << 62).toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
