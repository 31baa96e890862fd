package io.naichang.parts;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A company with a storekeeper, for tests about parts; what it makes it makes through the API.
record Store(Tenant tenant, Person lek) {
    static Store open() {
        Tenant tenant = Given.tenant();
        return new Store(tenant, tenant.storekeeper("lek"));
    }

    String part(String sku) {
        return part(sku, Map.of());
    }

    String part(String sku, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("sku", sku, "name", "คอมเพรสเซอร์ " + sku));
        body.putAll(more);
        return created("/parts", body);
    }

    String depot(String name, String region) {
        return created("/locations", Map.of("kind", "depot", "name", name, "regionId", region));
    }

    String centre(String name) {
        return created("/locations", Map.of("kind", "centre", "name", name));
    }

    String van(String name, Person technician) {
        return created(
                "/locations",
                Map.of(
                        "kind",
                        "van",
                        "name",
                        name,
                        "technicianId",
                        technician.id().toString()));
    }

    /// A technician of this region.
    Person technician(String name, String region) {
        Person technician = tenant.technician(name);
        setRegion(technician, region);
        return technician;
    }

    void setRegion(Person technician, String region) {
        tenant.admin()
                .request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("regionId", region))
                .patch("/technicians/{id}", technician.id())
                .then()
                .statusCode(200);
    }

    String created(String path, Map<String, ?> body) {
        return lek.creates(path, body);
    }

    ValidatableResponse move(Map<String, ?> movement) {
        return lek.request().body(movement).post("/stock-movements").then();
    }

    void receive(String part, String location, double quantity) {
        move(Map.of("partId", part, "toLocationId", location, "quantity", quantity, "reason", "receive"))
                .statusCode(201);
    }

    void consume(String part, String location, double quantity) {
        move(Map.of("partId", part, "fromLocationId", location, "quantity", quantity, "reason", "consume"))
                .statusCode(201);
    }

    /// What lies at a location; 0 if nothing ever did.
    double onHand(String part, String location) {
        List<Number> found = lek.request()
                .get("/stock-levels?partId={part}&locationId={location}", part, location)
                .then()
                .statusCode(200)
                .extract()
                .path("items.onHand");
        return found.isEmpty() ? 0 : found.getFirst().doubleValue();
    }

    /// Discrepancies of a part at a location.
    List<Map<String, Object>> discrepancies(String part, String location, String status) {
        return lek.request()
                .get("/stock-discrepancies?partId={part}&locationId={location}&status={status}", part, location, status)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
