package io.naichang.travel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.naichang.routing.Travel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks by HTTP, and believes only what can be.
final class RoadHttp {
    /// A block of 100 by 100 ways of Valhalla's long form is about a megabyte.
    private static final int LARGEST = 16 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;

    /// The service is well, and does not answer this question.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("answers 400");
        }
    }

    RoadHttp(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    HttpRequest.Builder request(Duration timeout) {
        return HttpRequest.newBuilder().timeout(timeout).header("Accept", "application/json");
    }

    /// The client's own timeout ends at the header, so that a body that drips has to be bounded too.
    JsonNode answer(HttpRequest request, Duration timeout) throws IOException, InterruptedException {
        var call = client.sendAsync(
                request,
                info -> HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == 400) {
                throw new Refused();
            }
            if (response.statusCode() != 200) {
                throw new IOException("answers " + response.statusCode());
            }
            return JSON.readTree(new ByteArrayInputStream(response.body()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException late) {
                throw new IOException("has not answered within " + timeout, late);
            }
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("has not answered within " + timeout, e);
        } finally {
            call.cancel(true);
        }
    }

    /// @throws IOException unless it has this many elements
    static JsonNode sized(JsonNode list, int size) throws IOException {
        if (!list.isArray() || list.size() != size) {
            throw new IOException("answers " + list.size() + " instead of " + size);
        }
        return list;
    }

    /// Null seconds are a way that does not exist; of a missing length the straight line is the least.
    static Road road(JsonNode seconds, double meters, Position from, Position to) throws IOException {
        if (seconds.isNull() || seconds.isMissingNode()) {
            return new Road(Travel.UNREACHABLE, 0);
        }
        double time = seconds.asDouble(Double.NaN);
        double least = from.metersTo(to);
        String fault = fault(time, meters, least);
        if (fault != null) {
            throw new IOException(fault + " from " + from + " to " + to);
        }
        return new Road((int) Math.ceil(time), (int) Math.round(Math.max(meters, 0)));
    }

    /// A service may put a place onto a road a kilometre away; beyond that a way is not shorter than the straight line,
    /// and no van drives 180 km/h.
    private static @Nullable String fault(double time, double meters, double least) {
        if (!(time >= 0) || time >= Travel.UNREACHABLE) {
            return "answers " + time + " s";
        }
        if (!(meters >= 0) || meters > 4e7) {
            return "answers " + meters + " m";
        }
        if (meters < (least - 2_000) * 0.95) {
            return "answers " + meters + " m where the straight line is " + Math.round(least) + " m";
        }
        if (time < (least - 2_000) / 50) {
            return "answers " + time + " s for " + Math.round(least) + " m";
        }
        return null;
    }
}
