package io.naichang.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.platform.ObjectStore;
import io.naichang.testing.CommandLine;
import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.Tenant;
import io.naichang.testing.Upload;
import io.naichang.testing.Work;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(OwnStack.class)
class BackupTest {
    @Inject
    ObjectStore store;

    @TempDir
    Path temp;

    private Tenant siam;
    private Person somchai;
    private String visit;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        somchai = siam.technician("somchai");
        visit = Work.at(siam.dispatcher("nok")).visitOf(somchai, 1);
    }

    private CommandLine backup(String name, String... more) {
        String[] words = new String[more.length + 1];
        words[0] = temp.resolve(name).toString();
        System.arraycopy(more, 0, words, 1, more.length);
        return CommandLine.run("backup", words);
    }

    private JsonNode manifest(String name) throws IOException {
        return Json.parse(Files.readString(temp.resolve(name).resolve("manifest.json")));
    }

    private void work(Phone phone, int times) {
        for (int i = 0; i < times; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", "บันทึก " + i));
        }
        phone.push();
    }

    @Test
    void every_table_is_in_it_with_all_its_rows_and_one_that_is_made_tomorrow_too() throws Exception {
        OwnStack.sql(
                "CREATE TABLE tomorrow (id bigint PRIMARY KEY); INSERT INTO tomorrow SELECT generate_series(1, 7)");
        CommandLine ran = backup("all");
        Map<String, Long> counted = new TreeMap<>();
        for (String table : OwnStack.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            counted.put(
                    table,
                    Long.valueOf(OwnStack.sql("SELECT count(*) FROM " + table).getFirst()));
        }
        counted.remove("flyway_schema_history");
        // Itself is recorded after its snapshot.
        counted.merge("backup", -1L, Long::sum);
        OwnStack.sql("DROP TABLE tomorrow");

        assertThat(ran.said()).contains("and read them back");
        assertThat(ran.exit()).isZero();
        Map<String, Long> copied = new TreeMap<>();
        manifest("all")
                .path("tables")
                .forEach(each ->
                        copied.put(each.path("name").asText(), each.path("rows").asLong()));
        assertThat(copied).isEqualTo(counted).containsEntry("tomorrow", 7L);
    }

    @Test
    void nobody_else_may_read_it() throws IOException {
        backup("secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("secret"))))
                .isEqualTo("rwx------");
    }

    @Test
    void phones_may_forget_what_it_covers_and_nothing_more() {
        Phone phone = Phone.of(somchai).pull();
        Phone other = Phone.of(siam.technician("malee")).pull();
        work(phone, 3);
        assertThat(phone.keeps()).containsExactly(1L, 2L, 3L);

        assertThat(backup("evening").exit()).isZero();
        work(phone, 2);

        assertThat(phone.keeps()).containsExactly(4L, 5L);
        assertThat(phone.pullPage().path("durableSeq").asLong()).isEqualTo(3);
        assertThat(other.pullPage().path("durableSeq").asLong()).isZero();
        assertThat(backup("night").exit()).isZero();
        assertThat(phone.pullPage().path("durableSeq").asLong()).isEqualTo(5);
        assertThat(phone.keeps()).isEmpty();
    }

    @Test
    void a_folder_that_holds_something_is_left_as_it_is_and_covers_nothing() throws IOException {
        Phone phone = Phone.of(somchai).pull();
        work(phone, 1);
        Files.createDirectories(temp.resolve("full"));
        Files.writeString(temp.resolve("full/เก่า.txt"), "อย่าลบ");

        CommandLine ran = backup("full");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains("is not an empty folder");
        try (Stream<Path> entries = Files.list(temp.resolve("full"))) {
            assertThat(entries).hasSize(1);
        }
        assertThat(phone.pullPage().path("durableSeq").asLong()).isZero();
    }

    @Test
    void words_that_are_none_of_its_own_are_not_guessed_at() {
        assertThat(CommandLine.run("backup").exit()).isEqualTo(64);
        assertThat(CommandLine.run("backup", "--sizes").exit()).isEqualTo(64);
        assertThat(CommandLine.run("backup", "a", "b").exit()).isEqualTo(64);
        assertThat(CommandLine.run("restore", "--replace").exit()).isEqualTo(64);
    }

    @Test
    void it_lists_every_object_and_names_those_that_the_store_has_not() throws IOException, SQLException {
        String here = Upload.of(somchai, Upload.pdf());
        String lost = Upload.of(somchai, Upload.pdf());
        String other = Upload.of(somchai, Upload.pdf());

        assertThat(backup("whole").exit()).isZero();
        List<String> lines = Files.readAllLines(temp.resolve("whole/objects.txt"));
        assertThat(lines).anyMatch(line -> line.startsWith(here + " ") && line.endsWith(key(here)));

        store.remove(key(lost));
        store.put(key(other), new ByteArrayInputStream(new byte[] {1, 2, 3}), "application/pdf");
        for (String[] more : List.of(new String[0], new String[] {"--sizes-only"})) {
            CommandLine ran = backup("after" + more.length, more);
            assertThat(ran.exit()).isEqualTo(3);
            assertThat(ran.said()).contains(key(lost), key(other)).doesNotContain(key(here));
        }
        OwnStack.sql("DELETE FROM blob WHERE sha256 IN ('" + lost + "', '" + other + "')");
    }

    private String key(String sha256) {
        return siam.id() + "/sha256/" + sha256.substring(0, 2) + "/" + sha256;
    }

    @Test
    void every_column_that_names_an_object_is_known_to_the_list_of_objects() throws SQLException {
        // Thumbnails are made again from what they show; an adapter's row_key is a hash that names no object.
        assertThat(OwnStack.sql("SELECT table_name || '.' || column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND column_name LIKE '%\\_key' AND data_type = 'text'"
                        + " AND table_name NOT IN ('stored_object', 'adapter_row') ORDER BY 1"))
                .containsExactly("blob.thumbnail_key", "track_chunk.object_key");
    }
}
