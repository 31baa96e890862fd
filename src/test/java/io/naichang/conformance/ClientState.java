package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a phone holds after its calls, by the protocol: the rows that the server gave it, and its own mutations.
final class ClientState {
    private static final class Own {
        private final String row;
        private final long seq;
        private boolean overlay;
        private boolean held;
        private boolean covered;

        private Own(JsonNode mutation) {
            row = row(mutation);
            seq = mutation.path("seq").asLong();
            overlay = !mutation.path("op").asText().equals("void");
        }
    }

    private final Map<String, JsonNode> rows = new TreeMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Map<Long, Own> mutations = new TreeMap<>();
    private final Set<String> round = new HashSet<>();
    private boolean fromTheStart;
    private long durableSeq;

    private static String row(JsonNode named) {
        return named.path("collection").asText() + "/" + named.path("id").asText();
    }

    /// The phone queues what it is about to send, whether or not it arrives.
    void sends(JsonNode request) {
        for (JsonNode each : request.path("mutations")) {
            mutations.putIfAbsent(each.path("seq").asLong(), new Own(each));
        }
    }

    void hears(JsonNode request, JsonNode answer) {
        if (request.path("cursor").isNull()) {
            round.clear();
            fromTheStart = true;
        }
        durableSeq = Math.max(durableSeq, answer.path("durableSeq").asLong());
        for (JsonNode result : answer.path("results")) {
            Own own = own(result);
            own.covered = answer.has("receipt");
            own.held = result.path("status").asText().equals("held");
            own.overlay &= !result.path("status").asText().equals("rejected");
        }
        answer.path("changes").forEach(this::applies);
        for (JsonNode outcome : answer.path("outcomes")) {
            if (!outcome.path("status").asText().equals("held")) {
                own(outcome).held = false;
                own(outcome).overlay = false;
            }
        }
        if (answer.has("more") && !answer.path("more").asBoolean()) {
            endsRound(answer.path("lastSeq").asLong());
        }
        Set.copyOf(hidden).stream().filter(each -> !owes(each)).forEach(this::forgets);
    }

    private Own own(JsonNode result) {
        Own own = mutations.get(result.path("seq").asLong());
        if (own == null) {
            throw new AssertionError("a result of what this phone never did: " + result);
        }
        return own;
    }

    private void applies(JsonNode change) {
        String row = row(change);
        if (change.path("op").asText().equals("put")) {
            rows.put(row, change);
            round.add(row);
            hidden.remove(row);
        } else if (owes(row) && rows.containsKey(row)) {
            hidden.add(row);
        } else {
            forgets(row);
        }
    }

    /// What a round from the start did not bring is gone; what the server has received shows in its rows.
    private void endsRound(long lastSeq) {
        mutations.values().forEach(own -> own.overlay &= own.held || own.seq > lastSeq);
        if (fromTheStart) {
            rows.keySet().retainAll(round);
        }
        fromTheStart = false;
    }

    private boolean owes(String row) {
        return mutations.values().stream().anyMatch(own -> own.row.equals(row) && !own.covered);
    }

    private void forgets(String row) {
        rows.remove(row);
        hidden.remove(row);
    }

    /// As the key `state` of a case shows it.
    ObjectNode state() {
        ObjectNode state = Json.object();
        ObjectNode holds = state.putObject("holds");
        rows.forEach((row, change) -> {
            if (!hidden.contains(row)) {
                holds.set(row, change);
            }
        });
        hidden.forEach(state.putArray("hidden")::add);
        numbers(state, "overlays", own -> own.overlay);
        numbers(state, "keeps", own -> !own.covered || own.seq > durableSeq);
        return state;
    }

    private void numbers(ObjectNode state, String name, Predicate<Own> wanted) {
        var numbers = state.putArray(name);
        mutations.values().stream().filter(wanted).forEach(own -> numbers.add(own.seq));
    }
}
