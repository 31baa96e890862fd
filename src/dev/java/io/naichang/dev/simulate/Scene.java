package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What everybody in one simulated world shares: the wire, the time, what happened, and which rows met with something
/// that
/// may cost a phone's edit its effect.
final class Scene {
    private final Http http;
    private final Calendar calendar;
    private final Journal journal = new Journal();
    private final Told told = new Told();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();
    private volatile JsonNode keys;
    private volatile boolean wentBack;
    private volatile int oldestSchema;
    private final Earthquake earthquake;

    Scene(Http http, Calendar calendar, Earthquake earthquake) {
        this.http = http;
        this.calendar = calendar;
        this.earthquake = earthquake;
        keys = Http.object();
    }

    Http http() {
        return http;
    }

    Calendar calendar() {
        return calendar;
    }

    Journal journal() {
        return journal;
    }

    Told told() {
        return told;
    }

    /// The public keys of receipts.
    JsonNode keys() {
        return keys;
    }

    void readKeys(Person anybody) {
        keys = anybody.read("/sync/keys");
    }

    /// A visit was given away, called off, reopened, closed or declined: work on it may lose by policy.
    void trouble(String... rows) {
        troubled.addAll(Set.of(rows));
    }

    boolean isTroubled(String row) {
        return troubled.contains(row);
    }

    /// The oldest schema in which rows are given out, as the server says to those who register.
    void oldestSchema(int said) {
        oldestSchema = said;
    }

    int oldestSchema() {
        return oldestSchema;
    }

    /// The server went back to an older backup: what hung on rows that are gone may be refused.
    void goneBack() {
        wentBack = true;
    }

    boolean hasGoneBack() {
        return wentBack;
    }

    Earthquake earthquake() {
        return earthquake;
    }

    /// Whether a server or a database is being killed: until it is up again, failures are nobody's fault.
    boolean isShaken() {
        return earthquake.isShaking();
    }
}
