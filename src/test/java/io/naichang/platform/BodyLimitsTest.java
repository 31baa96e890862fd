package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BodyLimitsTest {
    private static String answer(String type, long length) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            String head = """
                    POST /api/v1/sync/push HTTP/1.1
                    Host: localhost
                    Content-Type: %s
                    Content-Length: %d

                    """.formatted(type, length);
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[1 << 20]);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            String answer = "";
            while (!answer.contains("}")) {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                answer += new String(buffer, 0, count, StandardCharsets.UTF_8);
            }
            return answer;
        }
    }

    @Test
    void json_beyond_8_mebibytes_is_refused_with_a_problem() throws IOException {
        assertThat(answer("application/json", (8 << 20) + 1))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"code\":\"too-large\"");
    }

    @Test
    void photos_beyond_600_mebibytes_are_refused_with_a_problem() throws IOException {
        assertThat(answer("multipart/form-data; boundary=x", 700L << 20))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"too-large\"");
    }
}
