package io.naichang.travel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// OSRM's table service (`GET /table/v1/driving/…`): seconds and metres, null where there is no way.
final class Osrm implements RoadService {
    private final RoadHttp http;
    private final String base;

    Osrm(RoadHttp http, URI base) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "") + "/table/v1/driving/";
    }

    @Override
    public String name() {
        return "osrm";
    }

    @Override
    public Road[][] ask(List<Position> sources, List<Position> targets, Patience patience)
            throws IOException, InterruptedException {
        Duration timeout = patience.next();
        String places = Stream.concat(sources.stream(), targets.stream())
                .map(each -> String.format(Locale.ROOT, "%.5f,%.5f", each.lon(), each.lat()))
                .collect(Collectors.joining(";"));
        URI address = URI.create(base + places + "?annotations=duration,distance&sources=" + range(0, sources.size())
                + "&destinations=" + range(sources.size(), sources.size() + targets.size()));
        JsonNode answer = http.answer(http.request(timeout).uri(address).GET().build(), timeout);
        if (!"Ok".equals(answer.path("code").asText())) {
            throw new IOException("answers the code " + answer.path("code").asText());
        }
        JsonNode seconds = RoadHttp.sized(answer.path("durations"), sources.size());
        JsonNode meters = RoadHttp.sized(answer.path("distances"), sources.size());
        Road[][] roads = new Road[sources.size()][targets.size()];
        for (int from = 0; from < roads.length; from++) {
            JsonNode row = RoadHttp.sized(seconds.path(from), targets.size());
            for (int to = 0; to < roads[from].length; to++) {
                roads[from][to] = RoadHttp.road(
                        row.path(to),
                        meters.path(from).path(to).asDouble(Double.NaN),
                        sources.get(from),
                        targets.get(to));
            }
        }
        return roads;
    }

    private static String range(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(";"));
    }
}
