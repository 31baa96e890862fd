package io.naichang.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A page as it goes out: one JSON object, or lines (NDJSON) of which each stands for itself, so that a phone can
/// apply them while they come. Rows come from PostgreSQL in UTF-8 and are never made into text.
///
/// A page is whole before its first byte is sent: it is bounded, and a connection to the database must not wait for
/// a phone on a mountain.
final class PageWriter {
    static final String LINES = "application/x-ndjson";
    private static final String TYPED = "{\"type\":\"change\",";

    private static final int PIECE = 64 << 10;

    private final Held out = new Held();
    private final boolean lines;
    private long lastSeq;
    private String outcomes = "[]";
    private boolean first = true;

    private final @Nullable Integer schema;

    /// @param lines NDJSON
    /// @param schema what the app speaks, if it says so
    PageWriter(boolean lines, @Nullable Integer schema) {
        this.lines = lines;
        this.schema = schema;
    }

    @Nullable
    Integer schema() {
        return schema;
    }

    /// Must come before any change.
    ///
    /// @param outcomeList a JSON array
    void begin(String epoch, long received, long durableSeq, Instant serverTime, String outcomeList) {
        lastSeq = received;
        outcomes = outcomeList;
        String members = "\"epoch\":\"" + epoch + "\",\"lastSeq\":" + received + ",\"durableSeq\":" + durableSeq
                + ",\"serverTime\":\"" + serverTime + "\"";
        write(
                lines
                        ? "{\"type\":\"header\"," + members + "}\n"
                        : "{" + members + ",\"outcomes\":" + outcomes + ",\"changes\":[");
    }

    /// @param change a JSON object
    void change(byte[] change) {
        if (lines) {
            write(TYPED);
            out.write(change, 1, change.length - 1);
            write("\n");
        } else {
            write(first ? "" : ",");
            out.writeBytes(change);
            first = false;
        }
    }

    /// The end, without which a page does not count.
    void end(String cursor, boolean more) {
        String where = "\"cursor\":\"" + cursor + "\",\"more\":" + more;
        write(
                lines
                        ? "{\"type\":\"end\"," + where + ",\"lastSeq\":" + lastSeq + ",\"outcomes\":" + outcomes + "}\n"
                        : "]," + where + "}");
    }

    /// The page, after its end.
    byte[] whole() {
        return out.toByteArray();
    }

    /// The page, after its end.
    void writeTo(OutputStream phone) throws IOException {
        out.writeTo(phone);
    }

    /// Goes out without being copied: while a slow phone fetches its page, it is in memory once.
    private static final class Held extends ByteArrayOutputStream {
        private Held() {
            super(8192);
        }

        @Override
        public synchronized void writeTo(OutputStream phone) throws IOException {
            inPieces(buf, count, phone);
        }
    }

    /// Each piece waits until the phone has room for it.
    static void inPieces(byte[] bytes, int count, OutputStream phone) throws IOException {
        for (int at = 0; at < count; at += PIECE) {
            phone.write(bytes, at, Math.min(PIECE, count - at));
        }
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
