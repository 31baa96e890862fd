package io.naichang.dev.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A push with photos: the part `batch` first, then each file under the SHA-256 of its bytes.
/// The whole body is in memory: a demo's day is small.
final class Multipart {
    private final String contentType;
    private final byte[] body;

    private Multipart(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = body;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body.clone();
    }

    static Multipart of(String batch, List<Photo> photos) {
        String boundary = "naichang-" + UUID.randomUUID();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, boundary, "batch", "application/json", batch.getBytes(StandardCharsets.UTF_8));
        photos.forEach(each -> part(out, boundary, each.sha256(), each.contentType(), each.bytes()));
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Multipart("multipart/form-data; boundary=" + boundary, out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, String boundary, String name, String type, byte[] content) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
