package io.naichang.routing.workday;

/// Changes of one or two tours around two jobs, made where they make the plan cheaper.
///
/// Of each the ways, the work and the technicians are looked at first, which takes a few sums: what these
/// cost more must be saved on lateness, overtime and penalties, and tours are walked only as long as that
/// is possible.
final class Exchanges {
    /// A change is better by half a point at least: less could be an error of sums.
    static final double LESS = -0.5;

    private final Tours tours;
    private final Clock clock;
    private final int[] first;
    private final int[] second;

    Exchanges(Tours tours) {
        this.tours = tours;
        clock = tours.clock;
        first = new int[tours.rank.length + 1];
        second = new int[tours.rank.length + 1];
    }

    /// Any change by which the one comes behind the other or into its place; whether one was made.
    boolean beside(int u, int v) {
        int a = tours.tourOf[u];
        int b = tours.tourOf[v];
        if (a == b) {
            return within(u, v, a);
        }
        return (tours.mayJoin(u, b) && (moved(u, v, a, b) || swapped(u, v, a, b)))
                || (u < v
                        && crossed(
                                a, tours.rank[u] + 1, b, tours.rank[v] + 1, LESS + tours.behind[u] + tours.behind[v]))
                || crossed(a, tours.rank[u] + 1, b, tours.rank[v], LESS + tours.behind[u] + tours.ahead[v]);
    }

    /// The job becomes the only one of a tour.
    boolean alone(int u, int b) {
        int a = tours.tourOf[u];
        return tours.mayJoin(u, b)
                && exchanged(a, tours.rank[u], 1, false, b, 0, 0, prefers(u, a, b), -Double.MAX_VALUE);
    }

    private int prefers(int job, int from, int to) {
        return tours.price(job, to) - tours.price(job, from);
    }

    /// The job, alone or with its next, comes behind the other or to the beginning of its tour.
    private boolean moved(int u, int v, int a, int b) {
        double bound = LESS + tours.ahead[u] + tours.behind[v];
        int i = tours.rank[u];
        int j = tours.rank[v];
        int place = tours.place[u];
        int time = tours.duration[u];
        int likes = prefers(u, a, b);
        double less = likes - tours.saved[u] + tours.fair(a, -tours.saved[u], -time);
        int in = tours.way(tours.place[v], place) + tours.way(place, tours.after[v]) - tours.onward[v];
        double more = less + in + tours.fair(b, in, time);
        if (more < bound
                && more + clock.late(b, j + 1, u) < bound
                && exchanged(a, i, 1, false, b, j + 1, 0, likes, more)) {
            return true;
        }
        if (j == 0) {
            int home = tours.before[v];
            in = tours.way(home, place) + tours.way(place, tours.place[v]) - tours.way(home, tours.place[v]);
            more = less + in + tours.fair(b, in, time);
            if (more < bound - tours.behind[v] + tours.ahead[v] && exchanged(a, i, 1, false, b, 0, 0, likes, more)) {
                return true;
            }
        }
        return i + 1 < tours.size[a] && movedWithNext(u, tours.jobs[a][i + 1], v, a, b, bound);
    }

    private boolean movedWithNext(int u, int x, int v, int a, int b, double bound) {
        if (!tours.mayJoin(x, b) || tours.mate[u] == x) {
            return false;
        }
        int between = tours.onward[u];
        int saved = tours.way(tours.before[u], tours.place[u])
                + tours.onward[x]
                - tours.way(tours.before[u], tours.after[x]);
        int time = tours.duration[u] + tours.duration[x];
        int likes = prefers(u, a, b) + prefers(x, a, b);
        double less = likes - saved - between + tours.fair(a, -saved - between, -time);
        int from = tours.place[v];
        int to = tours.after[v];
        int in = tours.way(from, tours.place[u]) + between + tours.way(tours.place[x], to) - tours.onward[v];
        double more = less + in + tours.fair(b, in, time);
        int i = tours.rank[u];
        int j = tours.rank[v] + 1;
        if (more < bound && more + clock.late(b, j, u) < bound && exchanged(a, i, 2, false, b, j, 0, likes, more)) {
            return true;
        }
        in = tours.way(from, tours.place[x])
                + tours.way(tours.place[x], tours.place[u])
                + tours.way(tours.place[u], to)
                - tours.onward[v];
        more = less + in + tours.fair(b, in, time);
        return more < bound && more + clock.late(b, j, x) < bound && exchanged(a, i, 2, true, b, j, 0, likes, more);
    }

