package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A company's customers, their sites and the machines that stand there.
final class Premises {
    private static final int MOST_MACHINES = 5;

    private final Company company;
    private final LocalDate newYear;
    private final JsonNode words = Facts.json("customers");
    private final Map<String, JsonNode> makers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<ObjectNode> customers = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<ObjectNode> siteForms = new ArrayList<>();

    /// @param today of which only the year matters: a seeding that is repeated on the next day must not differ
    Premises(Company company, LocalDate today) {
        this.company = company;
        this.newYear = today.withDayOfYear(1);
        Facts.json("equipment").forEach(each -> makers.put(each.path("category").asText(), each));
        Facts.numbers(company.facts().path("sites")).forEach(this::settle);
        equip(company.facts().path("assets").asInt());
    }

    /// A place with machines.
    record Site(UUID id, UUID customer, String region, double lat, double lon, JsonNode kind, List<Machine> machines) {
        private static final double METRES_A_DEGREE = 111_320;

        /// In metres, near enough for choosing neighbours.
        double distanceTo(Site other) {
            double north = lat - other.lat;
            double east = (lon - other.lon) * Math.cos(Math.toRadians(lat));
            return METRES_A_DEGREE * Math.sqrt(north * north + east * east);
        }
    }

    /// A machine.
    record Machine(UUID id, String category, String model) {}

    List<Site> in(String region) {
        return sites.stream().filter(each -> each.region().equals(region)).toList();
    }

    /// The models of all machines.
    Set<String> models() {
        Set<String> models = new HashSet<>();
        sites.forEach(site -> site.machines().forEach(machine -> models.add(machine.model())));
        return models;
    }

    /// Puts everything on the books.
    void takeUp() {
        Session agent = company.as("agent");
        Lanes.each(customers, each -> agent.create("/customers", each));
        Lanes.each(siteForms, each -> agent.create("/sites", each));
        List<ObjectNode> assets = new ArrayList<>();
        sites.forEach(site -> site.machines().forEach(machine -> assets.add(asset(site, machine))));
        Lanes.each(assets, each -> agent.create("/assets", each));
    }

    private void settle(String region, int wanted) {
        List<Facts.Place> places = Facts.places().stream()
                .filter(each -> each.region().equals(region))
                .toList();
        Map<JsonNode, Integer> kinds = new LinkedHashMap<>();
        words.path("kinds").forEach(each -> kinds.put(each, each.path("share").asInt()));
        for (int made = 0; made < wanted; ) {
            Chance chance = Chance.of(company.tenant() + "/customer/" + region + "/" + made);
            JsonNode kind = chance.weighted(kinds);
            int count =
                    chance.percent(60) ? 1 : chance.between(1, kind.path("most").asInt());
            String name = name(kind, chance);
            UUID customer = company.id("customer/" + region + "/" + made);
            customers.add(customer(customer, kind, name, chance));
            for (int at = 0; at < Math.min(count, wanted - made); at++) {
                String label = kind.path("sites").get(at).asText();
                String full = kind.path("kind").asText().equals("person") ? label + name : name + " " + label;
                site(company.id("site/" + region + "/" + (made + at)), customer, kind, full, chance.one(places));
            }
            made += Math.min(count, wanted - made);
        }
    }

    private String name(JsonNode kind, Chance chance) {
        boolean person = kind.path("kind").asText().equals("person");
        while (true) {
            String word = person
                    ? chance.text(words.path("given")) + " " + chance.text(words.path("surnames"))
                    : chance.text(words.path("words")) + (chance.percent(55) ? "" : chance.text(words.path("words")));
            String name = kind.path("name").asText().formatted(word);
            if (names.add(name)) {
                return name;
            }
        }
    }

    private static ObjectNode customer(UUID id, JsonNode kind, String name, Chance chance) {
        ObjectNode customer = Facts.object()
                .put("id", id.toString())
                .put("name", name)
                .put("kind", kind.path("kind").asText())
                .put("category", kind.path("category").asText())
                .put("language", kind.path("language").asText("th"));
        customer.putArray("phones").add(phone(chance));
        if (!kind.path("kind").asText().equals("person")) {
            customer.put(
                    "email",
                    "service-" + chance.between(1000, 9999) + "@"
                            + kind.path("category").asText() + ".example");
        }
        return customer;
    }

