package io.naichang.routing.genetic;

/// When somebody is where in each route, and by how much too late or too long under way, so that routes in
/// new pieces are timed at once.
///
/// Who comes too late goes back in time to when the client closes, and pays for that: his time is "warped".
/// Of a piece of a route four numbers tell all: how long it takes at least, its warp, and between when and
/// when it can be begun for no more of either (Vidal, Crainic, Gendreau and Prins 2013). Here they are kept
/// of all up to each node, and of all from it on.
final class Times {
    private final int width;
    private final int[] seconds;
    private final int[] service;
    private final int[] opens;
    private final int[] closes;
    /// The place of each node, and for how long the van may be under way that ends there.
    private final int[] row;
    private final int[] longest;
    private final int[] takesTo;
    private final int[] warpTo;
    private final int[] earlyTo;
    private final int[] lateTo;
    private final int[] takesFrom;
    private final int[] warpFrom;
    private final int[] earlyFrom;
    private final int[] lateFrom;
    /// The piece that is being put together.
    private int takes;
    private int warp;
    private int early;
    private int late;

    Times(Vrptw vrp, int[] row) {
        this.row = row;
        width = vrp.width;
        seconds = vrp.seconds;
        service = vrp.service;
        opens = vrp.opens;
        closes = vrp.closes;
        longest = new int[row.length];
        takesTo = new int[row.length];
        warpTo = new int[row.length];
        earlyTo = new int[row.length];
        lateTo = new int[row.length];
        takesFrom = new int[row.length];
        warpFrom = new int[row.length];
        earlyFrom = new int[row.length];
        lateFrom = new int[row.length];
    }

    /// A route of such a van begins and ends at these nodes.
    void route(int begin, int end, Vans van) {
        earlyTo[begin] = van.from();
        lateTo[begin] = van.to();
        earlyFrom[end] = van.from();
        lateFrom[end] = van.to();
        longest[end] = van.longest();
    }

    /// Works out a client from all up to the node before.
    void forward(int from, int client) {
        take(from);
        add(client, row[from]);
        takesTo[client] = takes;
        warpTo[client] = warp;
        earlyTo[client] = early;
        lateTo[client] = late;
    }

    /// Works out a client from all from the node behind on.
    void backward(int client, int to) {
        takes = service[client];
        warp = 0;
        early = opens[client];
        late = closes[client];
        addRest(client, to);
        takesFrom[client] = takes;
        warpFrom[client] = warp;
        earlyFrom[client] = early;
        lateFrom[client] = late;
    }

    /// Takes all up to the node.
    private void take(int node) {
        takes = takesTo[node];
        warp = warpTo[node];
        early = earlyTo[node];
        late = lateTo[node];
    }

    private void add(int client, int place) {
        add(seconds[place * width + client], service[client], 0, opens[client], closes[client]);
    }

    /// Adds all from the node on.
    private void addRest(int place, int node) {
        int way = seconds[place * width + row[node]];
        add(way, takesFrom[node], warpFrom[node], earlyFrom[node], lateFrom[node]);
    }

    private void add(int way, int more, int warped, int opening, int closing) {
        int apart = takes - warp + way;
        int waiting = Math.max(0, opening - apart - late);
        int over = Math.max(0, early + apart - closing);
        takes += way + more + waiting;
        warp += warped + over;
        early = Math.max(opening - apart, early) - waiting;
        late = Math.min(closing - apart, late) + over;
    }

    /// The warp of all up to `from`, then all from `to` on, with what is too long under way for the van
    /// that ends there.
    int warp(int from, int to, int end) {
        take(from);
        addRest(row[from], to);
        return warp + Math.max(0, takes - warp - longest[end]);
    }

    /// The same with one client between them.
    int warp(int from, int client, int to, int end) {
        take(from);
        add(client, row[from]);
        addRest(client, to);
        return warp + Math.max(0, takes - warp - longest[end]);
    }

    /// The same with so many clients between them.
    int warp(int from, int[] clients, int count, int to, int end) {
        take(from);
        int place = row[from];
        for (int i = 0; i < count; i++) {
            add(clients[i], place);
            place = clients[i];
        }
        addRest(place, to);
        return warp + Math.max(0, takes - warp - longest[end]);
    }
}