    /// One or two jobs change places with one or two.
    private boolean swapped(int u, int v, int a, int b) {
        double bound = LESS + tours.ahead[u] + tours.ahead[v];
        if (!tours.mayJoin(v, a)) {
            return false;
        }
        int likes = prefers(u, a, b) + prefers(v, b, a);
        if (u < v && swap(u, u, 1, v, v, 1, a, b, likes, bound)) {
            return true;
        }
        int i = tours.rank[u] + 1;
        if (i == tours.size[a]) {
            return false;
        }
        int x = tours.jobs[a][i];
        if (!tours.mayJoin(x, b) || tours.mate[u] == x) {
            return false;
        }
        likes += prefers(x, a, b);
        if (swap(u, x, 2, v, v, 1, a, b, likes, bound)) {
            return true;
        }
        int j = tours.rank[v] + 1;
        if (u > v || j == tours.size[b]) {
            return false;
        }
        int y = tours.jobs[b][j];
        return tours.mayJoin(y, a)
                && tours.mate[v] != y
                && swap(u, x, 2, v, y, 2, a, b, likes + prefers(y, b, a), bound);
    }

    /// The jobs from u to x, of one tour, for those from v to y, of another.
    private boolean swap(int u, int x, int i, int v, int y, int j, int a, int b, int likes, double bound) {
        int left = tours.way(tours.before[u], tours.place[v])
                + tours.way(tours.place[y], tours.after[x])
                - tours.way(tours.before[u], tours.place[u])
                - tours.onward[x];
        int right = tours.way(tours.before[v], tours.place[u])
                + tours.way(tours.place[x], tours.after[y])
                - tours.way(tours.before[v], tours.place[v])
                - tours.onward[y];
        int goes = u == x ? 0 : tours.onward[u];
        int comes = v == y ? 0 : tours.onward[v];
        int work = (v == y ? 0 : tours.duration[y]) + tours.duration[v];
        work -= (u == x ? 0 : tours.duration[x]) + tours.duration[u];
        double more = likes
                + left
                + right
                + tours.fair(a, left + comes - goes, work)
                + tours.fair(b, right + goes - comes, -work);
        return more < bound
                && more + clock.late(b, tours.rank[v], u) + clock.late(a, tours.rank[u], v) < bound
                && exchanged(a, tours.rank[u], i, false, b, tours.rank[v], j, likes, more);
    }

    /// What follows after so many calls of two tours changes tours.
    private boolean crossed(int a, int i, int b, int j, double bound) {
        int sizeA = tours.size[a];
        int sizeB = tours.size[b];
        boolean goes = i < sizeA;
        boolean comes = j < sizeB;
        if ((!goes && !comes)
                || (goes && ((tours.rest[tours.jobs[a][i]] >> b) & 1) == 0)
                || (comes && ((tours.rest[tours.jobs[b][j]] >> a) & 1) == 0)) {
            return false;
        }
        int fromA = tours.placeBefore(a, i);
        int fromB = tours.placeBefore(b, j);
        int toA = tours.placeAt(a, i);
        int toB = tours.placeAt(b, j);
        int lastA = goes ? tours.place[tours.jobs[a][sizeA - 1]] : fromA;
        int lastB = comes ? tours.place[tours.jobs[b][sizeB - 1]] : fromB;
        int endA = tours.end(a);
        int endB = tours.end(b);
        int outA = goes ? tours.way(fromA, toA) + tours.way(lastA, endA) : tours.way(fromA, endA);
        int outB = comes ? tours.way(fromB, toB) + tours.way(lastB, endB) : tours.way(fromB, endB);
        int inA = comes ? tours.way(fromA, toB) + tours.way(lastB, endA) : tours.way(fromA, endA);
        int inB = goes ? tours.way(fromB, toA) + tours.way(lastA, endB) : tours.way(fromB, endB);
        int ways = inA + inB - outA - outB;
        int rest = tours.busy[b] - clock.busyTo(b, j) - tours.busy[a] + clock.busyTo(a, i);
        double more = ways + tours.fair(a, inA - outB, rest) + tours.fair(b, inB - outA, -rest);
        int paid = (goes ? tours.paid[tours.jobs[a][i]] : 0) + (comes ? tours.paid[tours.jobs[b][j]] : 0);
        if (more - paid >= bound) {
            return false;
        }
        int likes = 0;
        for (int c = i; c < sizeA; c++) {
            likes += prefers(tours.jobs[a][c], a, b);
        }
        for (int c = j; c < sizeB; c++) {
            likes += prefers(tours.jobs[b][c], b, a);
        }
        more += likes;
        double late =
                (goes ? clock.late(b, j, tours.jobs[a][i]) : 0) + (comes ? clock.late(a, i, tours.jobs[b][j]) : 0);
        return more + late < bound
                && !meets(a, i, b, j)
                && !meets(b, j, a, i)
                && exchanged(a, i, sizeA - i, false, b, j, sizeB - j, likes, more);
    }

