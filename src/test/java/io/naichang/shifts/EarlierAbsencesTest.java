package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// Absences of a database that was made before phones knew of any, after its update.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class EarlierAbsencesTest extends RosterCase {
    private static final Path MIGRATION =
            Path.of(System.getProperty("basedir", ""), "src/main/resources/db/migration/V0083__shifts_absences.sql");

    @Test
    void absences_from_before_the_update_come_to_phones() throws IOException, SQLException {
        String id = away("2026-11-23T01:00:00Z", "2026-11-23T10:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        String script = Files.readString(MIGRATION);
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            for (String table : new String[] {"sync_member", "sync_document", "field_change"}) {
                statement.execute("DELETE FROM " + table + " WHERE collection = 'absences' AND id = '" + id + "'");
            }
            assertThat(Phone.of(somchai).pull().holds("absences", id)).isFalse();

            statement.execute(script.substring(script.indexOf("DO $$")));
        }

        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.row("absences", id).path("kind").asText()).isEqualTo("sick");
        phone.does("delete", "absences", id);
        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");
    }

    private static Connection owner() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
    }
}
