package io.naichang.platform;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Signs short-lived URLs with which phones and browsers reach the S3 store themselves.
///
/// They may reach it under another name than we do (`naichang.blobs.public-endpoint`); the name is part of what is
/// signed.
@ApplicationScoped
public class ObjectUrls {
    private final MinioAsyncClient signer;
    private final String bucket;

    ObjectUrls(
            MinioAsyncClient client,
            @ConfigProperty(name = "naichang.blobs.bucket") String bucket,
            @ConfigProperty(name = "naichang.blobs.public-endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "quarkus.minio.region") Optional<String> region,
            @ConfigProperty(name = "quarkus.minio.access-key") String accessKey,
            @ConfigProperty(name = "quarkus.minio.secret-key") String secretKey) {
        this.bucket = bucket;
        // With a region the client signs without asking the store, which we may not even reach by its public name.
        this.signer = endpoint.map(name -> MinioAsyncClient.builder()
                        .endpoint(name)
                        .credentials(accessKey, secretKey)
                        .region(region.orElse("us-east-1"))
                        .build())
                .orElse(client);
    }

    /// A URL to PUT an object; whoever uses it must send exactly these headers.
    public URI put(String key, Map<String, String> headers, Duration lifetime) {
        return sign(args(Method.PUT, key, lifetime).extraHeaders(headers));
    }

    /// A URL to PUT one part of an upload.
    public URI putPart(String key, String uploadId, int number, Duration lifetime) {
        return sign(args(Method.PUT, key, lifetime)
                .extraQueryParams(Map.of("uploadId", uploadId, "partNumber", String.valueOf(number))));
    }

    /// A URL to GET an object; the store answers with this type and this Content-Disposition, whatever it was sent.
    public URI get(String key, String contentType, String disposition, Duration lifetime) {
        Multimap<String, String> answer = ImmutableListMultimap.of(
                "response-content-type", contentType, "response-content-disposition", disposition);
        return sign(args(Method.GET, key, lifetime).extraQueryParams(answer));
    }

    private GetPresignedObjectUrlArgs.Builder args(Method method, String key, Duration lifetime) {
        return GetPresignedObjectUrlArgs.builder()
                .method(method)
                .bucket(bucket)
                .object(key)
                .expiry(Math.toIntExact(lifetime.toSeconds()));
    }

    private URI sign(GetPresignedObjectUrlArgs.Builder args) {
        try {
            return URI.create(signer.getPresignedObjectUrl(args.build()));
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new ObjectStoreUnavailable(e);
        }
    }
}
