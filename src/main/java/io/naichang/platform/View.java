package io.naichang.platform;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/// One thing as the desk reads it.
///
/// @param version for the ETag, with which a change must come back
/// @param json a JSON object as text, without id and version
public record View(UUID id, int version, String json) {
    /// The whole JSON: id and version before what the object holds.
    @JsonValue
    @JsonRawValue
    public String text() {
        String rest = json.substring(json.indexOf('{') + 1).strip();
        return "{\"id\":\"" + id + "\",\"version\":" + version + (rest.equals("}") ? "" : ",") + rest;
    }

    /// 200 with the ETag.
    public Response ok() {
        return answer(Response.ok());
    }

    /// 201 with the ETag and the place below the request's path; also for a repeated create.
    public Response created(UriInfo request) {
        return answer(Response.created(
                request.getAbsolutePathBuilder().path(id.toString()).build()));
    }

    private Response answer(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ETAG, ETags.of(version))
                .entity(text())
                .build();
    }
}
