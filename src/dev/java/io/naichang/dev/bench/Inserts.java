package io.naichang.dev.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// The rows of one pushed note, each by a plain prepared insert, between a savepoint and its release. Prepared once for
/// the connection, as a pool would keep them.
final class Inserts {
    private static final String DOC = "{\"visitId\": \"%s\", \"text\": \"ล้างแผงคอยล์เย็น ตรวจแรงดันน้ำยา\"}";

    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement note;
    private final PreparedStatement document;
    private final PreparedStatement change;
    private final PreparedStatement member;
    private final PreparedStatement result;

    Inserts(Connection connection) throws SQLException {
        savepoint = connection.prepareStatement("SAVEPOINT one");
        release = connection.prepareStatement("RELEASE SAVEPOINT one");
        note = connection.prepareStatement(
                "INSERT INTO note (id, visit_id, author_id, text, at) SELECT ?, id, gen_random_uuid(), ?, now() FROM visit"
                        + " WHERE tenant_id = current_tenant() LIMIT 1");
        document = connection.prepareStatement(
                "INSERT INTO sync_document (collection, id, version, doc, buckets, leads) VALUES ('floor', ?, 1, ?::jsonb, '{floor}', '{}')");
        change = connection.prepareStatement(
                "INSERT INTO field_change (collection, id, field, version, value, at) VALUES ('floor', ?, ?, 1, '\"x\"', now())");
        member = connection.prepareStatement(
                "INSERT INTO sync_member (bucket, collection, id, op) VALUES ('floor', 'floor', ?, 'P')");
        result = connection.prepareStatement(
                "INSERT INTO sync_mutation (device_id, seq, digest, result, occurred_at, time_quality) VALUES (?, ?, 'x', ?::jsonb, now(), 'device')");
    }

    void one(UUID device, long seq) throws SQLException {
        UUID id = UUID.randomUUID();
        savepoint.execute();
        note.setObject(1, id);
        note.setString(2, "ล้างแผงคอยล์เย็น");
        note.execute();
        document.setObject(1, id);
        document.setString(2, DOC.formatted(id));
        document.execute();
        for (String field : List.of("visitId", "text")) {
            change.setObject(1, id);
            change.setString(2, field);
            change.execute();
        }
        member.setObject(1, id);
        member.execute();
        result.setObject(1, device);
        result.setLong(2, seq);
        result.setString(3, "{\"seq\": 1, \"status\": \"applied\"}");
        result.execute();
        release.execute();
    }
}
