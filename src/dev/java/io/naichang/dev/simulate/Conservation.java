package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// P1 and P6: every value that a phone pushed or a desk wrote is where the rules of merging put it, and what lost to it
/// is
/// in the ledger. Whoever knows the rules can say which value had to win; no clock is asked.
final class Conservation {
    private static final Set<String> BOTH = Set.of("remarks", "accessNotes");
    private static final Set<String> BY_POLICY = Set.of(
            "reassigned",
            "cancelled",
            "closed",
            "deleted",
            "too-late",
            "already-completed",
            "out-of-scope",
            "changed-meanwhile");

    private final Books books;
    private final Scene scene;
    private final JsonNode policy;

    Conservation(Books books, Scene scene, JsonNode policy) {
        this.books = books;
        this.scene = scene;
        this.policy = policy.path("collections");
    }

    void check(List<Phone> phones, List<Written> desk) {
        desk.forEach(this::written);
        for (Phone phone : phones) {
            phone.queue().all().stream()
                    .filter(each -> !each.op().equals("void") && !each.isForgotten())
                    .forEach(this::deed);
        }
    }

    private void written(Written written) {
        written.values().forEach((field, value) -> {
            JsonNode there = books.valueAt(written.row(), field, written.version());
            if (!Same.same(there, value)) {
                throw new Broken(
                        Promise.P1,
                        "The desk wrote " + field + " " + value + " into " + written.row() + " and was told version "
                                + written.version() + ", at which its history has " + there,
                        written.row());
            }
        });
    }

    private void deed(Deed deed) {
        if (!deed.isCovered()) {
            throw new Broken(Promise.P11, "Nobody ever answered " + deed, deed.row());
        }
        switch (deed.status()) {
            case "applied", "merged" -> took(deed);
            case "superseded", "rejected" -> refused(deed);
            case "" -> waiting(deed);
            default -> throw new Broken(Promise.P11, "There is no such end: " + deed, deed.row());
        }
        deed.end().path("conflicts").forEach(each -> conflict(deed, each));
    }

    /// It was held, and its phone is another device by now that nobody tells of its outcome.
    private void waiting(Deed deed) {
        boolean kept =
                !books.history(deed.row()).isEmpty() || !books.entriesOf(deed).isEmpty();
        if (!kept) {
            throw new Broken(Promise.P1, "It was held and is nowhere: " + deed, deed.row());
        }
    }

    private void refused(Deed deed) {
        String code = deed.end().path("code").asText();
        boolean byPolicy =
                deed.status().equals("superseded") && BY_POLICY.contains(code) && scene.isTroubled(deed.row());
        boolean wentBack = scene.hasGoneBack() && !code.equals("internal") && !code.equals("malformed");
        boolean nothingHis = code.equals("not-owner") || code.equals("unknown-field");
        if (!byPolicy && !wentBack && !nothingHis && !deed.refusals().contains(code) && !isAboutTroubled(deed, code)) {
            throw new Broken(
                    code.equals("internal") ? Promise.P11 : promise(deed),
                    "It was refused for nothing: " + deed,
                    deed.row());
        }
        if (books.entriesOf(deed).stream().noneMatch(each -> Same.same(each.path("mutation"), deed.newest()))) {
            throw new Broken(
                    promise(deed), "It was refused and is not in the ledger as it was pushed: " + deed, deed.row());
        }
    }

    /// What an old app says in its own words must not be lost on the way to those of today.
    private static Promise promise(Deed deed) {
        boolean translated = !deed.newest().equals(deed.mutation());
        return translated ? Promise.P8 : Promise.P1;
    }

    /// Facts about a row that was deleted, or that others changed.
    private boolean isAboutTroubled(Deed deed, String code) {
        boolean changed = deed.op().equals("delete") && code.equals("changed-meanwhile");
        return changed || (code.equals("deleted") && scene.isTroubled(deed.row()));
    }

