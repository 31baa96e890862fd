package io.naichang.platform;

/// How the desk reads a kind of thing: SQL texts of the code's own, never of a caller's.
///
/// @param collection its name in the API
/// @param from a table or a join
/// @param id expression of the id
/// @param version expression of the version
/// @param json expression of the JSON object, of type jsonb
/// @param key expression that orders the list, never null
/// @param keyType the PostgreSQL type of the key
public record Listing(
        String collection, String from, String id, String version, String json, String key, String keyType) {}
