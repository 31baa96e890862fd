package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The merge of a field against a slow, obvious model that replays the whole history of the field, change by change.
class RandomMergeTest {
    private static final int CASES = 20_000;
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");
    private static final List<@Nullable UUID> HANDS = hands();

    private static List<@Nullable UUID> hands() {
        List<@Nullable UUID> hands = new ArrayList<>();
        hands.add(null);
        hands.add(new UUID(7, 1));
        hands.add(new UUID(7, 2));
        return hands;
    }

    /// One change of the field: at which version, by which device (null: the desk), to what.
    private record Change(int version, @Nullable UUID device, JsonNode value) {}

    @Test
    void the_engine_decides_as_the_whole_history_would() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Owner owner = random.nextBoolean() ? Owner.FIELD : Owner.BOTH;
            Function<Random, JsonNode> value =
                    owner == Owner.FIELD && random.nextBoolean() ? RandomMergeTest::fact : RandomMergeTest::word;
            List<Change> history = history(random, value);
            int base = random.nextInt(history.getLast().version() + 1);
            UUID device = HANDS.get(1 + random.nextInt(2));
            JsonNode yours = value.apply(random);

            Merge.Decision decided = decide(history, base, device, owner, yours);

            assertThat(decided).as("seed %d", seed).isEqualTo(obvious(history, base, device, owner, yours));
        }
    }

    private static List<Change> history(Random random, Function<Random, JsonNode> value) {
        List<Change> history = new ArrayList<>();
        int version = 1;
        history.add(new Change(version, null, value.apply(random)));
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            version += 1 + random.nextInt(3);
            history.add(new Change(version, HANDS.get(random.nextInt(3)), value.apply(random)));
        }
        return history;
    }

    private static JsonNode word(Random random) {
        String[] words = {"", "คอมเพรสเซอร์ไหม้", "คอมเพรสเซอร์ไหม้ รออะไหล่", "compressor seized", "c", "น้ำยารั่ว"};
        int choice = random.nextInt(words.length + 1);
        return choice == words.length ? NullNode.getInstance() : TextNode.valueOf(words[choice]);
    }

    /// What phones and desks write alike in different ways: numbers with and without decimals, answers at other times.
    private static JsonNode fact(Random random) {
        return Json.parse(
                switch (random.nextInt(4)) {
                    case 0 -> random.nextBoolean() ? "120" : "120.0";
                    case 1 -> "121.5";
                    case 2 ->
                        "{\"value\":" + (random.nextBoolean() ? "7.5" : "7.50") + ",\"at\":\"2026-03-02T0"
                                + random.nextInt(3) + ":00:00.000Z\"}";
                    default -> "{\"value\":7.5,\"comment\":\"เข็มสั่น\",\"at\":\"2026-03-02T01:00:00.000Z\"}";
                });
    }

    /// What the engine does: the row's own stamp of the field's last change, and one look into the history for the
    /// base.
    private static Merge.Decision decide(
            List<Change> history, int base, @Nullable UUID device, Owner owner, JsonNode yours) {
        Change last = history.getLast();
        var stamps = Json.object();
        stamps.putArray("f")
                .add(last.version())
                .add(last.device() == null ? null : last.device().toString())
                .addNull();
        var document = new Documents.Document("visits", new UUID(1, 1), last.version(), Json.object(), stamps, false);
        return Merge.decide(
                owner,
                document.changedByOthers("f", base, device),
                at(history, base),
                last.value(),
                yours,
                "สมชาย",
                AT);
    }

    private static JsonNode at(List<Change> history, int version) {
        JsonNode value = NullNode.getInstance();
        for (Change each : history) {
            value = each.version() <= version ? each.value() : value;
        }
        return value;
    }

    /// A value in words: without when it was said, its numbers in their shortest form.
    private static String said(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isObject()
                ? said(value.path("value")) + " " + value.path("comment").asText()
                : value.toString();
    }

    /// The rule in words: in conflict if it changed after base, the values differ, and the last hand was another's.
    private static Merge.Decision obvious(
            List<Change> history, int base, @Nullable UUID device, Owner owner, JsonNode yours) {
        List<Change> later =
                history.stream().filter(each -> each.version() > base).toList();
        JsonNode theirs = history.getLast().value();
        boolean another = !later.isEmpty()
                && (later.getLast().device() == null
                        || !later.getLast().device().equals(device));
        if (!another || said(theirs).equals(said(yours))) {
            return new Merge.Decision.Write(yours);
        }
        if (owner == Owner.FIELD) {
            return new Merge.Decision.Conflict(yours, "yours", "field-owner");
        }
        String before = at(history, base).isNull() ? "" : at(history, base).textValue();
        String phone = yours.isNull() ? "" : yours.textValue();
        String server = theirs.isNull() ? "" : theirs.textValue();
        String added =
                phone.indexOf(before) == 0 ? phone.substring(before.length()).strip() : phone.strip();
        if (added.isEmpty()) {
            return new Merge.Decision.Conflict(theirs, "both", "keep-both");
        }
        String entry = "[สมชาย 2026-03-02T02:00:00Z] " + added;
        String both = server.isEmpty() ? entry : server + "\n" + entry;
        return new Merge.Decision.Conflict(TextNode.valueOf(both), "both", "keep-both");
    }
}
