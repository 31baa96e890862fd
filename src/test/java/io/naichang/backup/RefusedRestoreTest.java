package io.naichang.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.CommandLine;
import io.naichang.testing.OwnStack;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is not restored, and leaves everything as it was.
@QuarkusTest
@TestProfile(OwnStack.class)
class RefusedRestoreTest extends RestoreCase {
    @Test
    void a_damaged_backup_is_refused_before_anything_is_changed() throws Exception {
        String visit = work.visitOf(somchai, 1);
        Path good = backup("good");
        String epoch = epochs().getLast();
        int version = work.seen(visit).getInt("version");

        assertRefused(good, "no-manifest", folder -> Files.delete(folder.resolve("manifest.json")), "is no backup");
        assertRefused(good, "no-table", folder -> Files.delete(folder.resolve("visit.copy")), "visit.copy");
        assertRefused(good, "one-bit", folder -> flip(folder.resolve("visit.copy"), 200), "visit.copy");
        assertRefused(good, "cut-off", folder -> cut(folder.resolve("field_change.copy")), "field_change.copy");
        assertRefused(
                good,
                "other-list",
                folder -> Files.writeString(folder.resolve("objects.txt"), "a 1 b\n"),
                "objects.txt");
        assertRefused(good, "other-number", folder -> rewrite(folder, "\"rows\" : ", "\"rows\" : 1"), "manifest.json");
        assertRefused(
                good,
                "no-json",
                folder -> Files.writeString(folder.resolve("manifest.json"), "นายช่าง"),
                "manifest.json");

        assertThat(epochs().getLast()).isEqualTo(epoch);
        assertThat(work.seen(visit).getInt("version")).isEqualTo(version);
    }

    private interface Damage {
        void to(Path folder) throws IOException;
    }

    private void assertRefused(Path good, String name, Damage damage, String words) throws IOException {
        Path copy = Files.createDirectories(temp.resolve(name));
        try (Stream<Path> files = Files.list(good)) {
            for (Path each : files.toList()) {
                Files.copy(each, copy.resolve(each.getFileName()));
            }
        }
        damage.to(copy);
        CommandLine ran = restore(copy);
        assertThat(ran.exit()).as(name).isEqualTo(1);
        assertThat(ran.said()).as(name).contains(words, "Nothing was changed").doesNotContain("Exception");
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void rewrite(Path folder, String text, String other) throws IOException {
        Path file = folder.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace(text, other));
    }

    @Test
    void a_database_that_holds_something_is_replaced_only_when_that_is_said() throws SQLException {
        Path backup = backup("asked");
        String epoch = epochs().getLast();

        CommandLine ran = CommandLine.run("restore", backup.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains("--replace would replace them all");
        assertThat(epochs().getLast()).isEqualTo(epoch);
    }

    @Test
    void a_backup_of_another_installation_or_schema_is_refused() throws SQLException {
        Path backup = backup("foreign");
        String mark = OwnStack.sql("SELECT mark FROM epoch WHERE number = 1").getFirst();
        OwnStack.sql("UPDATE epoch SET mark = '0badcafe' WHERE number = 1");
        assertThat(restore(backup).said()).contains("of another installation", "Nothing was changed");
        OwnStack.sql("UPDATE epoch SET mark = '" + mark + "' WHERE number = 1");

        OwnStack.sql("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '0041'");
        assertThat(restore(backup).said()).contains("restore it with the program that made it", "Nothing was changed");
        OwnStack.sql("UPDATE flyway_schema_history SET checksum = checksum - 1 WHERE version = '0041'");

        OwnStack.sql("CREATE TABLE tomorrow (id bigint PRIMARY KEY)");
        assertThat(restore(backup).said()).contains("other tables", "Nothing was changed");
        OwnStack.sql("DROP TABLE tomorrow");
    }
}
