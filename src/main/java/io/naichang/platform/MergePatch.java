package io.naichang.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// JSON Merge Patch (RFC 7396) over a record of what may be edited: what the patch names is replaced, `null` clears,
/// and the outcome is checked like a record that was sent whole.
@ApplicationScoped
public class MergePatch {
    /// The media type of such a patch.
    public static final String TYPE = "application/merge-patch+json";

    private final ObjectMapper mapper;
    private final Validator validator;

    MergePatch(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /// What `current` becomes.
    ///
    /// @throws Problem 400 `unknown-field`, `invalid` or `malformed`
    public <T> T apply(T current, @Nullable JsonNode patch, Class<T> type) {
        if (!(patch instanceof ObjectNode members)) {
            throw Problem.invalid("malformed", "", "A merge patch is a JSON object.");
        }
        JsonNode merged = merge(mapper.valueToTree(current), members);
        // A field that does not exist is refused even when it is only cleared.
        members.fieldNames().forEachRemaining(name -> {
            if (!merged.has(name)) {
                ((ObjectNode) merged).putNull(name);
            }
        });
        T patched;
        try {
            patched = mapper.treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw ProblemMapper.jsonProblem(e);
        }
        Set<ConstraintViolation<T>> violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }

    private static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        members.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merge(result.get(member.getKey()), member.getValue()));
            }
        });
        return result;
    }
}
