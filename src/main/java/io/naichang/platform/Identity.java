package io.naichang.platform;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// For the API's description: what [View] puts before everything that the desk reads.
@Schema(name = "Identity")
public record Identity(
        @Schema(required = true) UUID id,
        @Schema(required = true) int version) {
    /// For the API's description: what a create may carry beside the form.
    @Schema(name = "OwnId")
    public record Own(
            @Schema(description = "The client's own id, best a UUIDv7; made by us if it is left out.")
            UUID id) {}
}
