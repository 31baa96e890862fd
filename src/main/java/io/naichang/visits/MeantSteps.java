package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.SyncCollection.Meant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the steps of a visit from fields that a client changed which knows no commands: a new `status`, and the
/// times that it put beside. Several steps may have been taken since it last sent the row. A status that no phone
/// can bring about stays a field, and so goes to the ledger.
final class MeantSteps {
    private static final List<String> REPORT = List.of("diagnosis", "workSummary", "signedBy");

    private final ObjectNode before;
    private final ObjectNode changed;
    private final List<Meant> steps = new ArrayList<>();

    private MeantSteps(ObjectNode before, ObjectNode changed) {
        this.before = before;
        this.changed = changed;
    }

    static List<Meant> of(ObjectNode before, ObjectNode changed) {
        MeantSteps meant = new MeantSteps(before, changed);
        meant.timed("accept", "acceptedAt");
        boolean departed = meant.timed("depart", "departedAt");
        boolean started = meant.timed("start", "startedAt");
        meant.status(departed, started);
        return List.copyOf(meant.steps);
    }

    /// A step whose time was not there before and is now.
    private boolean timed(String command, String field) {
        JsonNode at = changed.path(field);
        if (!at.isTextual() || before.path(field).isTextual()) {
            return false;
        }
        changed.remove(field);
        return steps.add(new Meant(command, Json.object(), at.textValue()));
    }

    private void status(boolean departed, boolean started) {
        boolean waited = before.path("status").asText().equals("waiting");
        String status = changed.path("status").asText();
        switch (status) {
            case "en-route" -> unless(departed, "depart");
            case "in-progress" -> unless(started && !waited, waited ? "resume" : "start");
            case "waiting" -> steps.add(new Meant("pause", reason(), null));
            case "unscheduled" -> steps.add(new Meant("decline", reason(), null));
            case "done" -> complete();
            default -> {
                return;
            }
        }
        changed.remove(List.of("status", "waitingReason"));
    }

    private void unless(boolean said, String command) {
        if (!said) {
            steps.add(new Meant(command, Json.object(), null));
        }
    }

    private ObjectNode reason() {
        ObjectNode args = Json.object();
        JsonNode reason = changed.path("waitingReason");
        return reason.isTextual() ? args.set("reason", reason) : args;
    }

    /// The report travels with it, since that of a second completion is kept whole. Without an outcome it is no
    /// report, and what else was written applies by itself.
    private void complete() {
        ObjectNode args = Json.object();
        JsonNode outcome = changed.has("outcome") ? changed.get("outcome") : before.path("outcome");
        if (outcome.isTextual()) {
            args.set("outcome", outcome);
            changed.remove("outcome");
            for (String field : REPORT) {
                JsonNode written = changed.remove(field);
                if (written != null) {
                    args.set(field, written);
                }
            }
        }
        steps.add(new Meant("complete", args, time("finishedAt")));
    }

    private @Nullable String time(String field) {
        JsonNode at = changed.path(field);
        return at.isTextual() ? changed.remove(field).textValue() : null;
    }
}
