package io.naichang.dev;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 store in this process that keeps its objects as files: the real protocol with real signatures.
final class ObjectStore implements AutoCloseable {
    static final String HOST = "http://127.0.0.1";
    static final String BUCKET = "naichang";

    private final S3Proxy proxy;
    private final int port;

    private ObjectStore(S3Proxy proxy, int port) {
        this.proxy = proxy;
        this.port = port;
    }

    static ObjectStore start(Path objects, int port, String accessKey, String secretKey) throws IOException {
        Files.createDirectories(objects);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                .endpoint(URI.create(HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                // A client without TLS signs the whole body; photos may have 50 MiB.
                .v4MaxNonChunkedRequestSize(64L << 20)
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(64)
                .build();
        try {
            proxy.start();
        } catch (Exception failure) {
            throw new CannotStart(
                    "The object store does not start on port " + port + ": " + failure.getMessage(), failure);
        }
        ObjectStore store = new ObjectStore(proxy, port);
        try {
            makeBucket(port, accessKey, secretKey);
        } catch (Exception failure) {
            store.close();
            throw new CannotStart(
                    "The object store refuses the bucket " + BUCKET + ": " + failure.getMessage(), failure);
        }
        return store;
    }

    /// Over HTTP like everybody else, which proves at every start that the keys are accepted.
    @SuppressWarnings("try") // the client's close() may be interrupted; there is nothing then that must not be
    private static void makeBucket(int port, String accessKey, String secretKey) throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(HOST, port, false)
                .credentials(accessKey, secretKey)
                .build()) {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            }
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception failure) {
            System.err.println("While stopping the object store: " + failure.getMessage());
        }
    }
}
