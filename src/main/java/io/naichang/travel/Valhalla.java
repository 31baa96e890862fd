package io.naichang.travel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Valhalla's matrix service (`POST /sources_to_targets`), in its long form, which all its versions answer: per pair
/// seconds and kilometres, null where there is no way.
///
/// It refuses a whole matrix (400) for one place that no road is near, or for one pair that lies farther apart than its
/// limit (400 km for cars). So what it refuses is asked again without such places, and then by halves.
final class Valhalla implements RoadService {
    /// So many halves of one block may be refused before the whole is given up.
    private static final int MOST_REFUSED = 200;

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
    public Road[][] ask(List<Position> sources, List<Position> targets, Patience patience)
            throws IOException, InterruptedException {
        try {
            return matrix(sources, targets, patience);
        } catch (RoadHttp.Refused refused) {
            Map<Position, Boolean> near = new HashMap<>();
            Block block = new Block(sources, targets, patience);
            block.fill(nearRoads(sources, near, patience), nearRoads(targets, near, patience));
            return block.roads;
        }
    }

    /// Which of the places, by their number in the list, have a road nearby.
    private List<Integer> nearRoads(List<Position> places, Map<Position, Boolean> known, Patience patience)
            throws IOException, InterruptedException {
        List<Integer> near = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Position place = places.get(i);
            Boolean found = known.get(place);
            if (found == null) {
                found = isNearRoad(place, patience);
                known.put(place, found);
            }
            if (found) {
                near.add(i);
            }
        }
        return near;
    }

    private boolean isNearRoad(Position place, Patience patience) throws IOException, InterruptedException {
        try {
            matrix(List.of(place), List.of(place), patience);
            return true;
        } catch (RoadHttp.Refused refused) {
            return false;
        }
    }

    /// What is put together from parts; whatever no part tells is untold.
    private final class Block {
        private final List<Position> sources;
        private final List<Position> targets;
        private final Patience patience;
        private final Road[][] roads;
        private int refused;

        Block(List<Position> sources, List<Position> targets, Patience patience) {
            this.patience = patience;
            this.sources = sources;
            this.targets = targets;
            roads = new Road[sources.size()][targets.size()];
            Arrays.stream(roads).forEach(each -> Arrays.fill(each, Road.UNTOLD));
        }

        void fill(List<Integer> from, List<Integer> to) throws IOException, InterruptedException {
            if (from.isEmpty() || to.isEmpty()) {
                return;
            }
            try {
                take(from, to);
            } catch (RoadHttp.Refused e) {
                if (++refused > MOST_REFUSED) {
                    throw e;
                }
                halve(from, to);
            }
        }

        private void halve(List<Integer> from, List<Integer> to) throws IOException, InterruptedException {
            if (from.size() >= to.size() && from.size() > 1) {
                int half = from.size() / 2;
                fill(from.subList(0, half), to);
                fill(from.subList(half, from.size()), to);
            } else if (to.size() > 1) {
                int half = to.size() / 2;
                fill(from, to.subList(0, half));
                fill(from, to.subList(half, to.size()));
            }
        }

        private void take(List<Integer> from, List<Integer> to) throws IOException, InterruptedException {
            Road[][] answer = matrix(
                    from.stream().map(sources::get).toList(),
                    to.stream().map(targets::get).toList(),
                    patience);
            for (int row = 0; row < answer.length; row++) {
                for (int column = 0; column < answer[row].length; column++) {
                    roads[from.get(row)][to.get(column)] = answer[row][column];
                }
            }
        }
    }

    private Road[][] matrix(List<Position> sources, List<Position> targets, Patience patience)
            throws IOException, InterruptedException {
        Duration timeout = patience.next();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("sources", places(sources));
        body.set("targets", places(targets));
        body.put("costing", "auto").put("units", "kilometers").put("verbose", true);
        JsonNode answer = http.answer(
                http.request(timeout)
                        .uri(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                timeout);
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
