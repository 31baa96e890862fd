package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// One thing that somebody did on his phone, and what he was told became of it.
final class Deed {
    private final ObjectNode mutation;
    private final Set<String> refusals;
    private final boolean poison;
    private final int schema;
    private String device;
    private JsonNode result = MissingNode.getInstance();
    private JsonNode outcome = MissingNode.getInstance();
    private boolean covered;
    private boolean shown = true;
    private boolean sentBefore;
    private boolean forgotten;

    /// @param refusals codes with which it may be refused though nothing happened to its row
    /// @param poison true if it must be refused, with one of these
    /// @param schema of the app on which it was done
    Deed(String device, ObjectNode mutation, Set<String> refusals, boolean poison, int schema) {
        this.device = device;
        this.mutation = mutation;
        this.refusals = Set.copyOf(refusals);
        this.poison = poison;
        this.schema = schema;
    }

    /// The same deed on the image of a cloned phone.
    Deed copy() {
        Deed copy = new Deed(device, mutation.deepCopy(), refusals, poison, schema);
        copy.result = result;
        copy.outcome = outcome;
        copy.covered = covered;
        copy.shown = shown;
        copy.sentBefore = true;
        return copy;
    }

    ObjectNode mutation() {
        return mutation;
    }

    int schema() {
        return schema;
    }

    /// The mutation as the newest schema says it, which is how results, history and ledger speak.
    ObjectNode newest() {
        ObjectNode newest = mutation.deepCopy();
        if (schema == OldApp.SCHEMA && newest.path("set") instanceof ObjectNode set) {
            newest.set("set", OldApp.newer(collection(), set));
        }
        return newest;
    }

    Set<String> refusals() {
        return refusals;
    }

    boolean isPoison() {
        return poison;
    }

    String device() {
        return device;
    }

    long seq() {
        return mutation.path("seq").asLong();
    }

    String op() {
        return mutation.path("op").asText();
    }

    String collection() {
        return mutation.path("collection").asText();
    }

    String id() {
        return mutation.path("id").asText();
    }

    String row() {
        return collection() + "/" + id();
    }

    String group() {
        return mutation.path("group").asText();
    }

    /// What was told first: `held` stays here when its outcome has come.
    JsonNode result() {
        return result;
    }

    void told(JsonNode told) {
        result = told;
    }

    JsonNode outcome() {
        return outcome;
    }

    void cameTo(JsonNode told) {
        outcome = told;
    }

    /// The last word about it; missing if there is none yet.
    JsonNode end() {
        return status(result).equals("held") ? outcome : result;
    }

    static String status(JsonNode result) {
        return result.path("status").asText();
    }

    String status() {
        return status(end());
    }

    boolean took() {
        return status().equals("applied") || status().equals("merged");
    }

    boolean isCovered() {
        return covered;
    }

    void cover() {
        covered = true;
    }

    /// Whether the phone still lays it over the row.
    boolean isShown() {
        return shown;
    }

    void drop() {
        shown = false;
    }

    /// Whether it may have reached the server under another number.
    boolean wasSentBefore() {
        return sentBefore;
    }

    /// Numbers it anew for another device; nothing covers it there.
    void renumber(String other, long seq) {
        device = other;
        mutation.put("seq", seq);
        result = MissingNode.getInstance();
        outcome = MissingNode.getInstance();
        covered = false;
        sentBefore = true;
    }

    /// Its phone was wiped before anybody was told of it, or a restore took it and nobody keeps it: only the server can
    /// know
    /// whether it is there.
    boolean isForgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
    }

    /// It was held in a history that ended: what it came to may come again.
    void waitAgain() {
        outcome = MissingNode.getInstance();
    }

    /// A new history of the server does not know it any more.
    void offerAgain() {
        result = MissingNode.getInstance();
        outcome = MissingNode.getInstance();
        covered = false;
        sentBefore = true;
    }

    @Override
    public String toString() {
        return mutation + (end().isMissingNode() ? "" : " -> " + end());
    }
}