    /// Whether the rest of one tour holds a job whose other half is in the part of the other that stays.
    private boolean meets(int a, int i, int b, int j) {
        if (i == tours.size[a] || !tours.crewAhead[tours.jobs[a][i]]) {
            return false;
        }
        for (int c = i; c < tours.size[a]; c++) {
            int mate = tours.mate[tours.jobs[a][c]];
            if (mate >= 0 && tours.tourOf[mate] == b && tours.rank[mate] < j) {
                return true;
            }
        }
        return false;
    }

    /// Puts `m` jobs of one tour in the place of `n` of another, turned round if `turned`, and these in
    /// theirs, if that is cheaper. Ways, work and technicians cost `more`, technicians alone `likes`.
    private boolean exchanged(int a, int i, int m, boolean turned, int b, int j, int n, int likes, double more) {
        double allowed = LESS + tours.extra[a] + tours.extra[b] - more;
        int[] fromA = tours.jobs[a];
        int[] fromB = tours.jobs[b];
        int countB = 0;
        for (int c = 0; c < m; c++) {
            second[countB++] = fromA[turned ? i + m - 1 - c : i + c];
        }
        for (int c = j + n; c < tours.size[b]; c++) {
            second[countB++] = fromB[c];
        }
        double priceB = clock.price(b, j, second, countB, allowed - clock.paid(a, i));
        double left = allowed - clock.extra;
        if (left <= 0) {
            return false;
        }
        int countA = 0;
        for (int c = 0; c < n; c++) {
            first[countA++] = fromB[j + c];
        }
        for (int c = i + m; c < tours.size[a]; c++) {
            first[countA++] = fromA[c];
        }
        double priceA = clock.price(a, i, first, countA, left);
        if (priceA + priceB + likes - tours.price[a] - tours.price[b] >= LESS) {
            return false;
        }
        tours.moves++;
        tours.become(a, i, first, countA);
        tours.become(b, j, second, countB);
        return true;
    }

    /// Changes of one tour: the one comes behind the other, or to the beginning; both change places; or
    /// what is between them goes the other way round.
    private boolean within(int u, int v, int a) {
        int i = tours.rank[u];
        int j = tours.rank[v];
        if (j != i - 1 && put(a, i, j + 1)) {
            return true;
        }
        if (j == 0 && put(a, i, 0)) {
            return true;
        }
        return i < j
                && ((j > i + 1 && swap(a, i, j)) || (j > i + 1 && turn(a, i, j)) || (j > i + 2 && turn(a, i + 1, j)));
    }

    /// What is done as number `i` is done before number `j` instead.
    private boolean put(int a, int i, int j) {
        int[] mine = tours.jobs[a];
        int from = Math.min(i, j);
        int count = 0;
        for (int c = from; c < tours.size[a]; c++) {
            if (c == j) {
                first[count++] = mine[i];
            }
            if (c != i) {
                first[count++] = mine[c];
            }
        }
        if (j == tours.size[a]) {
            first[count++] = mine[i];
        }
        return ordered(a, from, count);
    }

    private boolean swap(int a, int i, int j) {
        int count = fill(a, i);
        first[0] = tours.jobs[a][j];
        first[j - i] = tours.jobs[a][i];
        return ordered(a, i, count);
    }

    private boolean turn(int a, int i, int j) {
        int count = fill(a, i);
        for (int c = i; c <= j; c++) {
            first[c - i] = tours.jobs[a][i + j - c];
        }
        return ordered(a, i, count);
    }

    private int fill(int a, int i) {
        int count = tours.size[a] - i;
        System.arraycopy(tours.jobs[a], i, first, 0, count);
        return count;
    }

    /// After so many calls the tour has these in their order, if that is cheaper.
    private boolean ordered(int a, int calls, int count) {
        int from = tours.placeBefore(a, calls);
        int more = 0;
        for (int c = 0; c < count; c++) {
            int old = tours.jobs[a][calls + c];
            int job = first[c];
            more += tours.way(from, tours.place[job]) - tours.way(tours.before[old], tours.place[old]);
            from = tours.place[job];
        }
        more += tours.way(from, tours.end(a)) - tours.onward[tours.jobs[a][tours.size[a] - 1]];
        double costs = more + tours.fair(a, more, 0);
        double bound = LESS + tours.extra[a];
        if (costs >= bound || clock.price(a, calls, first, count, bound - costs) >= tours.price[a] + LESS) {
            return false;
        }
        tours.moves++;
        tours.become(a, calls, first, count);
        return true;
    }
}
