package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// P3 and P7: what was done was done once, and stock is the sum of its movements.
final class Effects {
    private final Books books;
    private final List<Deed> deeds;

    Effects(Books books, List<Phone> phones) {
        this.books = books;
        deeds = phones.stream().flatMap(each -> each.queue().all().stream()).toList();
    }

    /// One deed changes a field once, and is one step of its visit.
    void checkOnce() {
        Set<String> visits = new TreeSet<>();
        Map<String, Set<Long>> steps = new HashMap<>();
        Map<String, Set<Long>> perhaps = new HashMap<>();
        for (Deed each : deeds) {
            if (each.collection().equals("visits") && !each.isPoison()) {
                visits.add(each.id());
            }
            if (each.op().equals("command") && (each.took() || each.isForgotten())) {
                String step = each.id() + " " + each.mutation().path("command").asText() + " " + each.device();
                (each.took() && !each.isForgotten() ? steps : perhaps)
                        .computeIfAbsent(step, key -> new HashSet<>())
                        .add(each.seq());
            }
        }
        for (String visit : visits) {
            changedOnce("visits/" + visit);
            Map<String, Integer> counted = counted(visit);
            steps.forEach((step, pushed) -> {
                int count = counted.getOrDefault(step, 0);
                int most = pushed.size() + perhaps.getOrDefault(step, Set.of()).size();
                if (step.startsWith(visit) && (count < pushed.size() || count > most)) {
                    throw new Broken(
                            Promise.P3,
                            "It was done " + pushed.size() + " times and counts " + count + ": " + step,
                            "visits/" + visit);
                }
            });
        }
    }

    private Map<String, Integer> counted(String visit) {
        Map<String, Integer> counted = new TreeMap<>();
        for (JsonNode step : books.steps(visit)) {
            String device = step.path("deviceId").asText("");
            counted.merge(visit + " " + step.path("step").asText() + " " + device, 1, Integer::sum);
        }
        return counted;
    }

    private void changedOnce(String row) {
        Set<String> seen = new HashSet<>();
        for (Books.Change each : books.history(row)) {
            String change = each.device() + "/" + each.seq() + "/" + each.field();
            if (!each.device().isEmpty() && !seen.add(change)) {
                throw new Broken(Promise.P3, "One deed changed a field twice: " + each, row);
            }
        }
    }

    void checkStock(Stock stock, Company company) {
        Set<String> created = new HashSet<>();
        Set<String> deleted = new HashSet<>();
        deeds.stream()
                .filter(each -> each.collection().equals("stock_movements"))
                .forEach(each -> {
                    boolean perhaps =
                            each.isForgotten() && books.row(each.row()).isMissingNode();
                    boolean surely = each.took() && !each.isForgotten();
                    if (each.op().equals("delete") && (surely || perhaps)) {
                        deleted.add(each.id());
                    }
                });
        List<JsonNode> moved = deeds.stream()
                .filter(each ->
                        each.collection().equals("stock_movements") && each.op().equals("create"))
                .filter(each -> isPosted(each) && !deleted.contains(each.id()) && created.add(each.id()))
                .map(each -> each.mutation().path("set"))
                .toList();
        Map<String, BigDecimal> wanted = stock.levels(moved);
        Map<String, BigDecimal> there = new TreeMap<>();
        books.of("stock_levels").values().forEach(each -> {
            String part = each.path("partId").asText();
            if (company.parts().contains(part)) {
                there.put(
                        part + " " + each.path("locationId").asText(),
                        each.path("onHand").decimalValue());
            }
        });
        Stream.concat(wanted.keySet().stream(), there.keySet().stream())
                .distinct()
                .forEach(key -> {
                    BigDecimal sum = wanted.getOrDefault(key, BigDecimal.ZERO);
                    BigDecimal level = there.getOrDefault(key, BigDecimal.ZERO);
                    if (sum.compareTo(level) != 0) {
                        throw new Broken(
                                Promise.P7,
                                "Of part and location " + key + " the movements come to " + sum + ", the server says "
                                        + level,
                                rowsOf(key));
                    }
                });
        discrepancies(wanted, company);
    }

    /// A movement whose end its phone was never told counts if the server has it.
    private boolean isPosted(Deed deed) {
        boolean uncertain = deed.status().isEmpty() || deed.isForgotten();
        return uncertain ? !books.row(deed.row()).isMissingNode() : deed.took();
    }

    private void discrepancies(Map<String, BigDecimal> levels, Company company) {
        Map<String, BigDecimal> open = new TreeMap<>();
        company.storekeeper()
                .list("/stock-discrepancies?status=open")
                .forEach(each -> open.put(
                        each.path("partId").asText() + " "
                                + each.path("locationId").asText(),
                        each.path("amount").decimalValue()));
        levels.forEach((key, level) -> {
            BigDecimal amount = open.getOrDefault(key, BigDecimal.ZERO);
            if (level.signum() < 0 ? amount.compareTo(level.negate()) != 0 : amount.signum() != 0) {
                throw new Broken(
                        Promise.P7, "At " + level + " of " + key + " the open discrepancy is " + amount, rowsOf(key));
            }
        });
    }

    private String[] rowsOf(String key) {
        return deeds.stream()
                .filter(each -> each.collection().equals("stock_movements"))
                .filter(each -> mentions(each, key.substring(0, 36)) && mentions(each, key.substring(37)))
                .map(Deed::row)
                .distinct()
                .toArray(String[]::new);
    }

    private static boolean mentions(Deed deed, String id) {
        return deed.mutation().toString().contains(id);
    }
}
