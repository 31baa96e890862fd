package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words and places that the demo company is made of: files beside this package's classes.
final class Facts {
    static final JsonMapper MAPPER = new JsonMapper();

    private Facts() {}

    /// A real subdistrict; its names come without the words for what they are.
    record Place(
            String region,
            String subdistrict,
            String district,
            String province,
            String postcode,
            double lat,
            double lon) {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode json(String name) {
        try (InputStream in = open(name + ".json")) {
            return MAPPER.readTree(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    static List<Place> places() {
        List<Place> places = new ArrayList<>();
        try (InputStream in = open("places.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells -> places.add(new Place(
                            cells[0],
                            cells[1],
                            cells[3],
                            cells[4],
                            cells[5],
                            Double.parseDouble(cells[6]),
                            Double.parseDouble(cells[7]))));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return places;
    }

    /// The strings of a JSON list.
    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /// The whole numbers of a JSON object, in its order.
    static Map<String, Integer> numbers(JsonNode object) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> numbers.put(each.getKey(), each.getValue().asInt()));
        return numbers;
    }

    private static InputStream open(String name) {
        InputStream in = Facts.class.getResourceAsStream("/seed/" + name);
        if (in == null) {
            throw new IllegalStateException("seed/" + name + " is missing from the class path");
        }
        return in;
    }
}
