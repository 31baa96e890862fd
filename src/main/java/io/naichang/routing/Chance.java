package io.naichang.routing;

/// Seeded chance, the same on every machine: xorshift64*.
final class Chance {
    private long state;

    Chance(long seed) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 31;
        state = mixed == 0 ? 1 : mixed;
    }

    private long next() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return state * 0x2545F4914F6CDD1DL;
    }

    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /// From 0 to less than 1.
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
