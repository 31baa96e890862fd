package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naichang.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=\"limit\"";

    private static MultipartBody body(String text) throws IOException {
        return new MultipartBody(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), TYPE);
    }

    private static List<String> read(MultipartBody body) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Optional<MultipartBody.Part> part = body.next(); part.isPresent(); part = body.next()) {
            parts.add(part.get().name() + "="
                    + new String(part.get().bytes().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return parts;
    }

    @Test
    void parts_come_in_order_by_name() throws IOException {
        String text = """
                --limit
                Content-Disposition: form-data; name="batch"
                Content-Type: application/json

                {}
                --limit
                content-disposition: form-data; filename="../a;name=b.jpg"; name=abc

                x
                -
                --limi
                --limit--
                """;

        assertThat(read(body(text.replace("\n", "\r\n")))).containsExactly("batch={}", "abc=x\r\n-\r\n--limi");
    }

    @Test
    void what_is_not_read_of_a_part_is_skipped() throws IOException {
        MultipartBody body = body("--limit\r\nContent-Disposition: form-data; name=a\r\n\r\n" + "x".repeat(300_000)
                + "\r\n--limit\r\nContent-Disposition: form-data; name=b\r\n\r\ny\r\n--limit--");
        body.next().orElseThrow().bytes().readNBytes(3);

        assertThat(body.next().map(MultipartBody.Part::name)).contains("b");
    }

    @Test
    void a_part_without_a_name_has_an_empty_one() throws IOException {
        assertThat(read(body("--limit\r\nContent-Type: text/plain\r\n\r\nx\r\n--limit--")))
                .containsExactly("=x");
    }

    @Test
    void a_body_that_ends_inside_a_part_fails() throws IOException {
        MultipartBody body = body("--limit\r\nContent-Disposition: form-data; name=a\r\n\r\nxxxx");
        InputStream bytes = body.next().orElseThrow().bytes();

        assertThatThrownBy(bytes::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void a_body_without_any_boundary_has_no_parts() throws IOException {
        assertThat(read(body("hello"))).isEmpty();
    }

    @Test
    void a_type_without_a_boundary_is_refused() {
        assertThatThrownBy(() -> new MultipartBody(InputStream.nullInputStream(), "multipart/form-data"))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.code()).isEqualTo("malformed"));
    }

    @Test
    void headers_without_end_are_refused() throws IOException {
        MultipartBody body = body("--limit\r\nX: " + "x".repeat(100_000) + "\r\n\r\nx\r\n--limit--");

        assertThatThrownBy(body::next).isInstanceOf(IOException.class);
    }

    @Test
    void a_body_that_never_ends_is_refused_at_600_mebibytes() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        String head = "--limit\r\nContent-Disposition: form-data; name=a\r\n\r\n";
        InputStream all =
                new SequenceInputStream(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)), endless);
        InputStream bytes = new MultipartBody(all, TYPE).next().orElseThrow().bytes();

        assertThatThrownBy(() -> bytes.transferTo(OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.code()).isEqualTo("too-large"));
    }
}
