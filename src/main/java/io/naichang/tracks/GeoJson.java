package io.naichang.tracks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.tracks.TrackReading.Fix;
import io.naichang.tracks.TrackReading.Line;
import java.util.List;
import java.util.UUID;

/// A track as GeoJSON (RFC 7946).
final class GeoJson {
    private GeoJson() {}

    /// A feature for each line; `times` and `accuracies` stand beside its coordinates, one for each.
    static ObjectNode of(UUID technician, List<Line> lines) {
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (Line line : lines) {
            ObjectNode feature = features.addObject().put("type", "Feature");
            geometry(feature.putObject("geometry"), line.fixes());
            ObjectNode properties = feature.putObject("properties")
                    .put("technicianId", technician.toString())
                    .put("deviceId", line.device().toString())
                    .put("timeQuality", line.quality())
                    .put(
                            "mocked",
                            line.fixes().stream().anyMatch(each -> each.point().mocked()));
            ArrayNode times = properties.putArray("times");
            ArrayNode accuracies = properties.putArray("accuracies");
            line.fixes().forEach(each -> {
                times.add(each.at().toString());
                accuracies.add(each.point().accuracy());
            });
        }
        return collection;
    }

    /// A line of one position is none (§3.1.4).
    private static void geometry(ObjectNode geometry, List<Fix> fixes) {
        geometry.put("type", fixes.size() == 1 ? "Point" : "LineString");
        ArrayNode coordinates = geometry.putArray("coordinates");
        if (fixes.size() == 1) {
            add(coordinates, fixes.getFirst());
        } else {
            fixes.forEach(each -> add(coordinates.addArray(), each));
        }
    }

    /// Longitude comes first (§3.1.1).
    private static void add(ArrayNode position, Fix fix) {
        position.add(fix.point().lon()).add(fix.point().lat());
    }
}
