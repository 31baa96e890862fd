package io.naichang.travel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Speaks HTTP as Valhalla and OSRM do, from a rule that says how long each way takes, or as badly as it is told to.
public final class RoadServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /// Seconds and metres; null where there is no way.
    public interface Roads extends BiFunction<Position, Position, double @Nullable []> {}

    public final AtomicInteger asked = new AtomicInteger();
    volatile @Nullable String instead;
    volatile int status = 200;
    final CountDownLatch open = new CountDownLatch(1);
    public volatile boolean hangs;
    private final Roads roads;
    private final HttpServer server;

    public RoadServer(Roads roads) throws IOException {
        this.roads = roads;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/sources_to_targets", exchange -> answer(exchange, this::valhalla));
        server.createContext("/table/v1/driving/", exchange -> answer(exchange, this::osrm));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// Motorways everywhere: so many metres a second, hardly longer than the straight line.
    public static RoadServer motorways(double speed) throws IOException {
        return motorwaysUpTo(90, speed);
    }

    /// The same to a latitude, north of which no road leads.
    public static RoadServer motorwaysUpTo(double north, double speed) throws IOException {
        return new RoadServer((from, to) -> from.lat() > north || to.lat() > north
                ? null
                : new double[] {from.metersTo(to) * 1.1 / speed, from.metersTo(to) * 1.1});
    }

    /// What a node that has just started knows of ways, with this server as its Valhalla.
    public TravelTimes times() {
        TravelConfig config = new SmallRyeConfigBuilder()
                .withMapping(TravelConfig.class)
                .withDefaultValues(Map.of(
                        "naichang.travel.valhalla", address().toString(), "naichang.travel.promptness", "PT0.3S"))
                .build()
                .getConfigMapping(TravelConfig.class);
        return new TravelTimes(config, Clock.systemUTC());
    }

    private interface Speaker {
        String speak(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Speaker speaker) throws IOException {
        asked.incrementAndGet();
        if (hangs) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String said = instead;
        byte[] body = (said == null ? speaker.speak(exchange) : said).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String valhalla(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode().put("units", "kilometers");
        ArrayNode rows = answer.putArray("sources_to_targets");
        for (JsonNode from : request.get("sources")) {
            ArrayNode row = rows.addArray();
            for (JsonNode to : request.get("targets")) {
                double[] way = roads.apply(position(from), position(to));
                ObjectNode pair = row.addObject();
                if (way == null) {
                    pair.putNull("time").putNull("distance");
                } else {
                    pair.put("time", Math.round(way[0])).put("distance", way[1] / 1000);
                }
            }
        }
        return answer.toString();
    }

    private static Position position(JsonNode place) {
        return new Position(place.get("lat").doubleValue(), place.get("lon").doubleValue());
    }

    private String osrm(HttpExchange exchange) {
        String[] places =
                exchange.getRequestURI().getPath().replaceFirst(".*/", "").split(";", -1);
        String query = exchange.getRequestURI().getQuery();
        ObjectNode answer = JSON.createObjectNode().put("code", "Ok");
        ArrayNode durations = answer.putArray("durations");
        ArrayNode distances = answer.putArray("distances");
        for (Position from : chosen(places, query, "sources")) {
            ArrayNode seconds = durations.addArray();
            ArrayNode meters = distances.addArray();
            for (Position to : chosen(places, query, "destinations")) {
                double[] way = roads.apply(from, to);
                if (way == null) {
                    seconds.addNull();
                    meters.addNull();
                } else {
                    seconds.add(way[0]);
                    meters.add(way[1]);
                }
            }
        }
        return answer.toString();
    }

    private static List<Position> chosen(String[] places, String query, String name) {
        List<Position> chosen = new ArrayList<>();
        for (String index :
                query.replaceFirst(".*\\b" + name + "=([^&]*).*", "$1").split(";", -1)) {
            String[] lonLat = places[Integer.parseInt(index)].split(",", -1);
            chosen.add(new Position(Double.parseDouble(lonLat[1]), Double.parseDouble(lonLat[0])));
        }
        return chosen;
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
    }
}
