package io.naichang.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/// One thing as the desk reads it.
///
/// @param version for the ETag, with which a change must come back
/// @param json a JSON object as text, without id and version
public record View(UUID id, int version, String json) {
    /// A view of something that Jackson can write as an object.
    public static View of(UUID id, int version, Object content) {
        try {
            return new View(id, version, Json.MAPPER.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON can be made of " + content.getClass(), e);
        }
    }

    /// As it is, and with one member more.
    public View with(String name, JsonNode value) {
        return new View(id, version, Json.object(json).set(name, value).toString());
    }

    /// The whole JSON: id and version before what the object holds.
    String text() {
        String rest = json.substring(json.indexOf('{') + 1).strip();
        return "{\"id\":\"" + id + "\",\"version\":" + version + (rest.equals("}") ? "" : ",") + rest;
    }

    /// 200 with the ETag.
    public Response ok() {
        return answer(Response.ok());
    }

    /// 201 with the ETag and the place below the request's path; also for a repeated create.
    public Response created(UriInfo uri) {
        return answer(Response.created(
                uri.getAbsolutePathBuilder().path(id.toString()).build()));
    }

    private Response answer(Response.ResponseBuilder builder) {
        return builder.type(MediaType.APPLICATION_JSON)
                .tag(new EntityTag(String.valueOf(version)))
                .entity(text())
                .build();
    }
}
