package io.naichang.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.demo.DispatchOffice.Man;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The dispatcher's story: a morning plan, an urgent case, a sick technician, a part that is missing in a van.
final class DispatchDay {
    private final Story story = new Story();
    private final URI base;
    private final DispatchOffice office;
    private final List<Man> men = new ArrayList<>();
    private final Map<String, PhoneApp> phones = new HashMap<>();
    private final List<String> promised = new ArrayList<>();

    DispatchDay(URI base) {
        this.base = base;
        office = new DispatchOffice(
                Api.signIn(base, "admin", DispatchOffice.PASSWORD),
                Api.signIn(base, "nok", DispatchOffice.PASSWORD),
                Api.signIn(base, "lek", DispatchOffice.PASSWORD));
    }

    boolean play() {
        List<String> visits = morning();
        urgent();
        sick(visits);
        part(visits);
        return story.end();
    }

    private List<String> morning() {
        story.chapter("The evening before: 12 technicians, 36 visits, six of them promised for a time.");
        for (int i = 1; i <= 12; i++) {
            men.add(office.hire(i, i % 3 == 0 ? 2 : 0));
        }
        List<String> visits = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            boolean told = i % 6 == 0;
            Map<String, Object> more = told
                    ? Map.of(
                            "windowStart",
                            office.at(9, 0).toString(),
                            "windowEnd",
                            office.at(11, 0).toString())
                    : Map.of();
            visits.add(office.visit(i, "normal", i % 9 == 4 ? "chiller" : "aircon", more));
            if (told) {
                promised.add(visits.getLast());
            }
        }
        String impossible = office.visit(40, "normal", "lift", Map.of());
        List<String> heard = new ArrayList<>();
        JsonNode plan = office.plan(office.at(0, 0), "fill", 0, heard);
        story.claim("the plan is done", "done", plan.path("status").asText());
        story.claim("its stream told how it went", !heard.isEmpty());
        List<JsonNode> rows = rows(plan);
        show(rows);
        story.claim("every visit that somebody can do has a row", new HashSet<>(visits), ids(rows));
        JsonNode left = plan.path("proposal").path("leftOut").path(0);
        story.claim(
                "what nobody can do is named with the reason: "
                        + left.path("reasons").path(0).path("en").asText(),
                left.path("visitId").asText().equals(impossible)
                        && left.path("reasons").path(0).path("rule").asText().equals("skill"));
        story.claim(
                "nothing happens before somebody accepts",
                visits.stream().allMatch(each -> status(each).equals("unscheduled")));
        List<String> some = visits.subList(0, 20);
        office.accept(plan, some);
        story.claim(
                "20 rows were accepted",
                some.stream().allMatch(each -> status(each).equals("scheduled")));
        story.claim(
                "and the others were not",
                visits.subList(20, 36).stream().allMatch(each -> status(each).equals("unscheduled")));
        office.accept(plan, visits.subList(20, 36));
        visits.forEach(office::dispatch);
        men.forEach(
                man -> phones.put(man.id(), new PhoneApp(Api.signIn(base, man.username(), DispatchOffice.PASSWORD))));
        phones.values().forEach(PhoneApp::pull);
        story.claim(
                "every phone has pulled its own visits, and no other",
                visits.stream().allMatch(this::isOnItsPhone));
        return visits;
    }

    private void urgent() {
        story.chapter("10:20. A cold store fails; somebody must be there by 12:20. At most three visits may move.");
        String urgent = office.visit(17, "emergency", "aircon", Map.of());
        Map<String, String> window = Map.of(
                "start", office.at(10, 20).toString(), "end", office.at(12, 20).toString());
        office.needs(urgent, Map.of("windows", List.of(window)));
        JsonNode plan = office.plan(office.at(10, 20), "replan", 3, new ArrayList<>());
        List<JsonNode> rows = rows(plan);
        show(rows);
        story.claim("at most three planned visits move", moved(plan) <= 3);
        story.claim("no promise is touched", rows.stream().noneMatch(this::breaksPromise));
        JsonNode row = row(rows, urgent);
        String start = row.path("to").path("start").asText();
        story.claim(
                "the urgent one begins between 10:20 and 12:20",
                start.compareTo(office.at(10, 20).toString()) >= 0
                        && start.compareTo(office.at(12, 20).toString()) <= 0);
        acceptWithNeeds(plan, rows, List.of(urgent));
        office.dispatch(urgent);
        phones.values().forEach(PhoneApp::pull);
        story.claim("and is on its technician's phone", isOnItsPhone(urgent));
    }

    private void sick(List<String> visits) {
        Man man = men.stream()
                .max(java.util.Comparator.comparingInt(
                        each -> after(each, visits, 11).size()))
                .orElseThrow();
        List<String> his = after(man, visits, 11);
        story.chapter("11:00. " + man.name() + " is sick and goes home; " + his.size() + " visits are left.");
        office.sick(man, office.at(11, 0));
        story.claim(
                "the board shows them in danger",
                his.stream().allMatch(each -> office.dangers(each).contains("shift-missing")));
        JsonNode plan = office.plan(office.at(11, 0), "replan", his.size(), new ArrayList<>());
        List<JsonNode> rows = rows(plan);
        show(rows);
        story.claim("no more visits move than he leaves", moved(plan) <= his.size());
        story.claim(
                "each of his has a row with the reason, or is left out with one",
                his.stream().allMatch(each -> hasReason(plan, each)));
        story.claim(
                "nobody else's promise is touched",
                rows.stream().noneMatch(each -> breaksPromise(each) && !his.contains(visit(each))));
        List<String> moves = rows.stream()
                .filter(each -> his.contains(visit(each)) && each.path("to").isObject())
                .map(DispatchDay::visit)
                .limit(1)
                .toList();
        Set<String> accepted = acceptWithNeeds(plan, rows, moves);
        phones.values().forEach(PhoneApp::pull);
        story.claim(
                "what was accepted left his phone and is on another",
                !moves.isEmpty()
                        && moves.stream().allMatch(each -> !phone(man).holds("visits", each) && holders(each) == 1));
        story.claim(
                "what was not accepted is still his",
                his.stream()
                        .filter(each -> !accepted.contains(each))
                        .allMatch(each -> phone(man).holds("visits", each)));
        List<String> rest = rows.stream()
                .map(DispatchDay::visit)
                .filter(each -> !accepted.contains(each))
                .toList();
        office.accept(plan, rest);
        phones.values().forEach(PhoneApp::pull);
        story.claim(
                "the rest of the same plan is accepted later, and he has none left",
                his.stream().noneMatch(each -> phone(man).holds("visits", each)));
    }

    private void part(List<String> visits) {
        story.chapter("13:00. A visit turns out to need a control board, which only one van has.");
        String visit = visits.stream()
                .filter(each -> !promised.contains(each))
                .filter(each -> office.seen(each)
                                .path("plannedStart")
                                .asText()
                                .compareTo(office.at(13, 0).toString())
                        > 0)
                .findFirst()
                .orElse(visits.get(1));
        String has = office.seen(visit).path("technicianId").asText();
        Man holder = men.stream()
                .filter(each -> !each.id().equals(has))
                .min(java.util.Comparator.comparingInt(
                        each -> after(each, visits, 0).size()))
                .orElseThrow();
        String part = office.part(holder);
        office.needs(visit, Map.of("parts", List.of(Map.of("partId", part, "quantity", 1))));
        story.claim("the board says what is missing", office.dangers(visit).contains("part-missing"));
        JsonNode plan = office.plan(office.at(13, 0), "replan", 3, new ArrayList<>());
        List<JsonNode> rows = rows(plan);
        show(rows);
        JsonNode row = row(rows, visit);
        story.claim("at most three visits move", moved(plan) <= 3);
        story.claim(
                "it goes to " + holder.name() + ", whose van has the board",
                holder.id(),
                row.path("to").path("technicianId").asText());
        story.claim("the row says why", !row.path("reasons").isEmpty());
        acceptWithNeeds(plan, rows, List.of(visit));
        phones.values().forEach(PhoneApp::pull);
        story.claim("and is on his phone", phone(holder).holds("visits", visit));
    }

    /// Accepts rows and what they cannot do without.
    private Set<String> acceptWithNeeds(JsonNode plan, List<JsonNode> rows, List<String> wanted) {
        Set<String> all = new HashSet<>();
        List<String> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            String each = open.removeLast();
            if (all.add(each)) {
                row(rows, each).path("needs").forEach(need -> open.add(need.asText()));
            }
        }
        story.tell("Accepted: " + all.size() + " of " + rows.size() + " rows.");
        office.accept(plan, List.copyOf(all));
        return all;
    }

    private List<String> after(Man man, List<String> visits, int hour) {
        String from = office.at(hour, 0).toString();
        return visits.stream()
                .filter(each -> {
                    JsonNode seen = office.seen(each);
                    return seen.path("technicianId").asText().equals(man.id())
                            && seen.path("plannedEnd").asText().compareTo(from) > 0;
                })
                .toList();
    }

    private boolean isOnItsPhone(String visit) {
        PhoneApp phone = phones.get(office.seen(visit).path("technicianId").asText());
        return phone != null && phone.holds("visits", visit) && holders(visit) == 1;
    }

    private long holders(String visit) {
        return phones.values().stream()
                .filter(each -> each.holds("visits", visit))
                .count();
    }

    private PhoneApp phone(Man man) {
        PhoneApp phone = phones.get(man.id());
        if (phone == null) {
            throw new IllegalStateException(man.name() + " has no phone");
        }
        return phone;
    }

    private String status(String visit) {
        return office.seen(visit).path("status").asText();
    }

    private boolean breaksPromise(JsonNode row) {
        String start = row.path("to").path("start").asText();
        return promised.contains(visit(row))
                && (start.compareTo(office.at(9, 0).toString()) < 0
                        || start.compareTo(office.at(11, 0).toString()) > 0);
    }

    private static boolean hasReason(JsonNode plan, String visit) {
        JsonNode proposal = plan.path("proposal");
        return StreamSupport.stream(proposal.path("changes").spliterator(), false)
                        .anyMatch(each -> visit(each).equals(visit)
                                && !each.path("reasons").isEmpty())
                || Stream.of("leftOut", "kept")
                        .flatMap(
                                each -> StreamSupport.stream(proposal.path(each).spliterator(), false))
                        .anyMatch(each -> visit(each).equals(visit)
                                && !each.path("reasons").isEmpty());
    }

    private static List<JsonNode> rows(JsonNode plan) {
        return StreamSupport.stream(plan.path("proposal").path("changes").spliterator(), false)
                .toList();
    }

    private static JsonNode row(List<JsonNode> rows, String visit) {
        return rows.stream()
                .filter(each -> visit(each).equals(visit))
                .findFirst()
                .orElse(Api.JSON.missingNode());
    }

    private static int moved(JsonNode plan) {
        return plan.path("proposal").path("moved").asInt(Integer.MAX_VALUE);
    }

    private static Set<String> ids(List<JsonNode> rows) {
        Set<String> ids = new HashSet<>();
        rows.forEach(each -> ids.add(visit(each)));
        return ids;
    }

    private static String visit(JsonNode row) {
        return row.path("visitId").asText();
    }

    private void show(List<JsonNode> rows) {
        for (JsonNode each : rows.stream().limit(8).toList()) {
            story.tell(each.path("number").asText() + " " + each.path("kind").asText() + ": " + slot(each.path("from"))
                    + " → " + slot(each.path("to")) + "  ("
                    + each.path("reasons").path(0).path("en").asText() + ")");
        }
        if (rows.size() > 8) {
            story.tell("… and " + (rows.size() - 8) + " more rows.");
        }
    }

    private static String slot(JsonNode slot) {
        return slot.isObject()
                ? slot.path("technicianName").asText() + " "
                        + java.time.Instant.parse(slot.path("start").asText())
                                .atZone(java.time.ZoneId.of("Asia/Bangkok"))
                                .toLocalTime()
                                .withSecond(0)
                : "nobody";
    }
}
