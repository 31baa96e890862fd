package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What may stand in each part of a case.
enum Keys {
    CASE("title about people files given steps"),
    STEP("say as phone lost while within request response state"),
    REQUEST("method path headers body text file parts gzip"),
    RESPONSE("status headers body lines"),
    PART("name type body file"),
    REPEATED("repeat times"),
    FILE("base64 unique"),
    SERVER("as read is"),
    CLIENT("phone holds lacks hidden overlays keeps");

    private final String names;

    Keys(String names) {
        this.names = " " + names + " ";
    }

    /// The part itself, if it has no other keys than these.
    JsonNode of(JsonNode part) {
        List<String> odd = part.propertyStream()
                .map(each -> each.getKey())
                .filter(each -> !names.contains(" " + each + " "))
                .toList();
        if (!odd.isEmpty()) {
            throw new AssertionError("a " + name() + " has no key " + odd);
        }
        return part;
    }
}
