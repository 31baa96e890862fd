package io.naichang.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// JSON Merge Patch (RFC 7396) on forms. A form is a record of what may be written; its Bean Validation constraints
/// hold for the whole of it, whether it comes at once, by a patch, or from a phone.
@ApplicationScoped
public class MergePatch {
    /// The media type of such a patch.
    public static final String TYPE = "application/merge-patch+json";

    private final ObjectMapper mapper;
    private final Validator validator;
    private final Ids ids;

    MergePatch(ObjectMapper mapper, Validator validator, Ids ids) {
        this.mapper = mapper;
        this.validator = validator;
        this.ids = ids;
    }

    /// What somebody wants to make: a form, and the id that it shall have.
    public record Creation<F>(UUID id, F form) {
        /// True if the first form under this id is there already and is this one: the answer to it was lost.
        ///
        /// @throws Problem 409 `id-taken` if it is another
        public boolean repeats(Optional<F> first) {
            if (first.isPresent() && !first.get().equals(form)) {
                throw Problem.conflict("id-taken", "Something else has this id.")
                        .with("id", id);
            }
            return first.isPresent();
        }
    }

    /// Reads the body of a create: the form's fields, and `id` unless the client leaves it to us.
    ///
    /// @throws Problem 400 as [#apply]
    public <F> Creation<F> create(@Nullable JsonNode body, Class<F> form) {
        ObjectNode fields = object(body).deepCopy();
        JsonNode id = fields.remove("id");
        try {
            UUID wanted = id == null || id.isNull() ? ids.next() : mapper.treeToValue(id, UUID.class);
            return new Creation<>(wanted, read(fields, form));
        } catch (JsonProcessingException e) {
            throw Problem.invalid("invalid", "id", "It must be a UUID.");
        }
    }

    /// Reads the body of a change that brings the whole form.
    ///
    /// @throws Problem 400 as [#apply]
    public <F> F whole(@Nullable JsonNode body, Class<F> form) {
        return read(object(body), form);
    }

    /// The form with the patch's values; null clears.
    ///
    /// @throws Problem 400 `unknown-field`, or `invalid` with the field if a value is of the wrong type or refused
    public <F> F apply(F current, @Nullable JsonNode patch) {
        @SuppressWarnings("unchecked") // an object's class is the class of its type
        Class<F> form = (Class<F>) current.getClass();
        ObjectNode merged = mapper.valueToTree(current);
        merge(merged, object(patch));
        return read(merged, form);
    }

    private static ObjectNode object(@Nullable JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid("malformed", "", "The body must be a JSON object.");
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> each : patch.properties()) {
            String name = each.getKey();
            if (each.getValue() instanceof ObjectNode nested) {
                ObjectNode inner = target.get(name) instanceof ObjectNode present ? present : Json.object();
                merge(inner, nested);
                target.set(name, inner);
            } else {
                // RFC 7396 removes what is null; a form reads both the same, and still refuses a name it does not know.
                target.set(name, each.getValue());
            }
        }
    }

    private <F> F read(ObjectNode fields, Class<F> form) {
        for (Map.Entry<String, JsonNode> each : fields.properties()) {
            if (holdsNul(each.getValue())) {
                throw Problem.invalid("invalid", each.getKey(), "It holds the character NUL.");
            }
        }
        F read;
        try {
            read = mapper.treeToValue(fields, form);
        } catch (JsonProcessingException e) {
            throw ProblemMapper.jsonProblem(e);
        }
        Set<ConstraintViolation<F>> violations = validator.validate(read);
        if (!violations.isEmpty()) {
            throw ProblemMapper.violationProblem(violations);
        }
        return read;
    }

    /// PostgreSQL cannot keep U+0000.
    private static boolean holdsNul(JsonNode value) {
        boolean found = value.isTextual() && value.textValue().indexOf('\0') >= 0;
        for (JsonNode each : value) {
            found |= holdsNul(each);
        }
        return found;
    }
}
