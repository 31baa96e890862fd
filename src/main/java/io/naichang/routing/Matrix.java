package io.naichang.routing;

/// Travel by table, as Valhalla and OSRM answer it, with a factor for each slot of the day.
///
/// Slot `s` covers `slot` seconds from `s * slot` after the origin and the last one all that follows; a drive takes
/// the factor of the slot in which it begins. Who leaves just before a slower slot is not slowed down: the error is
/// bounded by one drive.
public final class Matrix implements Travel {
    private final int places;
    private final int[] seconds;
    private final int[] meters;
    private final int slot;
    private final double[] factors;
    private final double fastest;
    private final boolean symmetric;

    private Matrix(int[][] seconds, int[][] meters, int slot, double[] factors) {
        places = seconds.length;
        this.seconds = flat("seconds", seconds);
        this.meters = flat("meters", meters);
        this.slot = slot;
        this.factors = factors.clone();
        double least = 1;
        for (int s = 0; s < factors.length; s++) {
            if (!(factors[s] > 0) || factors[s] > 100) {
                throw new IllegalArgumentException("slot " + s + " has the factor " + factors[s]);
            }
            least = s == 0 ? factors[0] : Math.min(least, factors[s]);
        }
        fastest = least;
        if (meters.length != places || slot <= 0) {
            throw new IllegalArgumentException("seconds are for " + places + " places, meters for " + meters.length);
        }
        symmetric = mirrored(this.seconds) && mirrored(this.meters);
    }

    /// The same at every hour.
    public static Matrix constant(int[][] seconds, int[][] meters) {
        return new Matrix(seconds, meters, Integer.MAX_VALUE, new double[0]);
    }

    /// Seconds times the factor of the slot in which the drive begins.
    public static Matrix bySlot(int[][] seconds, int[][] meters, int slot, double... factors) {
        return new Matrix(seconds, meters, slot, factors);
    }

    private int[] flat(String what, int[][] rows) {
        int[] flat = new int[places * places];
        for (int from = 0; from < rows.length && from < places; from++) {
            if (rows[from].length != places) {
                throw new IllegalArgumentException(
                        what + " of place " + from + " are " + rows[from].length + " instead of " + places);
            }
            for (int to = 0; to < places; to++) {
                if (rows[from][to] < 0) {
                    throw new IllegalArgumentException(
                            what + " from " + from + " to " + to + " are negative: " + rows[from][to]);
                }
                flat[from * places + to] = Math.min(rows[from][to], UNREACHABLE);
            }
        }
        return flat;
    }

    @Override
    public int places() {
        return places;
    }

    @Override
    public int seconds(int from, int to, int departure) {
        int base = seconds[from * places + to];
        if (factors.length == 0 || base == UNREACHABLE) {
            return base;
        }
        int index = Math.clamp(Math.floorDiv(departure, slot), 0, factors.length - 1);
        return (int) Math.min(UNREACHABLE, Math.round(base * factors[index]));
    }

    @Override
    public int meters(int from, int to) {
        return meters[from * places + to];
    }

    @Override
    public int shortest(int from, int to) {
        int base = seconds[from * places + to];
        return base == UNREACHABLE || factors.length == 0
                ? base
                : (int) Math.min(UNREACHABLE, Math.floor(base * fastest));
    }

    @Override
    public boolean constant() {
        return factors.length == 0;
    }

    @Override
    public boolean symmetric() {
        return symmetric;
    }

    private boolean mirrored(int[] table) {
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < from; to++) {
                if (table[from * places + to] != table[to * places + from]) {
                    return false;
                }
            }
        }
        return true;
    }
}
