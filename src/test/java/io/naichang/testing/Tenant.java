package io.naichang.testing;

import java.util.Map;

/// A company of its own, for one test; it knows its admin and makes further people through the API.
public record Tenant(String id, Person admin) {
    public Person technician(String name) {
        return user(name, "technician");
    }

    public Person dispatcher(String name) {
        return user(name, "dispatcher");
    }

    public Person agent(String name) {
        return user(name, "agent");
    }

    public Person clerk(String name) {
        return user(name, "clerk");
    }

    public Person storekeeper(String name) {
        return user(name, "storekeeper");
    }

    public Person manager(String name) {
        return user(name, "manager");
    }

    public Person customer(String name) {
        return user(name, "customer");
    }

    /// Somebody with these roles; his sign-in name is `name.tenant`, because those are unique over all tenants.
    public Person user(String name, String... roles) {
        String username = name + "." + id;
        admin.request()
                .body(Map.of(
                        "username",
                        username,
                        "name",
                        name,
                        "roles",
                        roles,
                        "password",
                        Given.PASSWORD,
                        "language",
                        "th"))
                .post("/users")
                .then()
                .statusCode(201);
        return new Person(username, Given.PASSWORD);
    }

    /// The id of a new region of this name.
    public String region(String name) {
        return admin.request()
                .body(Map.of("name", name))
                .post("/regions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
