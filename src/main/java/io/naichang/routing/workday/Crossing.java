package io.naichang.routing.workday;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Two plans make a third: some technicians do what they do in the other plan, and the rest stays as it
/// can.
///
/// Who, is chosen such that those do as far as possible the same jobs together in both plans (selective
/// route exchange, Nagata and Bräysy 2010): then little is done twice or not at all.
final class Crossing {
    private final Workday day;
    private final RandomGenerator chance;
    private final int technicians;
    /// In which tour each job is, in the one plan and in the other.
    private final int[] inOne;
    private final int[] inOther;
    private final boolean[] chosen;
    private final int[] order;

    Crossing(Workday day, RandomGenerator chance) {
        this.day = day;
        this.chance = chance;
        technicians = day.technicians.size();
        inOne = new int[day.jobs.size()];
        inOther = new int[day.jobs.size()];
        chosen = new boolean[technicians];
        order = new int[technicians];
        Arrays.setAll(order, each -> each);
    }

    /// The child, in which jobs may be missing.
    Draft child(Draft one, Draft other) {
        note(one, inOne);
        note(other, inOther);
        draw();
        boolean[] drawn = chosen.clone();
        while (nearer(one, other)) {
            // Until no exchange of two technicians brings the same jobs together.
        }
        if (isOneOf(one, other)) {
            System.arraycopy(drawn, 0, chosen, 0, technicians);
        }
        return cross(one, other);
    }

    private static void note(Draft draft, int[] in) {
        for (int tour = 0; tour < draft.tours.length; tour++) {
            for (int job : draft.tours[tour]) {
                in[job] = tour;
            }
        }
    }

    /// Any number of technicians by chance, and the others in any order.
    private void draw() {
        for (int i = technicians - 1; i > 0; i--) {
            int at = chance.nextInt(i + 1);
            int one = order[i];
            order[i] = order[at];
            order[at] = one;
        }
        int count = technicians < 2 ? 1 : 1 + chance.nextInt(technicians - 1);
        Arrays.fill(chosen, false);
        for (int i = 0; i < count; i++) {
            chosen[order[i]] = true;
        }
    }

    /// Exchanges chosen technicians for others where they then have more of their jobs in common.
    private boolean nearer(Draft one, Draft other) {
        boolean any = false;
        for (int out : order) {
            int best = 0;
            int with = -1;
            for (int in : order) {
                if (chosen[out] && !chosen[in]) {
                    int apart = apart(one, other, out, in);
                    if (apart < best) {
                        best = apart;
                        with = in;
                    }
                }
            }
            if (with >= 0) {
                chosen[out] = false;
                chosen[with] = true;
                any = true;
            }
        }
        return any;
    }

    /// How many more jobs only one plan's chosen ones would have, were the one exchanged for the other.
    private int apart(Draft one, Draft other, int out, int in) {
        int more = 0;
        for (int job : one.tours[out]) {
            more += (chosen[inOther[job]] ? 0 : -1) + (after(inOther[job], out, in) ? 1 : 0);
        }
        for (int job : one.tours[in]) {
            more += (chosen[inOther[job]] ? -1 : 0) + (after(inOther[job], out, in) ? 0 : 1);
        }
        for (int job : other.tours[out]) {
            more += isOf(inOne[job], out, in) ? 0 : chosen[inOne[job]] ? 1 : -1;
        }
        for (int job : other.tours[in]) {
            more += isOf(inOne[job], out, in) ? 0 : chosen[inOne[job]] ? -1 : 1;
        }
        return more;
    }

    private boolean after(int tour, int out, int in) {
        return tour == in || (tour != out && chosen[tour]);
    }

    private static boolean isOf(int tour, int out, int in) {
        return tour == out || tour == in;
    }

    /// Whether the child would be one of its parents.
    private boolean isOneOf(Draft one, Draft other) {
        boolean first = true;
        boolean second = true;
        for (int t = 0; t < technicians; t++) {
            boolean same = Arrays.equals(one.tours[t], other.tours[t]);
            first &= same || !chosen[t];
            second &= same || chosen[t];
        }
        return first || second;
    }

    private Draft cross(Draft one, Draft other) {
        int[][] tours = new int[technicians][];
        boolean[] taken = new boolean[day.jobs.size()];
        for (int t = 0; t < technicians; t++) {
            if (chosen[t]) {
                tours[t] = other.tours[t];
                for (int job : tours[t]) {
                    taken[job] = true;
                }
            }
        }
        int[] starts = one.starts.clone();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = taken[day.crews[i]] ? other.starts[i] : starts[i];
        }
        for (int t = 0; t < technicians; t++) {
            if (!chosen[t]) {
                tours[t] =
                        Arrays.stream(one.tours[t]).filter(job -> !taken[job]).toArray();
            }
        }
        Draft child = Draft.of(day.jobs.size(), tours, starts);
        for (int t = 0; t < technicians; t++) {
            if (chosen[t] || tours[t].length == one.tours[t].length) {
                child.settle(t);
            }
        }
        return child;
    }
}
