package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
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
    /// The model: everything that was posted and not voided, in no particular order.
    private final Map<UUID, Map<String, Object>> posted = new TreeMap<>();

    @Test
    void levels_are_the_sum_of_their_movements_in_whatever_order_these_arrive() {
        Store store = Store.open();
        String region = store.tenant().region("เหนือ");
        List<Phone> phones = new ArrayList<>();
        List<String> locations = new ArrayList<>(List.of(store.depot("ดีโป", region), store.centre("คลัง")));
        for (String name : List.of("somchai", "malee", "anan")) {
            var technician = store.technician(name, region);
            phones.add(Phone.of(technician));
            locations.add(store.van("รถ " + name, technician));
        }
        List<String> parts = List.of(store.part("CMP"), store.part("FAN"), store.part("GAS"));
        Map<Phone, List<UUID>> own = new HashMap<>();
        phones.forEach(each -> own.put(each, new ArrayList<>()));

        for (int round = 0; round < ROUNDS; round++) {
            Phone phone = phones.get(round % phones.size());
            for (int i = 0; i < A_BATCH; i++) {
                if (random.nextInt(10) == 0 && !own.get(phone).isEmpty()) {
                    voidOne(phone, own.get(phone));
                } else {
                    moveOne(phone, own.get(phone), pick(parts), locations);
                }
            }
            JsonNode results = phone.push();
            assertThat(results).hasSize(A_BATCH);
            assertThat(results)
                    .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("applied"));
        }

        Map<String, BigDecimal> expected = model();
        Map<String, BigDecimal> levels = new TreeMap<>();
        items(store, "/stock-levels")
                .forEach(each ->
                        levels.put(each.get("partId") + "@" + each.get("locationId"), amount(each.get("onHand"))));
        assertThat(levels).isEqualTo(expected);

        Map<String, BigDecimal> open = new TreeMap<>();
        items(store, "/stock-discrepancies?status=open").forEach(each -> {
            assertThat(open).doesNotContainKey(each.get("partId") + "@" + each.get("locationId"));
            open.put(
                    each.get("partId") + "@" + each.get("locationId"),
                    amount(each.get("amount")).negate());
        });
        expected.values().removeIf(each -> each.signum() >= 0);
        assertThat(open).isEqualTo(expected);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void voidOne(Phone phone, List<UUID> own) {
        UUID id = own.remove(random.nextInt(own.size()));
        posted.remove(id);
        phone.does("delete", "stock_movements", id).put("base", 1);
    }

    private void moveOne(Phone phone, List<UUID> own, String part, List<String> locations) {
        String one = pick(locations);
        String other = locations.get((locations.indexOf(one) + 1) % locations.size());
        Map<String, Object> set = new HashMap<>(Map.of("partId", part));
        switch (random.nextInt(5)) {
            case 0 -> set.putAll(Map.of("reason", "receive", "toLocationId", one, "quantity", quantity()));
            case 1 -> set.putAll(Map.of("reason", "consume", "fromLocationId", one, "quantity", quantity()));
            case 2 ->
                set.putAll(Map.of(
                        "reason", "transfer", "fromLocationId", one, "toLocationId", other, "quantity", quantity()));
            case 3 -> set.putAll(Map.of("reason", "return", "toLocationId", one, "quantity", quantity()));
            default ->
                set.putAll(Map.of(
                        "reason",
                        "count",
                        random.nextBoolean() ? "toLocationId" : "fromLocationId",
                        one,
                        "counted",
                        quantity(),
                        "expected",
                        quantity().subtract(BigDecimal.TEN)));
        }
        UUID id = phone.creates("stock_movements", set);
        own.add(id);
        posted.put(id, set);
    }

    private BigDecimal quantity() {
        return BigDecimal.valueOf(1 + random.nextInt(20_000), 3);
    }

    private Map<String, BigDecimal> model() {
        Map<String, BigDecimal> levels = new TreeMap<>();
        Random shuffled = new Random(SEED + 1);
        List<Map<String, Object>> all = new ArrayList<>(posted.values());
        Collections.shuffle(all, shuffled);
        for (Map<String, Object> each : all) {
            boolean count = each.get("reason").equals("count");
            BigDecimal gain = count
                    ? amount(each.get("counted")).subtract(amount(each.get("expected")))
                    : amount(each.get("quantity"));
            add(levels, each, "toLocationId", gain);
            add(levels, each, "fromLocationId", count ? gain : gain.negate());
        }
        levels.replaceAll((level, sum) -> amount(sum));
        return levels;
    }

    private static void add(Map<String, BigDecimal> levels, Map<String, Object> movement, String end, BigDecimal gain) {
        if (movement.get(end) != null) {
            levels.merge(movement.get("partId") + "@" + movement.get(end), gain, BigDecimal::add);
        }
    }

    private static BigDecimal amount(Object number) {
        return new BigDecimal(number.toString()).setScale(3);
    }

    private static List<Map<String, Object>> items(Store store, String path) {
        return store.lek()
                .request()
                .queryParam("limit", 500)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }
}
