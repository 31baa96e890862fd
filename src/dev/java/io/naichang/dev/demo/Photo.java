package io.naichang.dev.demo;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// A picture on the phone.
final class Photo {
    private static final Map<String, String> TYPES = Map.of(
            "jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png", "heif", "image/heic", "heic", "image/heic");

    private final String name;
    private final String contentType;
    private final byte[] bytes;

    private Photo(String name, String contentType, byte[] bytes) {
        this.name = name;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /// The pictures of a folder.
    static List<Photo> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Photo> photos = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String type = TYPES.get(extension(file));
                if (type != null) {
                    photos.add(new Photo(String.valueOf(file.getFileName()), type, Files.readAllBytes(file)));
                }
            }
            if (photos.isEmpty()) {
                throw new DemoFailure("there are no photos in " + folder, null);
            }
            return photos;
        } catch (IOException e) {
            throw new DemoFailure("the photos in " + folder + " cannot be read", e);
        }
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// A JPEG with words on it, and with EXIF that says where it was taken.
    static Photo make(String words, Place place) {
        BufferedImage image = new BufferedImage(1280, 960, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x2b5d6b));
        pen.fillRect(0, 0, 1280, 960);
        pen.setColor(new Color(0xe8d9a0));
        pen.fillRoundRect(180, 260, 920, 440, 60, 60);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 48));
        pen.drawString(words, 240, 490);
        pen.dispose();
        return new Photo(words, "image/jpeg", Exif.position(encode(image, "jpg"), place));
    }

    /// A signature, as a PNG.
    static Photo signature(String words) {
        BufferedImage image = new BufferedImage(600, 200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 600, 200);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SERIF, Font.ITALIC, 72));
        pen.drawString(words, 40, 130);
        pen.dispose();
        return new Photo(words, "image/png", encode(image, "png"));
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written", e);
        }
        return out.toByteArray();
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
