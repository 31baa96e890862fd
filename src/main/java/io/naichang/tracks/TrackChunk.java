package io.naichang.tracks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.FieldType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A piece of a track as a phone sends it (design: sync-protocol.md §9), and as it lies in the object store.
///
/// @param startedAt by the phone's wall clock
/// @param mono the same by its monotonic clock
/// @param json the whole, with `points`
record TrackChunk(Instant startedAt, @Nullable Long mono, List<TrackPoint> points, ObjectNode json) {
    private static final int MAX_POINTS = 300;
    /// Plenty for so many points; a bomb is larger.
    private static final int MAX_BYTES = 128 << 10;

    private static final long MAX_MONO = 1L << 47;

    TrackChunk {
        points = List.copyOf(points);
    }

    /// Reads what a phone sent.
    ///
    /// @throws Problem 400 `malformed` or `invalid` with the field, 413 `too-large`
    static TrackChunk received(InputStream body, @Nullable String encoding) {
        if (encoding != null && !encoding.equals("gzip") && !encoding.equals("identity")) {
            throw Problem.invalid("malformed", "Content-Encoding", "Only gzip is understood.");
        }
        try (InputStream in = "gzip".equals(encoding) ? new GZIPInputStream(body) : body) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Problem.of(413, "too-large", "A piece of a track holds at most 128 KiB of JSON.");
            }
            return read(bytes);
        } catch (JsonProcessingException e) {
            throw Problem.invalid("malformed", "", "Not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Problem.invalid("malformed", "", "The body is not whole gzip, or ended early.");
        }
    }

    /// Reads what we stored.
    static TrackChunk stored(InputStream object) throws IOException {
        try (InputStream in = new GZIPInputStream(object)) {
            return read(in.readAllBytes());
        }
    }

    private static TrackChunk read(byte[] bytes) throws IOException {
        if (!(Json.MAPPER.readTree(bytes) instanceof ObjectNode json)) {
            throw Problem.invalid("malformed", "", "The body must be a JSON object.");
        }
        Instant startedAt = FieldType.instant(json.get("startedAt"));
        if (startedAt == null) {
            throw Problem.invalid("invalid", "startedAt", "It must be an RFC 3339 instant.");
        }
        JsonNode list = json.path("points");
        if (list.size() > MAX_POINTS) {
            throw Problem.of(413, "too-large", "A piece of a track holds at most 300 points.")
                    .with("field", "points");
        }
        if (!list.isArray() || list.isEmpty()) {
            throw Problem.invalid("invalid", "points", "It must be a list of 1 to 300 points.");
        }
        List<TrackPoint> points = new ArrayList<>(list.size());
        long before = 0;
        for (JsonNode each : list) {
            TrackPoint point = TrackPoint.of(each, "points." + points.size());
            if (point.dt() < before) {
                throw Problem.invalid("invalid", "points." + points.size(), "It is before the point before it.");
            }
            before = point.dt();
            points.add(point);
        }
        return new TrackChunk(startedAt, mono(json), points, json);
    }

    private static @Nullable Long mono(ObjectNode json) {
        JsonNode mono = json.path("mono");
        if (mono.isMissingNode() || mono.isNull()) {
            return null;
        }
        if (!mono.isIntegralNumber() || !mono.canConvertToLong() || Math.abs(mono.longValue()) > MAX_MONO) {
            throw Problem.invalid("invalid", "mono", "It must be a number of milliseconds.");
        }
        return mono.longValue();
    }

    JsonNode clock() {
        return json.path("clock");
    }

    TrackPoint last() {
        return points.getLast();
    }

    /// The same with these points only.
    TrackChunk keeping(List<TrackPoint> some) {
        if (some.size() == points.size()) {
            return this;
        }
        // Nothing else of it: a member that we do not know may tell what must not be kept.
        ObjectNode less = Json.object();
        for (String name : List.of("clock", "startedAt", "mono")) {
            if (json.has(name)) {
                less.set(name, json.get(name));
            }
        }
        less.putArray("points").addAll(some.stream().map(TrackPoint::json).toList());
        return new TrackChunk(startedAt, mono, some, less);
    }

    /// Of what was measured; the clock of the call is another each time that it is sent.
    String digest() {
        String content = startedAt + " " + mono + " " + json.path("points");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// As it is stored.
    InputStream zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
