package io.naichang.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Passwords that are made once and kept, one file each, readable by the owner only.
final class Secrets {
    private final Path folder;

    Secrets(Path folder) throws IOException {
        this.folder = OwnerOnly.folder(folder);
    }

    String get(String name) throws IOException {
        Path file = file(name);
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        OwnerOnly.write(file, secret + "\n");
        return secret;
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
