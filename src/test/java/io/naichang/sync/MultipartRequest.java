package io.naichang.sync;

import io.restassured.RestAssured;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A multipart push over a plain socket, so that a test decides which bytes leave and when the connection is cut.
/// It is sent in chunks, as a phone does that does not know the length beforehand.
final class MultipartRequest implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;

    MultipartRequest(PhotoPhone phone) throws IOException {
        socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(60_000);
        out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
        String head = """
                POST /api/v1/sync/push HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: multipart/form-data; boundary=cut-here
                Transfer-Encoding: chunked

                """.formatted(phone.owner().token());
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    MultipartRequest part(String name, byte[] bytes) throws IOException {
        open(name).send(bytes, 0, bytes.length);
        return text("\r\n");
    }

    /// Begins a part, which the next one ends.
    MultipartRequest open(String name) throws IOException {
        return text("--cut-here\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"../../etc/passwd.jpg\"\r\n\r\n");
    }

    MultipartRequest text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return send(bytes, 0, bytes.length);
    }

    MultipartRequest send(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += 16 << 10) {
            int count = Math.min(16 << 10, offset + length - at);
            out.write((HexFormat.of().toHexDigits(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, at, count);
            out.write('\r');
            out.write('\n');
        }
        return this;
    }

    /// Lets everything so far leave.
    MultipartRequest flush() throws IOException {
        out.flush();
        return this;
    }

    /// Ends the request; answers status line, headers and body.
    String answer() throws IOException {
        text("--cut-here--\r\n");
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return read();
    }

    /// Whether something of an answer has come already.
    boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /// Whether the connection ends after what was read, or else nothing comes for a minute.
    boolean isOver() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /// The answer, to the end of its body.
    String read() throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        int end = -1;
        while (end < 0 || all.length() < end) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            all.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            int head = all.indexOf("\r\n\r\n");
            if (end < 0 && head >= 0) {
                String length = all.substring(0, head).toLowerCase(java.util.Locale.ROOT);
                int at = length.indexOf("content-length: ");
                end = head
                        + 4
                        + Integer.parseInt(
                                length.substring(at + 16).split("\\r", 2)[0].strip());
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        // A cut connection, not a polite end.
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
