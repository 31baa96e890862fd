package io.naichang.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a running stack is and how one gets in. As JSON it is one line, which tests and other programs read.
public record StackFacts(
        String jdbcUrl,
        String ownerUser,
        String ownerPassword,
        String appUser,
        String appPassword,
        String s3Host,
        int s3Port,
        String s3AccessKey,
        String s3SecretKey,
        String s3Bucket,
        String signingKeys,
        String publicKeys) {
    /// Those of a stack that runs on another program's behalf.
    static StackFacts of(Path file) throws IOException {
        return new JsonMapper().readValue(Files.readString(file), StackFacts.class);
    }

    String toJson() {
        try {
            return new JsonMapper().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of strings is always JSON", impossible);
        }
    }

    /// Says where it is, and no password.
    @Override
    public String toString() {
        return "StackFacts[" + jdbcUrl + ", " + s3Host + ":" + s3Port + "]";
    }
}
