package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// P7 against a slow, obvious model: thousands of random movements, voids and counts from three phones.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StockSumTest {
    private static final long SEED = 20261123;
    private static final int ROUNDS = 24;
    private static final int A_BATCH = 100;

    private final Random random = new Random(SEED);

    /// What a movement does to one level.
    private record Effect(String level, BigDecimal gain) {}

    /// A phone, and the effects of what was posted on it and not voided.
    private record Holder(Phone phone, Map<UUID, List<Effect>> posted) {}

    @Test
    void levels_are_the_sum_of_their_movements_in_whatever_order_these_arrive() {
        Store store = Store.open();
        String region = store.tenant().region("เหนือ");
        List<String> parts = List.of(store.part("CMP"), store.part("FAN"), store.part("GAS"));
        List<String> locations = new ArrayList<>(List.of(store.depot("ดีโป", region), store.centre("คลัง")));
        List<Holder> holders = new ArrayList<>();
        for (String name : List.of("somchai", "malee", "anan")) {
            Person technician = store.technician(name, region);
            locations.add(store.van("รถ " + name, technician));
            holders.add(new Holder(Phone.of(technician), new TreeMap<>()));
        }

        for (int round = 0; round < ROUNDS; round++) {
            Holder holder = holders.get(round % holders.size());
            for (int i = 0; i < A_BATCH; i++) {
                if (random.nextInt(10) == 0 && !holder.posted().isEmpty()) {
                    voidOne(holder);
                } else {
                    moveOne(holder, pick(parts), locations);
                }
            }
            assertThat(holder.phone().push())
                    .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("applied"));
        }

        Map<String, BigDecimal> expected = model(holders);
        assertThat(levels(store, "/stock-levels", "onHand")).isEqualTo(expected);
        expected.values().removeIf(each -> each.signum() >= 0);
        expected.replaceAll((level, balance) -> balance.negate());
        assertThat(levels(store, "/stock-discrepancies?status=open", "amount")).isEqualTo(expected);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void voidOne(Holder holder) {
        UUID id = pick(List.copyOf(holder.posted().keySet()));
        holder.posted().remove(id);
        holder.phone().does("delete", "stock_movements", id).put("base", 1);
    }

    private void moveOne(Holder holder, String part, List<String> locations) {
        String one = pick(locations);
        String other = locations.get((locations.indexOf(one) + 1) % locations.size());
        BigDecimal much = BigDecimal.valueOf(1 + random.nextInt(20_000), 3);
        Effect gain = new Effect(part + "@" + one, much);
        Effect loss = new Effect(part + "@" + one, much.negate());
        Map<String, Object> set = new HashMap<>(Map.of("partId", part, "quantity", much));
        List<Effect> effects = new ArrayList<>(List.of(gain));
        switch (random.nextInt(5)) {
            case 0 -> set.putAll(Map.of("reason", "receive", "toLocationId", one));
            case 1 -> set.putAll(Map.of("reason", "return", "toLocationId", one));
            case 2 -> {
                set.putAll(Map.of("reason", "consume", "fromLocationId", one));
                effects = List.of(loss);
            }
            case 3 -> {
                set.putAll(Map.of("reason", "transfer", "fromLocationId", one, "toLocationId", other));
                effects = List.of(loss, new Effect(part + "@" + other, much));
            }
            default -> {
                BigDecimal expected = BigDecimal.valueOf(random.nextInt(40_000) - 20_000, 3);
                set.remove("quantity");
                set.putAll(Map.of("reason", "count", "counted", much, "expected", expected));
                set.put(random.nextBoolean() ? "toLocationId" : "fromLocationId", one);
                effects = List.of(new Effect(part + "@" + one, much.subtract(expected)));
            }
        }
        holder.posted().put(holder.phone().creates("stock_movements", set), effects);
    }

    private static Map<String, BigDecimal> model(List<Holder> holders) {
        Map<String, BigDecimal> levels = new TreeMap<>();
        holders.stream()
                .flatMap(each -> each.posted().values().stream())
                .flatMap(List::stream)
                .forEach(each -> levels.merge(each.level(), each.gain(), BigDecimal::add));
        return levels;
    }

    /// Part and location → a number, from a list that has each level once.
    private static Map<String, BigDecimal> levels(Store store, String path, String field) {
        JsonPath page = store.lek()
                .request()
                .queryParam("limit", 500)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, BigDecimal> found = new TreeMap<>();
        for (int i = 0; i < page.getList("items").size(); i++) {
            String at = "items[" + i + "].";
            BigDecimal before = found.put(
                    page.getString(at + "partId") + "@" + page.getString(at + "locationId"),
                    new BigDecimal(page.getString(at + field)).setScale(3));
            assertThat(before).as("a second row of a level").isNull();
        }
        return found;
    }
}
