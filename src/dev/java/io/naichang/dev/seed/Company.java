package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One tenant: who works there, and what it is to have.
final class Company {
    private final String tenant;
    private final JsonNode facts;
    private final List<Technician> technicians = new ArrayList<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, String> usernames = new HashMap<>();

    Company(Api api, String tenant, JsonNode facts) {
        this.tenant = tenant;
        this.facts = facts;
        sessions.put(admin(), new Session(api, admin()));
        for (JsonNode person : facts.path("office")) {
            String username = person.path("username").asText();
            sessions.put(username, new Session(api, username));
            usernames.put(person.path("role").asText(), username);
        }
        for (JsonNode person : facts.path("technicians")) {
            String username = person.path("username").asText();
            sessions.put(username, new Session(api, username));
            technicians.add(new Technician(
                    id("user/" + username),
                    username,
                    person.path("region").asText(),
                    Facts.numbers(person.path("skills"))));
        }
    }

    /// Somebody who drives out.
    record Technician(UUID id, String username, String region, Map<String, Integer> skills) {
        Technician {
            skills = Map.copyOf(skills);
        }
    }

    String tenant() {
        return tenant;
    }

    String admin() {
        return facts.path("admin").asText();
    }

    JsonNode facts() {
        return facts;
    }

    List<Technician> technicians() {
        return List.copyOf(technicians);
    }

    /// Those of these technicians that the story needs by name; a small company lacks some.
    Technician technician(String username) {
        return technicians.stream()
                .filter(each -> each.username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    /// The id that something of this company has in every run.
    UUID id(String name) {
        return UUID.nameUUIDFromBytes(("naichang-demo/" + tenant + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    UUID van(Technician technician) {
        return id("location/van-" + technician.username());
    }

    Session session(String username) {
        Session session = sessions.get(username);
        if (session == null) {
            throw new IllegalStateException("nobody of " + tenant + " is called " + username);
        }
        return session;
    }

    Session asAdmin() {
        return session(admin());
    }

    /// The office's person for this; in a small company the dispatcher does it all.
    Session as(String role) {
        return session(usernames.getOrDefault(role, String.valueOf(usernames.get("dispatcher"))));
    }

    /// Regions and people. Everybody has the demo's password.
    void hire() {
        openRegions();
        List<ObjectNode> people = new ArrayList<>();
        for (JsonNode person : facts.path("office")) {
            people.add(user(
                    person, person.path("role").asText(), person.path("phone").asText()));
        }
        Lanes.each(people, each -> asAdmin().create("/users", each));
        hireTechnicians();
    }

    void openRegions() {
        for (JsonNode region : facts.path("regions")) {
            asAdmin()
                    .create(
                            "/regions",
                            Facts.object()
                                    .put(
                                            "id",
                                            id("region/" + region.path("key").asText())
                                                    .toString())
                                    .put("name", region.path("name").asText())
                                    .put("nameEn", region.path("nameEn").asText()));
        }
    }

    void hireTechnicians() {
        List<ObjectNode> people = new ArrayList<>();
        int number = 301;
        for (JsonNode person : facts.path("technicians")) {
            people.add(user(person, "technician", "+66700000" + number++));
        }
        Lanes.each(people, each -> asAdmin().create("/users", each));
    }

    private ObjectNode user(JsonNode person, String role, String phone) {
        String username = person.path("username").asText();
        ObjectNode user = Facts.object()
                .put("id", id("user/" + username).toString())
                .put("username", username)
                .put("name", person.path("name").asText())
                .put("language", "th")
                .put("email", username + "@" + tenant + ".example")
                .put("phone", phone)
                .put("password", Api.PASSWORD);
        user.putArray("roles").add(role);
        return user;
    }
}
