package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/// Sends one NOTIFY a transaction, so that every node can tell its phones that there is something to pull.
@ApplicationScoped
class Pokes {
    static final String CHANNEL = "naichang";
    /// Named with every row that changes, since desks look again at what is in no bucket too: a visit that nobody has.
    static final String DESK = "desk";
    /// PostgreSQL refuses a payload of 8,000 bytes.
    private static final int MAX_PAYLOAD = 7_900;

    private final Sql sql;

    Pokes(Sql sql) {
        this.sql = sql;
    }

    /// Notifies at commit that these buckets changed; all of the tenant's, if they are too many to name.
    void notify(String tenant, Set<String> buckets) {
        ObjectNode payload = Json.object().put("tenant", tenant);
        new TreeSet<>(buckets).forEach(payload.putArray("buckets")::add);
        String text = payload.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD) {
            text = Json.object().put("tenant", tenant).put("buckets", "*").toString();
        }
        sql.list("SELECT pg_notify(?, ?)", row -> "", CHANNEL, text);
    }
}
