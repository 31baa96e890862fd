package io.naichang.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/// A file of a backup, written with its SHA-256 and forced to the disk, and read back in the same way.
final class CopyFile {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int BUFFER = 1 << 16;

    private CopyFile() {}

    /// Writes bytes and says how many units they hold.
    interface Writer {
        long write(OutputStream out) throws IOException, SQLException;
    }

    /// What a file holds.
    record Content(long units, long bytes, String sha256) {}

    static Content write(Path path, Writer writer) throws IOException, SQLException {
        MessageDigest digest = sha256();
        long units;
        try (FileOutputStream file = new FileOutputStream(path.toFile());
                OutputStream out = new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER)) {
            units = writer.write(out);
            out.flush();
            file.getFD().sync();
        }
        return new Content(units, Files.size(path), HexFormat.of().formatHex(digest.digest()));
    }

    /// Reads a table's file to its end, row by row.
    static Content readRows(Path path) throws IOException {
        MessageDigest digest = sha256();
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), BUFFER))) {
            long rows = rows(in);
            if (in.read() >= 0) {
                throw new EOFException("something follows its end");
            }
            return new Content(rows, Files.size(path), HexFormat.of().formatHex(digest.digest()));
        }
    }

    /// PostgreSQL's binary COPY format: a header, rows of counted fields, -1.
    private static long rows(DataInputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
            throw new EOFException("it does not begin as COPY's format does");
        }
        in.readInt();
        pass(in, in.readInt(), buffer);
        for (long rows = 0; ; rows++) {
            short fields = in.readShort();
            if (fields < 0) {
                return rows;
            }
            for (int field = 0; field < fields; field++) {
                pass(in, in.readInt(), buffer);
            }
        }
    }

    /// Reads a value, since what is skipped is not digested. A null has the length -1.
    private static void pass(DataInputStream in, int length, byte[] buffer) throws IOException {
        for (int left = length; left > 0; left -= buffer.length) {
            in.readFully(buffer, 0, Math.min(left, buffer.length));
        }
    }

    /// Reads a file of lines.
    static Content readLines(Path path) throws IOException {
        MessageDigest digest = sha256();
        long lines = 0;
        try (InputStream in =
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), BUFFER)) {
            for (int each = in.read(); each >= 0; each = in.read()) {
                lines += each == '\n' ? 1 : 0;
            }
        }
        return new Content(lines, Files.size(path), HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
