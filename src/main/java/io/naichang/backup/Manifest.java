package io.naichang.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.naichang.backup.CopyFile.Content;
import io.naichang.platform.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What a backup holds, written last: a folder without it is no backup.
///
/// @param schema the migrations that had run, as [Schema] names them
/// @param installation the name of the database's first epoch, which no other database has
/// @param takenAt when the snapshot was taken, by the database's clock
/// @param sequences the last value of each that was ever used
@RegisterForReflection
record Manifest(
        String format,
        String application,
        String schema,
        String postgres,
        String installation,
        String epoch,
        String takenAt,
        List<TableFile> tables,
        Map<String, Long> sequences,
        ObjectsFile objects) {
    static final String FORMAT = "naichang-backup-1";
    static final String OBJECTS = "objects.txt";

    private static final String FILE = "manifest.json";
    private static final String SEAL = "manifest.sha256";

    @RegisterForReflection
    record TableFile(String name, Map<String, String> columns, long rows, long bytes, String sha256) {
        Path in(Path folder) {
            return folder.resolve(name + ".copy");
        }

        Table table() {
            return new Table(name, columns);
        }
    }

    /// The objects that rows refer to; the bytes are the store's to keep.
    @RegisterForReflection
    record ObjectsFile(long count, long missing, long bytes, String sha256) {}

    long rows() {
        return tables.stream().mapToLong(TableFile::rows).sum();
    }

    long bytes() {
        return tables.stream().mapToLong(TableFile::bytes).sum();
    }

    void write(Path folder) throws IOException, SQLException {
        byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        Content content = CopyFile.write(folder.resolve(FILE), out -> {
            out.write(json);
            return 1;
        });
        CopyFile.write(folder.resolve(SEAL), out -> {
            out.write((content.sha256() + "\n").getBytes(StandardCharsets.US_ASCII));
            return 1;
        });
    }

    /// Reads a backup to its last byte.
    ///
    /// @throws Refusal if it is none, or not as it was written
    static Manifest verified(Path folder) {
        Manifest manifest = read(folder);
        for (TableFile each : manifest.tables()) {
            Path file = each.in(folder);
            try {
                Content found = CopyFile.readRows(file);
                require(file, found, new Content(each.rows(), each.bytes(), each.sha256()));
            } catch (IOException e) {
                throw damaged(file, e);
            }
        }
        Path objects = folder.resolve(OBJECTS);
        try {
            Content found = CopyFile.readLines(objects);
            require(
                    objects,
                    found,
                    new Content(
                            manifest.objects().count(),
                            found.bytes(),
                            manifest.objects().sha256()));
        } catch (IOException e) {
            throw damaged(objects, e);
        }
        return manifest;
    }

    private static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Refusal(folder + " is no backup of Naichang, or one that was cut off: it has no " + FILE);
        }
        try {
            byte[] json = Files.readAllBytes(file);
            String seal = Files.readString(folder.resolve(SEAL)).strip();
            if (!HexFormat.of().formatHex(CopyFile.sha256().digest(json)).equals(seal)) {
                throw new Refusal("The backup is damaged: " + file + " is not as it was written");
            }
            Manifest manifest = Json.MAPPER.readValue(json, Manifest.class);
            if (!FORMAT.equals(manifest.format())) {
                throw new Refusal(
                        folder + " is a backup in another format, '" + manifest.format() + "'; I read " + FORMAT);
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new Refusal(file + " is not the manifest of a backup of Naichang", e);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static void require(Path file, Content found, Content written) {
        if (!found.equals(written)) {
            throw new Refusal("The backup is damaged: " + file + " is not as it was written");
        }
    }

    private static Refusal damaged(Path file, IOException why) {
        return new Refusal("The backup is damaged: " + file + " cannot be read to its end", why);
    }
}
