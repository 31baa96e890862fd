package io.naichang.sync;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jboss.logging.Logger;

/// A small upright JPEG of a photo, without anything that the camera wrote into it.
final class ThumbnailImage {
    static final int MAX_SIDE = 480;

    private static final Logger LOG = Logger.getLogger(ThumbnailImage.class);
    /// JPEG and PNG are read line by line and thinned out on the way, so a large picture costs time and little memory.
    private static final long MAX_PIXELS = 100_000_000;
    /// The decoder of WebP holds the whole picture, four bytes a pixel.
    private static final long MAX_WEBP_PIXELS = 25_000_000;

    private ThumbnailImage() {}

    /// Makes the thumbnail; nothing if the file cannot be decoded or claims too many pixels.
    static Optional<byte[]> of(Path file, BlobType type, int orientation) throws IOException {
        ImageReader reader = reader(type);
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > (type == BlobType.WEBP ? MAX_WEBP_PIXELS : MAX_PIXELS)) {
                LOG.infof("no thumbnail of a %s of %d pixels", type, pixels);
                return Optional.empty();
            }
            return Optional.of(jpeg(upright(opaque(thinned(reader)), orientation)));
        } catch (IOException | RuntimeException e) {
            // Decoders throw what they like at damaged files; the photo is evidence all the same.
            LOG.debugf(e, "no thumbnail of a %s", type);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(BlobType type) throws IOException {
        return switch (type) {
            case JPEG, PNG -> ImageIO.getImageReadersByFormatName(type.name()).next();
            // By name of the class: in a native image and in Quarkus' class loaders nothing finds it by itself.
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
            case HEIC, HEIF, PDF, M4A -> throw new IllegalArgumentException("no decoder for " + type);
        };
    }

    private static BufferedImage thinned(ImageReader reader) throws IOException {
        int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * MAX_SIDE));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    /// JPEG knows no transparency; what shines through is white, as on paper.
    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = flat.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
        return flat;
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        return orientation == 1
                ? image
                : ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation))
                        .apply(image);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        int longest = Math.max(image.getWidth(), image.getHeight());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thumbnails.of(image)
                .scale(Math.min(1, (double) MAX_SIDE / longest))
                .outputFormat("jpg")
                .outputQuality(0.8)
                .toOutputStream(out);
        return out.toByteArray();
    }
}
