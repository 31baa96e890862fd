package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A new region of the demo company with its people and its work, tomorrow: so the story can be played at any hour.
final class DispatchOffice {
    static final String PASSWORD = "demo-naichang";
    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

    private final Api admin;
    private final Api nok;
    private final Api lek;
    private final String run = Long.toString(new Random().nextLong(36L * 36 * 36 * 36), 36);
    private final LocalDate day = LocalDate.now(ZONE).plusDays(1);
    private final String region;
    private final String customer;

    DispatchOffice(Api admin, Api nok, Api lek) {
        this.admin = admin;
        this.nok = nok;
        this.lek = lek;
        region = id(admin.post("/regions", Map.of("name", "เชียงใหม่สาธิต " + run)));
        customer =
                id(nok.post("/customers", Map.of("name", "โรงแรมสาธิต " + run, "kind", "company", "language", "th")));
    }

    /// A technician of the story.
    record Man(String id, String name, String username, String van) {}

    Man hire(int number, int chillerLevel) {
        String username = "dispatch-" + run + "-" + number;
        String name = "ช่าง " + number;
        String id = id(admin.post(
                "/users",
                Map.of(
                        "username",
                        username,
                        "name",
                        name,
                        "roles",
                        List.of("technician"),
                        "password",
                        PASSWORD,
                        "language",
                        "th")));
        String van = id(admin.post("/locations", Map.of("kind", "van", "name", "รถ " + number + " " + run)));
        Map<String, Integer> skills =
                chillerLevel == 0 ? Map.of("aircon", 3) : Map.of("aircon", 3, "chiller", chillerLevel);
        admin.patch(
                "/technicians/" + id,
                admin.get("/technicians/" + id).path("version").asInt(),
                Map.of("regionId", region, "home", position(number * 7), "skills", skills, "vanLocationId", van));
        nok.post(
                "/shifts",
                Map.of(
                        "technicianId", id,
                        "day", day.toString(),
                        "hours",
                                Map.of(
                                        "start", "08:00",
                                        "end", "17:00",
                                        "overtime", "PT1H",
                                        "pause", Map.of("length", "PT30M", "earliest", "11:30", "latest", "13:00"))));
        return new Man(id, name, username, van);
    }

    private static Map<String, Object> position(int number) {
        // Spread over the town like the petals of a flower, up to 8 km from its middle.
        double angle = number * 2.399963;
        double far = 0.01 + (number % 13) * 0.005;
        return Map.of("lat", 18.79 + far * Math.sin(angle), "lon", 98.99 + far * Math.cos(angle));
    }

    /// A visit of 50 minutes somewhere in town.
    String visit(int number, String priority, String skill, Map<String, ?> more) {
        Map<String, Object> place = new HashMap<>(position(number));
        place.putAll(Map.of("customerId", customer, "name", "อาคาร " + number, "regionId", region));
        Map<String, Object> body = new HashMap<>(Map.of(
                "customerId",
                customer,
                "siteId",
                id(nok.post("/sites", place)),
                "kind",
                "repair",
                "priority",
                priority,
                "title",
                "งานที่ " + number,
                "duration",
                "PT50M",
                "requiredSkills",
                List.of(skill)));
        body.putAll(more);
        return id(nok.post("/visits", body));
    }

    String part(Man holder) {
        String part =
                id(lek.post("/parts", Map.of("sku", "DISPATCH-" + run, "name", "แผงควบคุม " + run, "unit", "piece")));
        lek.post(
                "/stock-movements",
                Map.of("partId", part, "toLocationId", holder.van(), "quantity", 1, "reason", "receive"));
        return part;
    }

    void needs(String visit, Map<String, ?> needs) {
        nok.put("/visits/" + visit + "/needs", needs);
    }

    void sick(Man man, Instant from) {
        nok.post(
                "/absences",
                Map.of(
                        "technicianId", man.id(),
                        "from", from.toString(),
                        "until", at(23, 0).toString(),
                        "kind", "sick"));
    }

    Instant at(int hour, int minute) {
        return day.atTime(hour, minute).atZone(ZONE).toInstant();
    }

    /// A plan of the rest of the day when it has ended; `heard` counts what its stream told meanwhile.
    JsonNode plan(Instant from, String mode, int changeBudget, List<String> heard) {
        String id = id(nok.post(
                "/route-plans",
                Map.of(
                        "regionId",
                        region,
                        "from",
                        from.toString(),
                        "to",
                        at(23, 59).toString(),
                        "mode",
                        mode,
                        "changeBudget",
                        changeBudget,
                        "freeze",
                        "PT0S",
                        "timeLimit",
                        "PT2S")));
        try (Stream<String> lines = nok.lines("/route-plans/" + id + "/stream")) {
            lines.filter(each -> each.startsWith("data:")).forEach(heard::add);
        } catch (IOException e) {
            throw new DemoFailure("the stream of the plan broke: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
        return nok.get("/route-plans/" + id);
    }

    void accept(JsonNode plan, List<String> visits) {
        nok.post("/route-plans/" + id(plan) + "/accept", Map.of("visitIds", visits));
    }

    void dispatch(String visit) {
        nok.post("/visits/" + visit + "/dispatch", Map.of());
    }

    JsonNode seen(String visit) {
        return nok.get("/visits/" + visit);
    }

    List<String> dangers(String visit) {
        JsonNode board = nok.get("/day-board?regionId=" + region + "&from=" + at(0, 0) + "&to=" + at(23, 59));
        List<String> rules = new ArrayList<>();
        board.path("visits").forEach(each -> {
            if (each.path("id").asText().equals(visit)) {
                each.path("dangers")
                        .forEach(danger -> rules.add(danger.path("rule").asText()));
            }
        });
        return rules;
    }

    static String id(JsonNode made) {
        return made.path("id").asText();
    }
}
