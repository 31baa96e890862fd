package io.naichang.tracks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// A phone that has been on for ten days and knows where it is.
record TrackedPhone(Person owner, Phone phone, Instant on) {
    static TrackedPhone of(Person owner) {
        return new TrackedPhone(owner, Phone.of(owner).pull(), Instant.now().minus(Duration.ofDays(10)));
    }

    UUID device() {
        return phone.device();
    }

    long mono(Instant at) {
        return Duration.between(on, at).toMillis();
    }

    /// Its clocks now; `wrong` is how far the wall clock is ahead.
    ObjectNode clock(Duration wrong) {
        Instant now = Instant.now();
        return Json.object()
                .put("wall", now.plus(wrong).toString())
                .put("mono", mono(now))
                .put("boot", "b1");
    }

    /// Takes a step of a visit at a time that the steady clock proves.
    void steps(Object visit, String command, Instant at) {
        phone.commands(visit, command, command.equals("complete") ? Map.of("outcome", "fixed") : Map.of())
                .put("at", at.toString())
                .put("mono", mono(at))
                .put("boot", "b1");
        ObjectNode batch = phone.batch();
        batch.set("clock", clock(Duration.ZERO));
        phone.sends(batch).then().statusCode(200);
        phone.push();
        phone.pull();
    }

    /// A piece of a track that began then; its times are exact.
    ObjectNode chunk(Instant startedAt, List<double[]> points) {
        ObjectNode chunk = Json.object().put("startedAt", startedAt.toString()).put("mono", mono(startedAt));
        chunk.set("clock", clock(Duration.ZERO));
        ArrayNode list = chunk.putArray("points");
        for (double[] each : points) {
            list.addArray()
                    .add((long) each[0])
                    .add(each[1])
                    .add(each[2])
                    .add(8.5)
                    .add(12.5)
                    .add(171)
                    .add(false);
        }
        return chunk;
    }

    /// A point a minute for so many minutes.
    ObjectNode minutes(Instant startedAt, int count) {
        return chunk(startedAt, Drive.toLamphun(count, Duration.ofMinutes(1)).points());
    }

    Answer puts(long firstSeq, ObjectNode chunk) {
        return puts("b1/" + firstSeq, gzip(chunk.toString()), "gzip");
    }

    Answer puts(String path, byte[] body, String encoding) {
        return puts(device() + "/" + path, owner, body, encoding);
    }

    static Answer puts(String path, Person who, byte[] body, String encoding) {
        return Answer.to(
                "PUT",
                "/api/v1/sync/tracks/" + path,
                Map.of(
                        "Authorization",
                        "Bearer " + who.token(),
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        encoding),
                body);
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
