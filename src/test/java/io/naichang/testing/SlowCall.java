package io.naichang.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A call over a plain socket that is sent and whose answer is fetched only as far as a test wants; what is not fetched
/// finds hardly room on the way, so that the server keeps it.
public final class SlowCall implements AutoCloseable {
    private final Socket socket = new Socket();

    public SlowCall(Person owner, String path, String body) throws IOException {
        this(owner, path, body, 0);
    }

    /// @param missing how many bytes of the body never come
    public SlowCall(Person owner, String path, String body, int missing) throws IOException {
        // Before it is connected, or it has no effect.
        socket.setReceiveBufferSize(4096);
        socket.setSendBufferSize(4096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + owner.token()
                + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                + (bytes.length + missing)
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
    }

    /// The status of the answer, of which nothing else is fetched.
    public int status() throws IOException {
        return Integer.parseInt(
                new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9));
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            // As a lost connection ends, not politely.
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }
}