    private void took(Deed deed) {
        if (deed.isPoison()) {
            throw new Broken(Promise.P11, "It had to be refused: " + deed, deed.row());
        }
        Map<String, JsonNode> conflicts = new HashMap<>();
        deed.end()
                .path("conflicts")
                .forEach(each -> conflicts.put(each.path("field").asText(), each));
        int version = deed.end().path("version").asInt();
        JsonNode values = deed.op().equals("command")
                ? deed.mutation().path("args")
                : deed.newest().path("set");
        for (Map.Entry<String, JsonNode> each : values.properties()) {
            JsonNode conflict = conflicts.getOrDefault(each.getKey(), MissingNode.getInstance());
            boolean refused = conflict.path("class").asText().equals("refused");
            if (!refused && mayWrite(deed, each.getKey())) {
                value(deed, each.getKey(), each.getValue(), version, conflict);
            }
        }
        if (deed.mutation().path("command").asText().equals("complete")) {
            JsonNode status = books.valueAt(deed.row(), "status", version);
            if (!status.asText().equals("done")) {
                throw new Broken(
                        Promise.P1, "It completed the visit, which was then " + status + ": " + deed, deed.row());
            }
        }
    }

    private boolean mayWrite(Deed deed, String field) {
        String owner = owner(deed.collection(), field);
        return owner.equals("field")
                || owner.equals("both")
                || (owner.equals("append") && deed.op().equals("create"));
    }

    private String owner(String collection, String field) {
        JsonNode fields = policy.path(collection).path("fields");
        String name = field.startsWith("answers.") ? "answers.*" : field;
        return fields.path(name).path("owner").asText();
    }

    private void value(Deed deed, String field, JsonNode yours, int version, JsonNode conflict) {
        JsonNode there = books.valueAt(deed.row(), field, version);
        String kept = conflict.path("kept").asText();
        if (kept.equals("theirs")) {
            throw new Broken(Promise.P6, "The technician owns " + field + " and lost it: " + deed, deed.row());
        }
        boolean both = kept.equals("both") || (BOTH.contains(field) && deed.wasSentBefore());
        boolean there2 = both ? added(there.asText(), yours.asText()) : Same.same(there, yours);
        if (!there2) {
            throw new Broken(
                    OldApp.unknown(deed.collection()).contains(field) ? promise(deed) : Promise.P1,
                    "Version " + version + " should hold " + field + " " + yours + " and holds " + there + ": " + deed,
                    deed.row());
        }
        if (deed.op().equals("patch")) {
            losing(deed, field, yours, version, conflict);
        }
    }

    /// Of a text that keeps both sides, what the phone added is there: at least its last line.
    private static boolean added(String there, String yours) {
        return there.contains(yours.substring(yours.lastIndexOf('\n') + 1).strip());
    }

    /// What somebody else had written after the version that was seen lost, so the ledger must have it.
    private void losing(Deed deed, String field, JsonNode yours, int version, JsonNode conflict) {
        Books.Change before = null;
        for (Books.Change each : books.history(deed.row())) {
            if (each.field().equals(field) && each.version() <= version && !isOf(each, deed)) {
                before = each;
            }
        }
        boolean clash = before != null
                && before.version() > deed.mutation().path("base").asInt()
                && !before.device().equals(deed.device())
                && !Same.same(before.value(), yours);
        if (clash && conflict.isMissingNode() && !deed.wasSentBefore()) {
            throw new Broken(
                    Promise.P1,
                    field + " " + before.value() + " of version " + before.version()
                            + " was overwritten without a word: " + deed,
                    deed.row());
        }
        if (clash && !conflict.isMissingNode()) {
            JsonNode entry = books.entry(conflict.path("entry").asText());
            if (!Same.same(entry.path("theirs"), before.value())) {
                throw new Broken(
                        Promise.P1,
                        "What lost to " + deed + " was " + field + " " + before.value() + ", and the ledger has "
                                + entry,
                        deed.row());
            }
        }
    }

    /// What it wrote itself; a deed that says again what its phone has just said writes nothing.
    private static boolean isOf(Books.Change change, Deed deed) {
        return change.seq() == deed.seq() && change.device().equals(deed.device());
    }

    private void conflict(Deed deed, JsonNode conflict) {
        JsonNode entry = books.entry(conflict.path("entry").asText());
        boolean about = entry.path("seq").asLong() == deed.seq()
                && entry.path("deviceId").asText().equals(deed.device())
                && entry.path("field").asText().equals(conflict.path("field").asText());
        if (!about || !Same.same(entry.path("mutation"), deed.newest())) {
            throw new Broken(
                    Promise.P1,
                    "The ledger has no such entry: " + conflict + " of " + deed + ", but " + entry,
                    deed.row());
        }
    }
}
