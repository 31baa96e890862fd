package io.naichang.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refusal told to the caller as `application/problem+json` (RFC 9457): HTTP status, a kebab-case code that is
/// part of the API, a sentence, and further members such as `field`.
///
/// Raised by resources and by a repository's `get(id)` only; the domain answers with sealed outcomes.
public final class Problem extends RuntimeException {
    /// Members with a meaning of their own in RFC 9457; a fact of ours that took such a name would hide it.
    private static final Set<String> RESERVED = Set.of("type", "title", "status", "code", "detail", "instance");

    private final int status;
    private final String code;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Problem(int status, String code, String detail) {
        // No stack trace: a refusal is an answer, not a fault.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// A problem of any status.
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail);
    }

    /// 400: the request itself is at fault; `field` names the place, `detail` the reason.
    public static Problem invalid(String code, String field, String detail) {
        return new Problem(400, code, detail).with("field", field);
    }

    /// 404: there is no such thing for this caller, who learns nothing of other tenants.
    public static Problem missing(String code) {
        return new Problem(404, code, "There is no such thing, or it is not yours to see.");
    }

    /// 409: the thing is not in a state that allows this.
    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail);
    }

    /// Adds a member to the problem's JSON; null is left out.
    public Problem with(String member, @Nullable Object value) {
        if (RESERVED.contains(member)) {
            throw new IllegalArgumentException(member + " is a problem's own member");
        }
        if (value != null) {
            members.put(member, value);
        }
        return this;
    }

    /// Adds a header to the answer, such as `Retry-After`.
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Map<String, String> headers() {
        return headers;
    }

    int status() {
        return status;
    }

    /// The stable code that clients switch on.
    public String code() {
        return code;
    }

    /// The field that is at fault, or null if the whole is.
    public @Nullable String field() {
        return members.get("field") instanceof String field && !field.isEmpty() ? field : null;
    }

    /// The id that a member holds, or null.
    public @Nullable UUID id(String member) {
        Object value = members.get(member);
        return value == null ? null : UUID.fromString(value.toString());
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:naichang:problem:" + code);
        body.put("title", code.replace('-', ' '));
        body.put("status", status);
        body.put("code", code);
        if (getMessage() != null) {
            body.put("detail", getMessage());
        }
        body.putAll(members);
        return body;
    }
}
