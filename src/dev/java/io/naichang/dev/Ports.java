package io.naichang.dev;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which ports the stack listens on. A port is kept over restarts where it is still free, so that links to photos
/// that a phone got before a restart work after it.
final class Ports {
    private Ports() {}

    static boolean isFree(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            // As servers do: a port whose last connections are still winding down counts as free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    /// The port remembered in `memory`, or another free one of the loopback interface, remembered from now on.
    static int remembered(Path memory) throws IOException {
        if (Files.exists(memory)) {
            String text = Files.readString(memory).strip();
            if (text.matches("[0-9]{4,5}") && isFree(loopback(), Integer.parseInt(text))) {
                return Integer.parseInt(text);
            }
        }
        int port = free();
        OwnerOnly.write(memory, port + "\n");
        return port;
    }

    static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, loopback())) {
            return any.getLocalPort();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }
}
