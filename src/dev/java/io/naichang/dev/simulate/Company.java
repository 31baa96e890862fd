package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What there is before the first day: people, vans and a depot with stock, customers with sites and machines, a
/// checklist. The desk made all of it by REST.
final class Company {
    private static final int PARTS = 4;
    private static final int CUSTOMERS = 3;

    /// A technician and his van.
    record Staff(String user, String van, Person person) {}

    /// A place of work.
    ///
    /// @param position where the desk put it at first
    record Place(String customer, String site, List<String> assets, ObjectNode position) {
        Place {
            assets = List.copyOf(assets);
        }
    }

    private final Scene scene;
    private final Chance chance;
    private final String tag;
    private final String password;
    private final Person admin;
    private final List<Staff> technicians = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Person dispatcher;
    private final Person storekeeper;
    private final String depot;
    private final String template;

    /// @param tag tells its names from those of every other company
    Company(Scene scene, Person admin, String password, Chance chance, String tag, int staff) {
        this.scene = scene;
        this.admin = admin;
        this.password = password;
        this.chance = chance;
        this.tag = tag;
        String region = id("/regions", Http.object().put("name", "ภาค " + tag));
        depot = id(
                "/locations",
                Http.object().put("kind", "depot").put("name", "คลัง " + tag).put("regionId", region));
        dispatcher = hire("nok", "dispatcher").person();
        storekeeper = hire("lek", "storekeeper").person();
        template = makeTemplate();
        for (int i = 1; i <= PARTS; i++) {
            parts.add(id("/parts", Http.object().put("sku", tag + "-" + i).put("name", "อะไหล่ " + i)));
        }
        for (int i = 1; i <= staff; i++) {
            Staff hired = hire("t" + i, "technician");
            String van = id(
                    "/locations",
                    Http.object()
                            .put("kind", "van")
                            .put("name", "รถ " + i + " " + tag)
                            .put("technicianId", hired.user()));
            JsonNode known = admin.read("/technicians/" + hired.user());
            sure(admin.patch(
                    "/technicians/" + hired.user(),
                    known.path("version").asInt(),
                    Http.object().put("regionId", region).put("vanLocationId", van)));
            technicians.add(new Staff(hired.user(), van, hired.person()));
        }
        for (int i = 1; i <= CUSTOMERS; i++) {
            addPlaces(i);
        }
    }

    private void addPlaces(int number) {
        String customer = id(
                "/customers",
                Http.object()
                        .put("name", "ลูกค้า " + number)
                        .put("kind", "company")
                        .put("language", "th"));
        for (int i = 0; i < (number == 1 ? 2 : 1); i++) {
            String site = id(
                    "/sites",
                    Http.object()
                            .put("customerId", customer)
                            .put("name", "อาคาร " + number + "/" + i)
                            .put("lat", 13 + number / 10.0)
                            .put("lon", 100 + i / 10.0)
                            .put("accessNotes", "เข้าประตูหลัง"));
            List<String> assets = new ArrayList<>();
            for (int a = 0; a < 2; a++) {
                assets.add(id("/assets", asset(customer, site)));
            }
            ObjectNode position = Http.object().put("lat", 13 + number / 10.0).put("lon", 100 + i / 10.0);
            places.add(new Place(customer, site, assets, position));
        }
    }

    ObjectNode asset(String customer, String site) {
        return Http.object()
                .put("id", chance.id())
                .put("customerId", customer)
                .put("siteId", site)
                .put("model", "FTKM24");
    }

    private Staff hire(String name, String role) {
        String username = name + "." + tag;
        ObjectNode body = Http.object()
                .put("username", username)
                .put("name", name)
                .put("password", password)
                .put("language", "th");
        body.putArray("roles").add(role);
        String user = admin.make("/users", body).path("id").asText();
        Person person = role.equals("technician")
                ? Person.onTheRoad(scene.http(), username, password)
                : Person.atDesk(scene.http(), username, password, scene::isShaken);
        return new Staff(user, "", person);
    }

    private String makeTemplate() {
        ObjectNode body = Http.object();
        body.putObject("title").put("th", "ตรวจเช็ค").put("en", "Check");
        ArrayNode items = body.putArray("items");
        item(items, "power", "yes-no");
        item(items, "pressure", "number").put("unit", "psi");
        item(items, "remark", "text");
        return id("/checklist-templates", body);
    }

    private static ObjectNode item(ArrayNode items, String id, String kind) {
        ObjectNode item = items.addObject().put("id", id).put("kind", kind).put("required", true);
        item.putObject("title").put("th", "ข้อ " + id).put("en", id);
        return item;
    }

    private String id(String path, ObjectNode body) {
        return admin.make(path, body).path("id").asText();
    }

    private static void sure(Answer answer) {
        if (!answer.good()) {
            throw new IllegalStateException("The company could not be founded: " + answer);
        }
    }

    List<Staff> technicians() {
        return technicians;
    }

    List<Place> places() {
        return places;
    }

    List<String> parts() {
        return parts;
    }

    String depot() {
        return depot;
    }

    String template() {
        return template;
    }

    String tag() {
        return tag;
    }

    Person dispatcher() {
        return dispatcher;
    }

    Person storekeeper() {
        return storekeeper;
    }

    Person admin() {
        return admin;
    }
}
