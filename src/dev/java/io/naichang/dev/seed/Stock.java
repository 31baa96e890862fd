package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Catalogue.Part;
import io.naichang.dev.seed.Company.Technician;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where parts lie. Each came on a way that goods really take: bought into a centre, sent on to a depot, taken into a
/// van by the technician, or sent to him where his region has no depot.
final class Stock {
    private final Company company;
    private final Catalogue catalogue;
    private final List<ObjectNode> locations = new ArrayList<>();
    private final List<ObjectNode> receipts = new ArrayList<>();
    private final List<ObjectNode> transfers = new ArrayList<>();
    private final Map<UUID, Map<Part, Integer>> vans = new HashMap<>();
    private final Map<Technician, List<ObjectNode>> loads = new HashMap<>();

    Stock(Company company, Catalogue catalogue) {
        this.company = company;
        this.catalogue = catalogue;
        company.facts().path("stores").forEach(this::open);
        company.technicians().forEach(this::open);
        distribute();
    }

    /// What the technician finds in his van; taking from it is his use of it.
    Map<Part, Integer> van(Technician technician) {
        return vans.computeIfAbsent(technician.id(), none -> new LinkedHashMap<>());
    }

    /// The movements by which he loaded his van at a depot, for his phone to tell: each the fields of one.
    List<ObjectNode> load(Technician technician) {
        return loads.getOrDefault(technician, List.of());
    }

    List<Part> parts() {
        return catalogue.parts();
    }

    /// Opens all locations and gives everybody his region, home, skills and van.
    void open() {
        Session admin = company.asAdmin();
        Lanes.each(locations, each -> admin.create("/locations", each));
        Lanes.each(company.technicians(), each -> {
            ObjectNode patch = Facts.object()
                    .put("regionId", company.id("region/" + each.region()).toString())
                    .put("vanLocationId", company.van(each).toString());
            patch.set("home", home(each));
            patch.set("skills", Facts.MAPPER.valueToTree(each.skills()));
            admin.amend("/technicians/" + each.id(), patch);
        });
    }

    /// Everybody lives somewhere in his region: that is where his day begins and ends.
    private static ObjectNode home(Technician technician) {
        List<Facts.Place> places = Facts.places().stream()
                .filter(each -> each.region().equals(technician.region()))
                .toList();
        Facts.Place place = Chance.of("home/" + technician.id()).one(places);
        return Facts.object().put("lat", place.lat()).put("lon", place.lon());
    }

    /// Books in what was bought, then what was sent on. Nothing leaves before it came.
    void fill() {
        Session storekeeper = company.as("storekeeper");
        Lanes.each(receipts, each -> storekeeper.create("/stock-movements", each));
        Lanes.each(transfers, each -> storekeeper.create("/stock-movements", each));
    }

    private void open(JsonNode store) {
        locations.add(Facts.object()
                .put("id", location(store.path("key").asText()).toString())
                .put("kind", store.path("kind").asText())
                .put("name", store.path("name").asText())
                .put(
                        "regionId",
                        company.id("region/" + store.path("region").asText()).toString())
                .put("lat", store.path("lat").asDouble())
                .put("lon", store.path("lon").asDouble()));
    }

    private void open(Technician technician) {
        locations.add(Facts.object()
                .put("id", company.van(technician).toString())
                .put("kind", "van")
                .put("name", "รถบริการ " + technician.username())
                .put("regionId", company.id("region/" + technician.region()).toString())
                .put("technicianId", technician.id().toString()));
    }

    private UUID location(String key) {
        return company.id("location/" + key);
    }

    private void distribute() {
        Map<String, String> depots = keys("depot");
        Map<String, String> centres = keys("centre");
        String mainCentre = centres.values().stream().findFirst().orElse(null);
        for (Part part : catalogue.parts()) {
            Map<String, Integer> leaves = new LinkedHashMap<>();
            for (Technician technician : company.technicians()) {
                int amount = wanted(part, technician);
                if (amount == 0) {
                    continue;
                }
                van(technician).put(part, amount);
                String depot = depots.get(technician.region());
                String centre = centres.get(technician.region());
                String from = depot != null ? depot : centre;
                if (from == null) {
                    receive(part, "van-" + technician.username(), amount);
                    continue;
                }
                leaves.merge(from, amount, Integer::sum);
                ObjectNode move = move(part, from, "van-" + technician.username(), amount);
                if (depot != null) {
                    loads.computeIfAbsent(technician, none -> new ArrayList<>()).add(move);
                } else {
                    transfers.add(move);
                }
            }
            for (String depot : depots.values()) {
                int amount = leaves.getOrDefault(depot, 0) + rest(part, depot, 45);
                if (amount > 0 && mainCentre != null) {
                    leaves.merge(mainCentre, amount, Integer::sum);
                    transfers.add(move(part, mainCentre, depot, amount));
                }
            }
            for (String centre : centres.values()) {
                int amount = leaves.getOrDefault(centre, 0) + rest(part, centre, centre.equals(mainCentre) ? 96 : 55);
                if (amount > 0) {
                    receive(part, centre, amount);
                }
            }
        }
    }

    /// Region to the store of this kind there.
    private Map<String, String> keys(String kind) {
        Map<String, String> keys = new LinkedHashMap<>();
        company.facts().path("stores").forEach(each -> {
            if (each.path("kind").asText().equals(kind)) {
                keys.put(each.path("region").asText(), each.path("key").asText());
            }
        });
        return keys;
    }

    /// How much of it a technician carries: of cheap things and those of his trade rather than of others.
    private int wanted(Part part, Technician technician) {
        Chance chance = Chance.of("carries/" + technician.username() + "/" + part.id());
        int often = part.baht() < 1000 ? 36 : part.baht() < 5000 ? 20 : 6;
        if (technician.skills().containsKey(part.fits())) {
            often += part.model() == null ? 35 : 12;
        }
        return chance.percent(often) ? amount(part, chance, 1) : 0;
    }

    private int rest(Part part, String store, int percent) {
        Chance chance = Chance.of(company.tenant() + "/rest/" + store + "/" + part.id());
        return chance.percent(percent) ? amount(part, chance, 3) : 0;
    }

    private static int amount(Part part, Chance chance, int times) {
        if (part.byMeasure()) {
            return times * chance.between(4, 20) * 3;
        }
        return times * (part.baht() < 500 ? chance.between(3, 12) : part.baht() < 3000 ? chance.between(1, 4) : 1);
    }

    private void receive(Part part, String to, int amount) {
        receipts.add(movement("receive", part, null, to, amount));
    }

    private ObjectNode move(Part part, String from, String to, int amount) {
        return movement("transfer", part, from, to, amount);
    }

    private ObjectNode movement(String reason, Part part, @Nullable String from, String to, int amount) {
        ObjectNode movement = Facts.object()
                .put(
                        "id",
                        company.id("movement/" + from + "/" + to + "/" + part.id())
                                .toString())
                .put("partId", part.id().toString())
                .put("reason", reason)
                .put("quantity", amount)
                .put("toLocationId", location(to).toString());
        if (from != null) {
            movement.put("fromLocationId", location(from).toString());
        }
        return movement;
    }
}