    /// Numbers that begin like this are given to nobody.
    private static String phone(Chance chance) {
        return "+6670000" + chance.between(1000, 9999);
    }

    private void site(UUID id, UUID customer, JsonNode kind, String name, Facts.Place place) {
        Chance chance = Chance.of(id.toString());
        // Within a kilometre of the subdistrict's middle, so that two sites never share a pin.
        double lat = Math.round((place.lat() + chance.between(-0.007, 0.007)) * 1e6) / 1e6;
        double lon = Math.round((place.lon() + chance.between(-0.007, 0.007)) * 1e6) / 1e6;
        ObjectNode form = Facts.object()
                .put("id", id.toString())
                .put("customerId", customer.toString())
                .put("name", name)
                .put("lat", lat)
                .put("lon", lon)
                .put("timeZone", "Asia/Bangkok")
                .put("contactName", "คุณ" + chance.text(words.path("given")))
                .put("contactPhone", phone(chance))
                .put("regionId", company.id("region/" + place.region()).toString());
        form.set("address", address(place, chance));
        if (chance.percent(40)) {
            form.put("accessNotes", chance.text(words.path("access")));
        }
        siteForms.add(form);
        sites.add(new Site(id, customer, place.region(), lat, lon, kind, new ArrayList<>()));
    }

    private ObjectNode address(Facts.Place place, Chance chance) {
        String road = chance.text(words.path("roads"));
        boolean city = place.region().equals("bangkok");
        ObjectNode address = Facts.object()
                .put("houseNumber", chance.between(1, 999) + (chance.percent(50) ? "/" + chance.between(1, 99) : ""))
                .put("road", road);
        if (!city) {
            address.put("moo", Integer.toString(chance.between(1, 12)));
        }
        if (chance.percent(city ? 70 : 35)) {
            address.put("soi", road + " " + chance.between(1, 60));
        }
        return address.put("subdistrict", place.subdistrict())
                .put("district", place.district())
                .put("province", place.province())
                .put("postcode", place.postcode());
    }

    /// Every site gets a machine, then one after the other gets more until there are enough.
    private void equip(int wanted) {
        sites.forEach(this::install);
        int have = sites.size();
        for (int at = 0; have < wanted; at++) {
            Site site = Chance.of(company.tenant() + "/more-machines/" + at).one(sites);
            int most = site.kind().path("kind").asText().equals("person") ? 2 : MOST_MACHINES;
            if (site.machines().size() < most) {
                install(site);
                have++;
            }
        }
    }

    private void install(Site site) {
        UUID id = company.id("asset/" + site.id() + "/" + site.machines().size());
        Chance chance = Chance.of(id.toString());
        String category = chance.weighted(Facts.numbers(site.kind().path("machines")));
        JsonNode maker = makers.get(category);
        JsonNode brand =
                maker.path("brands").get(chance.between(0, maker.path("brands").size() - 1));
        site.machines().add(new Machine(id, category, Catalogue.model(brand, chance.text(maker.path("sizes")))));
    }

    private ObjectNode asset(Site site, Machine machine) {
        Chance chance = Chance.of("age/" + machine.id());
        LocalDate installed = newYear.minusDays(chance.between(20, 2900));
        int warranty = makers.get(machine.category()).path("warrantyYears").asInt();
        return Facts.object()
                .put("id", machine.id().toString())
                .put("customerId", site.customer().toString())
                .put("siteId", site.id().toString())
                .put("model", machine.model())
                .put(
                        "serial",
                        machine.model().replaceAll("[^A-Z]", "")
                                + (installed.getYear() % 100)
                                + "%06d".formatted(Math.floorMod(machine.id().hashCode(), 1_000_000)))
                .put("installedOn", installed.toString())
                .put("warrantyUntil", installed.plusYears(warranty).toString())
                .put("condition", chance.one(List.of("good", "good", "good", "fair", "poor")));
    }
}
