package io.naichang.routing.genetic;

/// When somebody is where in each route, and by how much too late, so that routes in new pieces are timed
/// at once.
///
/// Who comes too late goes back in time to when the client closes, and pays for that: his time is "warped"
/// (Vidal, Crainic, Gendreau and Prins 2013). Waiting costs nothing, so that of what lies before a place it
/// is enough to know when one can leave there, and of what lies behind it by when one must be there for no
/// more warp than it has anyhow.
final class Times {
    private final int width;
    private final int[] seconds;
    private final int[] service;
    private final int[] opens;
    private final int[] closes;
    /// The client of each node, or 0, where routes begin and end.
    private final int[] row;
    private final int[] leave;
    private final int[] warpTo;
    private final int[] latest;
    private final int[] warpFrom;

    Times(Vrptw vrp, int[] row) {
        this.row = row;
        width = vrp.width;
        seconds = vrp.seconds;
        service = vrp.service;
        opens = vrp.opens;
        closes = vrp.closes;
        leave = new int[row.length];
        warpTo = new int[row.length];
        latest = new int[row.length];
        warpFrom = new int[row.length];
    }

    /// A route begins at this node.
    void begin(int node) {
        leave[node] = opens[0];
        warpTo[node] = 0;
    }

    /// A route ends at this node.
    void end(int node) {
        latest[node] = closes[0];
        warpFrom[node] = 0;
    }

    /// Works out the second node from all up to the first.
    void forward(int from, int to) {
        int client = row[to];
        int arrival = leave[from] + seconds[row[from] * width + client];
        int over = Math.max(0, arrival - closes[client]);
        warpTo[to] = warpTo[from] + over;
        leave[to] = Math.max(arrival - over, opens[client]) + service[client];
    }

    /// Works out the first node from all from the second on.
    void backward(int from, int to) {
        int client = row[from];
        int by = latest[to] - seconds[client * width + row[to]] - service[client];
        int over = Math.max(0, opens[client] - by);
        warpFrom[from] = warpFrom[to] + over;
        latest[from] = Math.min(by + over, closes[client]);
    }

    /// The warp of a whole route that ends at this node.
    int warp(int end) {
        return warpTo[end];
    }

    /// The warp of all up to `from`, then all from `to` on.
    int warp(int from, int to) {
        int arrival = leave[from] + seconds[row[from] * width + row[to]];
        return warpTo[from] + warpFrom[to] + Math.max(0, arrival - latest[to]);
    }

    /// The warp of all up to `from`, then one client, then all from `to` on.
    int warp(int from, int client, int to) {
        int arrival = leave[from] + seconds[row[from] * width + client];
        int over = Math.max(0, arrival - closes[client]);
        int time = Math.max(arrival - over, opens[client]) + service[client];
        arrival = time + seconds[client * width + row[to]];
        return warpTo[from] + over + warpFrom[to] + Math.max(0, arrival - latest[to]);
    }

    /// The warp of all up to `from`, then so many clients, then all from `to` on.
    int warp(int from, int[] clients, int count, int to) {
        int warp = warpTo[from];
        int time = leave[from];
        int at = row[from];
        for (int i = 0; i < count; i++) {
            int client = clients[i];
            int arrival = time + seconds[at * width + client];
            int over = Math.max(0, arrival - closes[client]);
            warp += over;
            time = Math.max(arrival - over, opens[client]) + service[client];
            at = client;
        }
        int arrival = time + seconds[at * width + row[to]];
        return warp + warpFrom[to] + Math.max(0, arrival - latest[to]);
    }
}
