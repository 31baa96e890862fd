package io.naichang.sync;

import io.naichang.platform.Json;
import io.naichang.platform.SigningKeys;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Technicians with registered phones, and their tokens.
@ApplicationScoped
class TestPhones {
    private final Sql sql;
    private final SigningKeys keys;

    TestPhones(Sql sql, SigningKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /// A phone of a technician of its own.
    record Phone(String tenant, String token, String deviceId, String epoch) {
        RequestSpecification call() {
            return RestAssured.given()
                    .header("Authorization", "Bearer " + token)
                    .contentType("application/json");
        }

        /// A batch that gives up one number, which is all that a test of files needs of mutations.
        String batch(long seq) {
            return """
                    {"deviceId": "%s", "epoch": "%s", "schema": 1,
                     "mutations": [{"seq": %d, "op": "void", "reason": "test"}]}
                    """.formatted(deviceId, epoch, seq);
        }
    }

    Phone of(String tenant) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", tenant, tenant));
        String token = token(tenant, "technician");
        var device = RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("""
                        {"installId": "%s", "platform": "android", "appVersion": "1", "schema": 1}
                        """.formatted(UUID.randomUUID()))
                .post("/api/v1/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Phone(tenant, token, device.getString("deviceId"), device.getString("epoch"));
    }

    /// A token of somebody new with this role.
    String token(String tenant, String role) {
        long now = System.currentTimeMillis() / 1000;
        var claims = Json.object()
                .put("iss", "naichang")
                .put("sub", UUID.randomUUID().toString())
                .put("upn", "somchai")
                .put("tenant", tenant)
                .put("iat", now)
                .put("exp", now + 600);
        claims.putArray("groups").add(role);
        return keys.sign("JWT", claims);
    }

    /// The highest number received from a phone, as committed.
    long lastSeq(Phone phone) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.actFor(phone.tenant());
            return sql.first(
                            "SELECT last_seq FROM sync_device WHERE id = ?::uuid",
                            row -> row.getLong(1),
                            phone.deviceId())
                    .orElseThrow();
        });
    }
}
