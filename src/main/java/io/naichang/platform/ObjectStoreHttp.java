package io.naichang.platform;

import io.quarkiverse.minio.client.OptionalHttpClientProducer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/// The HTTP client behind the S3 client. Its own defaults allow five requests at a time to one host, and wait five
/// minutes for a store that is gone.
@Alternative
@Priority(1)
@ApplicationScoped
class ObjectStoreHttp implements OptionalHttpClientProducer {
    @Override
    public Optional<OkHttpClient> apply(String clientName) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(256);
        dispatcher.setMaxRequestsPerHost(256);
        return Optional.of(new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(60))
                .build());
    }
}
