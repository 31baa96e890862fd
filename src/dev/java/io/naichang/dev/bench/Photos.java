package io.naichang.dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.naichang.dev.Server;
import io.naichang.dev.StackFacts;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The two ways of a photo to the store, each beside a PUT of the same bytes by the MinIO client.
final class Photos {
    private static final int MEBIBYTE = 1 << 20;
    private static final int PHOTO = 3;
    private static final int PHOTOS = 8;
    private static final int LARGE = 50;
    private static final int AT_ONCE = 4;
    private static final String BOUNDARY = "naichang-bench";
    private static final byte[] END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    /// What MultipartPush reckons with for each file on its way.
    private static final int MEBIBYTES_A_FILE = 16;

    private final Server server;
    private final Company company;
    private final Random random = new Random(1);
    private final HttpClient http = HttpClient.newHttpClient();
    private List<Photo> photos = List.of();

    Photos(Server server, Company company) {
        this.server = server;
        this.company = company;
    }

    private static final class Photo {
        private final byte[] bytes;
        private final String sha256;

        private Photo(byte[] bytes) throws Exception {
            this.bytes = bytes;
            sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
    }

    /// A JPEG by its first bytes; nothing looks further before somebody wants to see it.
    private Photo make(int mebibytes) throws Exception {
        byte[] bytes = new byte[mebibytes * MEBIBYTE];
        random.nextBytes(bytes);
        System.arraycopy(HexFormat.of().parseHex("ffd8ffe0"), 0, bytes, 0, 4);
        return new Photo(bytes);
    }

    private int make(int count, int mebibytes) throws Exception {
        List<Photo> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(make(mebibytes));
        }
        photos = made;
        return count;
    }

    @SuppressWarnings("try") // its close() may be interrupted, which ends the benchmark
    List<Rates.Result> rates() throws Exception {
        try (MinioClient client = client()) {
            return List.of(
                    Rates.compare(
                            "photos of 3 MiB by presigned PUT, plans included (MiB)",
                            0.90,
                            () -> make(PHOTOS, PHOTO),
                            this::presigned,
                            () -> direct(client)),
                    Rates.compare(
                            "a file of 50 MiB in a push (MiB)",
                            0.60,
                            () -> make(1, LARGE),
                            () -> pushed(photos.getFirst()),
                            () -> direct(client)));
        }
    }

    private MinioClient client() {
        StackFacts facts = server.facts();
        return MinioClient.builder()
                .endpoint(facts.s3Host(), facts.s3Port(), false)
                .credentials(facts.s3AccessKey(), facts.s3SecretKey())
                .build();
    }

    /// One PUT each, always to the same key.
    private int direct(MinioClient client) throws Exception {
        int mebibytes = 0;
        for (Photo each : photos) {
            client.putObject(PutObjectArgs.builder().bucket(server.facts().s3Bucket()).object("bench/floor").stream(
                            new ByteArrayInputStream(each.bytes), (long) each.bytes.length, (long) LARGE * MEBIBYTE)
                    .contentType("image/jpeg")
                    .build());
            mebibytes += each.bytes.length / MEBIBYTE;
        }
        return mebibytes;
    }

    private int presigned() throws Exception {
        List<Map<String, Object>> wanted = new ArrayList<>();
        photos.forEach(each ->
                wanted.add(Map.of("sha256", each.sha256, "size", each.bytes.length, "contentType", "image/jpeg")));
        JsonNode plan = company.technician().post("/sync/blobs/plan", wanted);
        for (int i = 0; i < photos.size(); i++) {
            JsonNode step = plan.path(i);
            HttpRequest.Builder put = HttpRequest.newBuilder(
                            URI.create(step.path("url").asText()))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(photos.get(i).bytes));
            step.path("headers")
                    .properties()
                    .forEach(each -> put.header(each.getKey(), each.getValue().asText()));
            HttpResponse<String> answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the store answered " + answer.statusCode() + " " + answer.body());
            }
        }
        return photos.size() * PHOTO;
    }

    private int pushed(Photo photo) {
        List<byte[]> body = List.of(
                head("batch"),
                company.emptyBatch().getBytes(StandardCharsets.UTF_8),
                END,
                head(photo.sha256),
                photo.bytes,
                END,
                LAST);
        HttpResponse<byte[]> answer =
                company.technician().postBytes("/sync/push", "multipart/form-data; boundary=" + BOUNDARY, body);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (!text.contains("\"status\":\"stored\"")) {
            throw new IllegalStateException("a file was not stored: " + answer.statusCode() + " " + text);
        }
        return photo.bytes.length / MEBIBYTE;
    }

    private static byte[] head(String name) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                        + "\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// What lives in the application's heap while large files come, against what lives at rest.
    String memory() throws Exception {
        Heap heap = new Heap(server);
        double rest = heap.live();
        make(AT_ONCE, LARGE);
        double most = heap.mostDuring(this::together);
        return Loads.row(
                "live heap while " + AT_ONCE + " files of 50 MiB come in pushes",
                String.format(Locale.ROOT, "%.0f MiB (%.0f MiB at rest)", most, rest),
                "flat: ≤ " + MEBIBYTES_A_FILE + " MiB a file",
                most - rest <= AT_ONCE * MEBIBYTES_A_FILE);
    }

    private int together() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            photos.forEach(each -> all.add(threads.submit(() -> pushed(each))));
            for (Future<Integer> each : all) {
                each.get();
            }
        }
        return photos.size();
    }
}
