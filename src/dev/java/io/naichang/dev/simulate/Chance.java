package io.naichang.dev.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// The luck of one actor. All that he decides comes from here, and follows from the seed, his name and the step of the
/// script alone, so that a step does the same when others are left out. The ids that he makes follow from the run too,
/// but in an order that does not: a seed may be played again on the same server, and sorted rows stay sorted.
final class Chance {
    /// So much of an id does not hang on the run.
    private static final int ORDERED = 18;

    private final long seed;
    private final String actor;
    private final String run;
    private final Random random = new Random();
    private String turn = "";
    private int made;

    Chance(long seed, String actor, String run) {
        this.seed = seed;
        this.actor = actor;
        this.run = run;
        turn(0);
    }

    /// Begins a step of the script: what comes of it does not hang on what came before.
    void turn(int step) {
        turn = seed + "/" + actor + "/" + step + "/";
        made = 0;
        random.setSeed(bits(turn));
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

    /// One of the rows whose ids are ours: that others are there or not changes nothing.
    String row(List<String> ids) {
        int drawn = random.nextInt();
        return ids.stream()
                .min(Comparator.comparingLong(id -> bits(drawn + id.substring(0, ORDERED))))
                .orElseThrow();
    }

    @SafeVarargs
    final <T> T of(T... of) {
        return of[random.nextInt(of.length)];
    }

    /// A UUIDv7 by its form.
    String id() {
        String what = turn + made++;
        return new UUID(bits(what) & ~0xf000L | 0x7000L, bits(run + "/" + what) & ~(3L << 62) | 2L << 62).toString();
    }

    private static long bits(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
