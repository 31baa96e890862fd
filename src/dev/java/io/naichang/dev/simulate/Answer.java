package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;

/// What the server answered.
record Answer(int status, JsonNode body) {
    boolean good() {
        return status < 300;
    }

    /// Whether the server said that it is only busy.
    boolean isBusy() {
        return status == 503 || status == 429;
    }

    /// The code of a problem; empty if it is none.
    String code() {
        return good() ? "" : body.path("code").asText();
    }

    @Override
    public String toString() {
        String text = body.toString();
        return status + " " + text.substring(0, Math.min(600, text.length()));
    }
}
