package io.naichang.dev.simulate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/// A file on a phone: a small picture that is like no other.
final class Photo {
    private static final byte[] PICTURE = picture();

    /// How its bytes come to the server, if they do.
    enum Way {
        WITH_PUSH,
        TO_STORE,
        SPOILT,
        NEVER
    }

    private final String attachment;
    private final byte[] bytes;
    private Way way;
    private boolean delivered;

    Photo(String attachment, String words, Way way) {
        this.attachment = attachment;
        this.way = way;
        bytes = withComment(words);
    }

    String attachment() {
        return attachment;
    }

    Way way() {
        return way;
    }

    /// From now on it goes this way.
    void go(Way other) {
        way = other;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// The bytes as a bad memory card gives them.
    byte[] spoilt() {
        byte[] other = bytes.clone();
        other[other.length - 3] ^= 1;
        return other;
    }

    String sha256() {
        return sha256(bytes);
    }

    /// Whether the server has said that it has the bytes.
    boolean isDelivered() {
        return delivered;
    }

    void delivered() {
        delivered = true;
    }

    void offerAgain() {
        delivered = false;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A JPEG's comment (marker FFFE) makes it another file.
    private static byte[] withComment(String words) {
        byte[] comment = words.getBytes(StandardCharsets.UTF_8);
        int length = comment.length + 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PICTURE, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) (length >> 8), (byte) length});
        out.writeBytes(comment);
        out.write(PICTURE, 2, PICTURE.length - 2);
        return out.toByteArray();
    }

    private static byte[] picture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB), "jpg", out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written", e);
        }
        return out.toByteArray();
    }
}
