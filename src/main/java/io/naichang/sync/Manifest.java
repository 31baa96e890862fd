package io.naichang.sync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which rows a phone holds, in which versions. Read token by token, so that a list of a million ids costs nothing but
/// its refusal.
record Manifest(
        UUID device,
        @Nullable String epoch,
        int limit,
        @Nullable Integer schema,
        JsonNode clock,
        List<String> collections,
        List<UUID> ids,
        List<Integer> versions) {
    static final int MAX_BYTES = 16 << 20;
    /// Twice what a phone ever holds. Beyond, a first sync costs less than comparing.
    static final int MAX_ROWS = 200_000;

    private static final int MAX_NAME = 100;
    /// Reads one member; what follows it is no fault.
    private static final ObjectReader VALUE =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String CALL = "SELECT line, bucket, xid, seq FROM sync_manifest(?, ?, ?, ?, ?)";

    Manifest {
        collections = List.copyOf(collections);
        ids = List.copyOf(ids);
        versions = List.copyOf(versions);
    }

    /// @throws Problem 400 `malformed`, 413 `too-large`
    static Manifest read(byte[] bytes) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        ObjectNode rest = Json.object();
        boolean told = false;
        List<String> collections = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(bytes)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "", "The body must be a JSON object.");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals("collections")) {
                    rest.set(name, VALUE.readTree(parser));
                    continue;
                }
                told = true;
                require(parser.hasToken(JsonToken.START_OBJECT), name, "collections must be an object.");
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    rows(parser, collections, ids, versions);
                }
            }
            require(parser.nextToken() == null, "", "Something follows the body.");
            require(told, "collections", "collections must be an object.");
        } catch (JsonProcessingException e) {
            throw Problem.invalid("malformed", "", "Not JSON: " + e.getOriginalMessage());
        }
        Pull.Request request = Pull.Request.of(rest);
        return new Manifest(
                request.device(),
                request.epoch(),
                request.limit(),
                Schemas.said(rest),
                rest.path("clock"),
                collections,
                ids,
                versions);
    }

    private static void rows(JsonParser parser, List<String> collections, List<UUID> ids, List<Integer> versions)
            throws IOException {
        String collection = parser.currentName();
        require(collection.length() <= MAX_NAME && collection.indexOf('\0') < 0, "collections", "No such collection.");
        require(
                parser.nextToken() == JsonToken.START_OBJECT,
                "collections." + collection,
                "A collection must be an object of ids and versions.");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            UUID id = FieldType.id(TextNode.valueOf(parser.currentName()));
            boolean whole = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (id == null || !whole || parser.getNumberType() != JsonParser.NumberType.INT) {
                throw Problem.invalid(
                        "malformed", "collections." + collection, "An id must be a UUID, a version a number.");
            }
            if (ids.size() == MAX_ROWS) {
                throw tooLarge();
            }
            collections.add(collection);
            ids.add(id);
            versions.add(parser.getIntValue());
        }
    }

    private static void require(boolean readable, String field, String fault) {
        if (!readable) {
            throw Problem.invalid("malformed", field, fault);
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                413, "too-large", "A manifest holds at most 200,000 rows in 16 MiB: pull with a null cursor instead.");
    }

    /// What this phone lacks, behind the call that set the tenant.
    PreparedStatement call(Connection connection, UUID user) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CALL);
        statement.setObject(1, user);
        statement.setArray(2, connection.createArrayOf("text", collections.toArray()));
        statement.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
        statement.setArray(4, connection.createArrayOf("int4", versions.toArray()));
        statement.setInt(5, limit);
        return statement;
    }
}
