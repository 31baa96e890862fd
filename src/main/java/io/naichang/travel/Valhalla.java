package io.naichang.travel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/// Valhalla's matrix service (`POST /sources_to_targets`), in its long form, which all its versions answer: per pair
/// seconds and kilometres, null where there is no way.
final class Valhalla implements RoadService {
    private final RoadHttp http;
    private final URI address;

    Valhalla(RoadHttp http, URI base) {
        this.http = http;
        address = URI.create(base.toString().replaceAll("/+$", "") + "/sources_to_targets");
    }

    @Override
    public String name() {
        return "valhalla";
    }

    @Override
    public Road[][] ask(List<Position> sources, List<Position> targets) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("sources", places(sources));
        body.set("targets", places(targets));
        body.put("costing", "auto").put("units", "kilometers").put("verbose", true);
        JsonNode answer = http.answer(http.request()
                .uri(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
        // Asked for kilometres, it says so; whoever answers miles all the same is told by it.
        double unit = "miles".equals(answer.path("units").asText()) ? 1609.344 : 1000;
        JsonNode rows = RoadHttp.sized(answer.path("sources_to_targets"), sources.size());
        Road[][] roads = new Road[sources.size()][targets.size()];
        for (int from = 0; from < roads.length; from++) {
            JsonNode row = RoadHttp.sized(rows.path(from), targets.size());
            for (int to = 0; to < roads[from].length; to++) {
                JsonNode pair = row.path(to);
                roads[from][to] = RoadHttp.road(
                        pair.path("time"),
                        pair.path("distance").asDouble(Double.NaN) * unit,
                        sources.get(from),
                        targets.get(to));
            }
        }
        return roads;
    }

    private static ArrayNode places(List<Position> positions) {
        ArrayNode places = JsonNodeFactory.instance.arrayNode();
        positions.forEach(each -> places.addObject().put("lat", each.lat()).put("lon", each.lon()));
        return places;
    }
}
