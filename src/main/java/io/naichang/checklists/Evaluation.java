package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a checklist's answers amount to: the state of each item, in order, and their sum.
record Evaluation(List<ItemState> items, Progress progress) {
    public Evaluation {
        items = List.copyOf(items);
    }

    /// A hidden item is neither answered nor missing and has no problem, whatever value it holds.
    public record ItemState(
            String id,
            boolean shown,
            boolean answered,
            boolean missing,
            @Nullable AnswerProblem problem) {
        JsonNode toJson() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id)
                    .put("shown", shown)
                    .put("answered", answered)
                    .put("missing", missing)
                    .put("problem", problem == null ? null : problem.code());
        }
    }

    /// Counts over shown items only; `complete` means that nothing is missing, not that all is answered.
    public record Progress(
            int shown,
            int answered,
            int required,
            int requiredAnswered,
            boolean complete,
            List<String> outOfLimits,
            List<String> missing) {
        public Progress {
            outOfLimits = List.copyOf(outOfLimits);
            missing = List.copyOf(missing);
        }

        /// The computed field `progress` of a checklist.
        public ObjectNode toJson() {
            ObjectNode node = JsonNodeFactory.instance
                    .objectNode()
                    .put("shown", shown)
                    .put("answered", answered)
                    .put("required", required)
                    .put("requiredAnswered", requiredAnswered)
                    .put("complete", complete);
            outOfLimits.forEach(node.putArray("outOfLimits")::add);
            missing.forEach(node.putArray("missing")::add);
            return node;
        }
    }

    /// The whole result in the form of the published test vectors.
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var states = node.putArray("items");
        items.forEach(state -> states.add(state.toJson()));
        node.set("progress", progress.toJson());
        return node;
    }

    static Evaluation of(ChecklistItems checklist, Map<String, JsonNode> answers) {
        // One pass is enough because conditions look only at earlier items.
        Map<String, Answer> counted = new HashMap<>();
        List<ItemState> states = new ArrayList<>();
        for (Item item : checklist.items()) {
            boolean shown = item.shownIf() == null || item.shownIf().holds(counted);
            states.add(shown ? shown(item, answers.get(item.id()), counted) : hidden(item));
        }
        return new Evaluation(states, progress(checklist.items(), states));
    }

    private static ItemState hidden(Item item) {
        return new ItemState(item.id(), false, false, false, null);
    }

    private static ItemState shown(Item item, @Nullable JsonNode value, Map<String, Answer> counted) {
        return switch (Reading.of(item.kind(), value)) {
            case Reading.Unanswered() -> new ItemState(item.id(), true, false, item.required(), null);
            case Reading.Refused(AnswerProblem why) -> new ItemState(item.id(), true, false, item.required(), why);
            case Reading.Answered(Answer answer, boolean outOfLimits) -> {
                counted.put(item.id(), answer);
                yield new ItemState(item.id(), true, true, false, outOfLimits ? AnswerProblem.OUT_OF_LIMITS : null);
            }
        };
    }

    private static Progress progress(List<Item> items, List<ItemState> states) {
        int shown = 0;
        int answered = 0;
        int required = 0;
        List<String> outOfLimits = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ItemState state = states.get(i);
            shown += state.shown() ? 1 : 0;
            answered += state.answered() ? 1 : 0;
            required += state.shown() && items.get(i).required() ? 1 : 0;
            if (state.problem() == AnswerProblem.OUT_OF_LIMITS) {
                outOfLimits.add(state.id());
            }
            if (state.missing()) {
                missing.add(state.id());
            }
        }
        return new Progress(
                shown, answered, required, required - missing.size(), missing.isEmpty(), outOfLimits, missing);
    }
}
