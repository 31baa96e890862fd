package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Listens to PostgreSQL on a connection of its own, outside the pools, and hands every poke to this node's streams.
@ApplicationScoped
class PokeListener {
    private static final Logger LOG = Logger.getLogger(PokeListener.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final long RECONNECT_NANOS = 2_000_000_000L;

    /// Something changed in these buckets of a tenant; null stands for all of them.
    record Poke(String tenant, @Nullable Set<String> buckets) {}

    private final Set<Consumer<Poke>> listeners = new CopyOnWriteArraySet<>();
    private final String url;
    private final String user;
    private final String password;
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;

    PokeListener(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    void add(Consumer<Poke> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<Poke> listener) {
        listeners.remove(listener);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("pokes").start(this::listen);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void listen() {
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + Pokes.CHANNEL);
                // What was notified while nobody listened is unknown, so everybody is told to look.
                listeners.forEach(each -> each.accept(new Poke("*", null)));
                PGConnection postgres = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    for (PGNotification each : postgres.getNotifications(WAIT_MILLIS)) {
                        Poke poke = poke(each.getParameter());
                        listeners.forEach(listener -> listener.accept(poke));
                    }
                }
            } catch (SQLException e) {
                LOG.warnf("lost the connection that listens for pokes: %s", e.getMessage());
                LockSupport.parkNanos(RECONNECT_NANOS);
            }
        }
    }

    private static Poke poke(String payload) {
        JsonNode json = Json.parse(payload);
        JsonNode buckets = json.path("buckets");
        Set<String> named = buckets.isArray()
                ? StreamSupport.stream(buckets.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet())
                : null;
        return new Poke(json.path("tenant").asText(), named);
    }
}
