package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.routing.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The lists of `mobile-api-spec/planning.md` are those of the code.
class PlanningPageTest {
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern DEFAULT = Pattern.compile("`([\\w.]+)`\\s+(?:\\| |\\()`([^`]+)`");

    /// Words of the code that carries plans out which are no reasons.
    private static final Set<String> OTHERS = Set.of(
            "parts", "plan-outdated", "plan-not-done", "not-found", "unknown-technician", "schedule", "unschedule");

    @Test
    void the_rules_are_those_of_the_engine_in_its_order_and_level() throws IOException {
        assertThat(rows("## Rules").stream().map(each -> each.getFirst() + " " + each.get(1)))
                .containsExactlyElementsOf(Arrays.stream(Rule.values())
                        .map(each ->
                                "`" + wire(each) + "` " + each.level().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void every_other_reason_that_has_words_is_explained() throws IOException {
        // Words for all technicians are of rules. One text is a notice.
        Set<String> reasons = ResourceBundle.getBundle("messages.planning", Locale.ROOT).keySet().stream()
                .filter(each -> !each.startsWith("all-") && !each.equals("absence-notice"))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Rule.values()).map(PlanningPageTest::wire).forEach(reasons::remove);

        assertThat(codes("### Reasons")).isEqualTo(reasons);
    }

    @Test
    void every_reason_against_accepting_is_explained() throws IOException {
        Set<String> reasons = new TreeSet<>(Set.of("double-booked"));
        for (String file : List.of("planning/Accepting.java", "planning/Outdated.java", "visits/Schedules.java")) {
            LITERAL.matcher(Files.readString(root().resolve("src/main/java/io/naichang/" + file)))
                    .results()
                    .map(each -> each.group(1))
                    .forEach(reasons::add);
        }
        reasons.removeAll(OTHERS);
        List.of("started", "waiting", "done", "cancelled").forEach(each -> reasons.add("visit-" + each));

        assertThat(codes("### Accepting")).isEqualTo(reasons);
    }

    @Test
    void the_policy_has_these_fields_and_defaults() throws IOException {
        Map<String, String> fields = new TreeMap<>();
        flatten("", Json.MAPPER.valueToTree(PolicyForm.DEFAULT), fields);

        assertThat(defaults("## The planning policy")).isEqualTo(fields);
        assertThat(fields).containsAllEntriesOf(defaults("## Rules"));
    }

    private static String wire(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> fields) {
        node.properties().forEach(each -> {
            if (each.getValue().isObject()) {
                flatten(prefix + each.getKey() + ".", each.getValue(), fields);
            } else {
                fields.put(
                        prefix + each.getKey(),
                        each.getValue().isTextual()
                                ? each.getValue().asText()
                                : each.getValue().toString());
            }
        });
    }

    private static Map<String, String> defaults(String heading) throws IOException {
        return DEFAULT.matcher(String.join("\n", lines(heading)))
                .results()
                .collect(Collectors.toMap(
                        each -> each.group(1), each -> each.group(2), (one, same) -> one, TreeMap::new));
    }

    private static Set<String> codes(String heading) throws IOException {
        return rows(heading).stream()
                .map(List::getFirst)
                .flatMap(each -> CODE.matcher(each).results())
                .map((MatchResult each) -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The cells of the rows of a heading's table.
    private static List<List<String>> rows(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines(heading)) {
            if (line.startsWith("| `")) {
                rows.add(List.of(line.substring(2).split(" \\| ", -1)));
            }
        }
        return rows;
    }

    private static List<String> lines(String heading) throws IOException {
        return Files.readString(root().resolve("mobile-api-spec/planning.md"))
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .toList();
    }

    private static Path root() {
        return Path.of(System.getProperty("basedir", ""));
    }
}
