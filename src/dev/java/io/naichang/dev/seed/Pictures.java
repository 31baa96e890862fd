package io.naichang.dev.seed;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Drawings that stand for photos and signatures. Few are drawn and used often: equal bytes are kept once.
final class Pictures {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int OF_EACH = 4;
    private static final List<String> MACHINES = List.of("aircon", "chiller", "pump", "generator", "ups", "cctv");

    private final Map<String, List<File>> photos = new LinkedHashMap<>();
    private final List<File> signatures = new ArrayList<>();

    Pictures() {
        // Nobody looks at a screen here, and a server may have none.
        System.setProperty("java.awt.headless", "true");
        for (String machine : MACHINES) {
            List<File> some = new ArrayList<>();
            for (int at = 0; at < OF_EACH; at++) {
                some.add(photo(machine, Chance.of("picture/" + machine + "/" + at)));
            }
            photos.put(machine, some);
        }
        for (int at = 0; at < 2 * OF_EACH; at++) {
            signatures.add(signature(Chance.of("signature/" + at)));
        }
    }

    /// A file as a phone announces it.
    record File(String sha256, String contentType, byte[] bytes) {
        static File of(String contentType, byte[] bytes) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new File(HexFormat.of().formatHex(hash), contentType, bytes);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }
    }

    File photo(Chance chance, String machine) {
        return chance.one(photos.getOrDefault(machine, photos.get("aircon")));
    }

    File signatureOf(Chance chance) {
        return chance.one(signatures);
    }

    /// All bytes by their hash.
    Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        photos.values().forEach(some -> some.forEach(each -> all.put(each.sha256(), each.bytes())));
        signatures.forEach(each -> all.put(each.sha256(), each.bytes()));
        return all;
    }

    private static File photo(String machine, Chance chance) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = begin(image, new Color(200 + chance.between(0, 30), 205, 200), new Color(120, 125, 120));
        int x = chance.between(60, 130);
        int y = chance.between(80, 140);
        Color metal = new Color(215, 218, 220);
        Color dark = new Color(60, 66, 72);
        switch (machine) {
            case "aircon", "chiller" -> {
                box(g, metal, x, y, 400, 250);
                int fans = machine.equals("aircon") ? 1 : 3;
                for (int fan = 0; fan < fans; fan++) {
                    fan(g, dark, x + 70 + fan * 110, y + 125, fans == 1 ? 90 : 48, chance);
                }
                for (int line = 0; line < 9; line++) {
                    g.fillRect(x + 270 + (fans == 1 ? 0 : 90), y + 40 + line * 20, fans == 1 ? 100 : 30, 6);
                }
            }
            case "pump", "generator" -> {
                box(g, new Color(40, 95, chance.between(120, 170)), x + 40, y + 60, 260, 140);
                for (int rib = 0; rib < 10; rib++) {
                    g.setColor(dark);
                    g.fillRect(x + 55 + rib * 24, y + 60, 5, 140);
                }
                g.setColor(new Color(170, 60, 40));
                g.fillOval(x + 270, y + 50, 150, 160);
                box(g, dark, x, y + 210, 440, 26);
            }
            case "ups" -> {
                box(g, dark, x + 90, y - 50, 220, 340);
                for (int row = 0; row < 4; row++) {
                    box(g, new Color(30, 34, 38), x + 110, y + 30 + row * 60, 180, 44);
                }
                g.setColor(new Color(80, 220, 120));
                g.fillRect(x + 120, y - 30, 120, 34);
            }
            default -> {
                for (int cell = 0; cell < 9; cell++) {
                    int shade = chance.between(60, 150);
                    box(g, new Color(shade, shade, shade), x + cell % 3 * 140, y - 30 + cell / 3 * 100, 130, 90);
                }
            }
        }
        g.dispose();
        return File.of("image/jpeg", bytes(image, "jpg"));
    }

    private static File signature(Chance chance) {
        BufferedImage image = new BufferedImage(400, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = begin(image, Color.WHITE, Color.WHITE);
        g.setColor(new Color(20, 30, 110));
        g.setStroke(new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D line = new Path2D.Double();
        line.moveTo(30, 90);
        for (int x = 30; x < 340; x += 40) {
            line.curveTo(
                    x + 10, chance.between(10, 70), x + 25, chance.between(90, 150), x + 40, chance.between(60, 110));
        }
        g.draw(line);
        g.dispose();
        return File.of("image/png", bytes(image, "png"));
    }

    private static Graphics2D begin(BufferedImage image, Color top, Color bottom) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, top, 0, image.getHeight(), bottom));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }

    private static void box(Graphics2D g, Color colour, int x, int y, int width, int height) {
        g.setColor(colour.darker());
        g.fillRoundRect(x + 6, y + 8, width, height, 18, 18);
        g.setColor(colour);
        g.fillRoundRect(x, y, width, height, 18, 18);
        g.setColor(new Color(60, 66, 72));
    }

    private static void fan(Graphics2D g, Color colour, int x, int y, int radius, Chance chance) {
        g.setColor(colour);
        g.fillOval(x - radius + 40, y - radius, 2 * radius, 2 * radius);
        g.setColor(new Color(150, 155, 160));
        int turn = chance.between(0, 60);
        for (int blade = 0; blade < 5; blade++) {
            g.fillArc(x - radius + 50, y - radius + 10, 2 * radius - 20, 2 * radius - 20, turn + blade * 72, 38);
        }
        g.setColor(colour);
    }

    private static byte[] bytes(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("this JDK cannot write " + format);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
