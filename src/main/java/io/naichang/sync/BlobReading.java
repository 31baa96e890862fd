package io.naichang.sync;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A file's bytes on their way, read once: hashed, counted, and their head kept, which tells the type and holds the
/// EXIF. Past the limit it fails instead of reading on.
final class BlobReading extends FilterInputStream {
    static final long MAX_BYTES = 50L << 20;
    /// EXIF of JPEG lies in the first segments; phones put that of HEIC before the picture as well.
    private static final int HEAD_BYTES = 1 << 20;

    /// The file is larger than is kept.
    static final class TooLarge extends IOException {
        TooLarge() {
            super("a file holds at most " + MAX_BYTES + " bytes");
        }
    }

    private final MessageDigest digest;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] first;
    /// How much of `first`, which was read ahead, has been given out.
    private int given;

    private long size;

    BlobReading(InputStream in) throws IOException {
        super(in);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        first = in.readNBytes(BlobType.HEAD_BYTES);
    }

    /// The type by the first bytes, known before anything else is read.
    Optional<BlobType> type() {
        return BlobType.sniff(first);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        if (given < first.length) {
            count = Math.min(length, first.length - given);
            System.arraycopy(first, given, buffer, offset, count);
            given += count;
        } else {
            count = in.read(buffer, offset, length);
        }
        if (count > 0) {
            size += count;
            if (size > MAX_BYTES) {
                throw new TooLarge();
            }
            digest.update(buffer, offset, count);
            head.write(buffer, offset, Math.min(count, HEAD_BYTES - head.size()));
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /// How many bytes were read so far.
    long size() {
        return size;
    }

    /// The hash of everything, in hex; only after the end was reached, and only once.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The first mebibyte, or less.
    byte[] head() {
        return head.toByteArray();
    }
}
