package io.naichang.sync;

import io.naichang.platform.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/form-data` body (RFC 7578), one after the other as they arrive, never held in memory.
final class MultipartBody {
    /// As the server's own limit, which does not see what gzip unpacks.
    static final long MAX_BYTES = 600L << 20;

    private static final int MAX_BOUNDARY = 200;
    private static final int MAX_HEADER_BYTES = 4096;

    private final MultipartInput input;
    private boolean begun;
    private @Nullable InputStream current;

    /// One part; its bytes must be read before the next is asked for, what is not read is skipped.
    record Part(String name, InputStream bytes) {}

    MultipartBody(InputStream in, String contentType) throws IOException {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw Problem.invalid("malformed", "Content-Type", "A multipart body needs a boundary.");
        }
        input = MultipartInput.builder()
                .setInputStream(new Limited(in))
                .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                .setBufferSize(64 << 10)
                .setMaxPartHeaderSize(MAX_HEADER_BYTES)
                .get();
    }

    /// The next part, or nothing after the last.
    Optional<Part> next() throws IOException {
        if (current != null) {
            current.close();
        }
        boolean more = begun ? input.readBoundary() : input.skipPreamble();
        begun = true;
        if (!more) {
            return Optional.empty();
        }
        String name = name(input.readHeaders());
        InputStream bytes = input.newInputStream();
        current = bytes;
        return Optional.of(new Part(name, bytes));
    }

    private static String name(String headers) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                .map(line -> parameters(line.substring(20)).get("name"))
                .filter(found -> found != null)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static final class Limited extends FilterInputStream {
        private long left = MAX_BYTES;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(in.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            return counted(count, count);
        }

        private int counted(int result, int count) {
            left -= Math.max(0, result < 0 ? 0 : count);
            if (left < 0) {
                throw Problem.of(413, "too-large", "A push holds at most 600 MiB; send the files in several pushes.");
            }
            return result;
        }
    }
}
