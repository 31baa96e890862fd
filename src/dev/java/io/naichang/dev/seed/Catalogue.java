package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A company's parts: families of [parts.json](../../../../../resources/seed/parts.json) times brands and sizes.
final class Catalogue {
    private static final Set<String> SOLD_BY_MEASURE = Set.of("เมตร", "กก.", "ลิตร");
    private static final List<Double> BRAND_PRICES = List.of(1.0, 0.94, 1.08, 0.9);

    private final Company company;
    private final List<Part> parts = new ArrayList<>();
    private final List<ObjectNode> forms = new ArrayList<>();

    /// A part, as far as stock and work ask.
    ///
    /// @param model the only machine that it fits; null if it is not made for one
    record Part(
            UUID id,
            String family,
            String fits,
            int baht,
            boolean byMeasure,
            @Nullable String model) {}

    Catalogue(Company company) {
        this.company = company;
        Map<String, JsonNode> makers = new LinkedHashMap<>();
        Facts.json("equipment").forEach(each -> makers.put(each.path("category").asText(), each));
        Facts.json("parts")
                .forEach(family -> list(family, makers.get(family.path("fits").asText())));
        thin(company.facts().path("parts").asInt());
    }

    /// What a machine of this brand and size is called.
    static String model(JsonNode brand, String size) {
        return brand.path("name").asText() + " " + brand.path("series").asText() + "-" + size;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /// Puts all on the list; what is a substitute must be there before it is named as one.
    void publish() {
        Session storekeeper = company.asAdmin();
        Map<Boolean, List<ObjectNode>> waves =
                forms.stream().collect(Collectors.partitioningBy(each -> each.has("substitutes")));
        Lanes.each(waves.get(false), each -> storekeeper.create("/parts", each));
        Lanes.each(waves.get(true), each -> storekeeper.create("/parts", each));
    }

    private void list(JsonNode family, JsonNode maker) {
        JsonNode variants = family.path("variants");
        for (int at = 0; at < variants.size(); at++) {
            String variant = variants.get(at).asText();
            add(family, "%02d".formatted(at + 1), variant, at / (variants.size() - 1.0 + 1e-9), null, null);
        }
        if (!variants.isMissingNode()) {
            return;
        }
        for (int brandAt = 0; brandAt < maker.path("brands").size(); brandAt++) {
            JsonNode brand = maker.path("brands").get(brandAt);
            double factor = BRAND_PRICES.get(brandAt);
            if (family.path("per").asText().equals("brand")) {
                String series = brand.path("series").asText();
                add(family, series, brand.path("name").asText() + " " + series, factor - 0.5, null, null);
                continue;
            }
            JsonNode first = maker.path("brands").get(0);
            JsonNode sizes = maker.path("sizes");
            for (int at = 0; at < sizes.size(); at++) {
                String size = sizes.get(at).asText();
                String substitute = brandAt == 0 ? null : sku(family, code(first, size));
                double step = at / (sizes.size() - 1.0) * factor;
                add(family, code(brand, size), model(brand, size), step, model(brand, size), substitute);
            }
        }
    }

    private static String code(JsonNode brand, String size) {
        return brand.path("series").asText() + "-" + size;
    }

    private static String sku(JsonNode family, String code) {
        return family.path("code").asText() + "-" + code;
    }

    /// @param step where its price lies in the family's range, 0 the cheapest
    private void add(
            JsonNode family,
            String code,
            String variant,
            double step,
            @Nullable String model,
            @Nullable String substitute) {
        String sku = sku(family, code);
        Chance chance = Chance.of("part/" + sku);
        int cheapest = family.path("baht").get(0).asInt();
        int dearest = family.path("baht").get(1).asInt();
        int baht = (int) Math.max(1, Math.round(cheapest + (dearest - cheapest) * Math.clamp(step, 0.0, 1.1)));
        UUID id = company.id("part/" + sku);
        ObjectNode form = Facts.object()
                .put("id", id.toString())
                .put("sku", sku)
                .put("name", family.path("th").asText() + " " + variant)
                .put("nameEn", family.path("en").asText() + " " + latin(variant, code))
                .put("unit", family.path("unit").asText())
                .put(
                        "leadTimeDays",
                        chance.between(
                                family.path("leadDays").get(0).asInt(),
                                family.path("leadDays").get(1).asInt()));
        form.putObject("price").put("minor", baht * 100L).put("currency", "THB");
        if (model != null) {
            form.putArray("models").add(model);
        }
        if (substitute != null) {
            form.putArray("substitutes").add(company.id("part/" + substitute).toString());
        }
        forms.add(form);
        parts.add(new Part(
                id,
                family.path("code").asText(),
                family.path("fits").asText(),
                baht,
                SOLD_BY_MEASURE.contains(family.path("unit").asText()),
                model));
    }

    /// Variants are named in Thai where people say them in Thai.
    private static String latin(String variant, String code) {
        return variant.codePoints().anyMatch(each -> each >= 0x0E00 && each < 0x0E80) ? code : variant;
    }

    /// A small company has a part of each kind rather than all of the first kinds.
    private void thin(int wanted) {
        int step = Math.max(1, parts.size() / wanted);
        for (int at = parts.size() - 1; at >= 0; at--) {
            boolean kept = at % step == 0 && at / step < wanted;
            if (!kept) {
                parts.remove(at);
                forms.remove(at);
            }
        }
        Set<String> ids = forms.stream().map(each -> each.path("id").asText()).collect(Collectors.toSet());
        forms.stream()
                .filter(each -> each.has("substitutes")
                        && !ids.contains(each.path("substitutes").path(0).asText()))
                .forEach(each -> each.remove("substitutes"));
    }
}
