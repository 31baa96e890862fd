package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The closed lists of `mobile-api-spec/problems.md` are those of the code, which is read as text: a code that is made
/// up while the program runs must be explained here.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class ProblemCodesTest {
    private static final String ARGUMENT = "\\s*(\"[a-z-]+\"(?:\\s*\\+\\s*\\w+)?|[\\w.]+(?:\\(\\)(?:\\.\\w+\\(\\))*)?)";
    private static final Pattern PROBLEM =
            Pattern.compile("Problem\\s*\\.(?:of\\(\\s*(\\w+),|(invalid|missing|conflict)\\()" + ARGUMENT);
    private static final Pattern SIGN_IN = Pattern.compile("throw refused\\(" + ARGUMENT);
    private static final Pattern HTTP_STATUS = Pattern.compile("case (\\d{3}) -> \"([a-z-]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("eferences\\.require\\(\"(\\w+)\"");
    private static final Pattern LOST = Pattern.compile("new Lost\\(" + ARGUMENT);
    private static final Pattern UNKNOWN = Pattern.compile("new Unknown\\(" + ARGUMENT);
    private static final Pattern OUTCOME =
            Pattern.compile("new (?:Outcome\\.)?(?:Rejected|Superseded|Stepped)\\(" + ARGUMENT);
    private static final Pattern MARK = Pattern.compile("(?:Mark\\.of\\(|new (?:Outcome\\.)?Mark\\()" + ARGUMENT);
    private static final Pattern ENGINE = Pattern.compile(
            "\"(?:rejected|superseded)\",\\s*" + ARGUMENT + "|accepted\\.refused\\.put\\(name," + ARGUMENT);
    private static final Pattern MERGE = Pattern.compile("new Decision\\.Conflict\\([^;]*\"([a-z-]+)\"\\);");
    private static final Pattern PAST = Pattern.compile("new Right\\.Past\\(\"([a-z-]+)\"\\)");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\|.*");

    private static final Map<String, String> STATUSES = Map.of("invalid", "400", "missing", "404", "conflict", "409");

    /// Arguments that are no literals, and where their values are found.
    private static final Set<String> ELSEWHERE = Set.of(
            "code",
            "unknown.code()",
            "unknown.get().code()",
            "failure.code()",
            "refusal.code()",
            "firstCode(accepted)",
            "cause.code()",
            "mark",
            "rule",
            "firstCode");

    private final Map<String, Set<String>> problems = new TreeMap<>();
    private final Set<String> results = new TreeSet<>(Set.of("malformed"));
    private final Set<String> unexplained = new TreeSet<>();

    @BeforeEach
    void readTheCode() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                String name = file.getFileName().toString();
                // What describes the contract names codes, and raises none.
                if (!Set.of("Problem.java", "ProblemCodes.java", "Wire.java").contains(name)) {
                    read(name, text);
                }
            }
        }
        // The texts in which a part is made up: the statuses from which VisitPlanResource cannot plan, the HTTP layer's
        // other refusals, what a push alone gives up on, and what waits for too long.
        List.of("visit-started", "visit-waiting", "visit-done", "visit-cancelled")
                .forEach(each -> problem(each, "409"));
        problem("refused", "4xx");
        results.addAll(List.of("internal", "held-too-long"));
    }

    private void read(String file, String text) {
        each(PROBLEM, text, found -> {
            String status = STATUSES.getOrDefault(String.valueOf(found.group(2)), found.group(1));
            code(file, found.group(3), code -> problem(code, status));
        });
        each(SIGN_IN, text, found -> code(file, found.group(1), code -> problem(code, "401")));
        each(HTTP_STATUS, text, found -> problem(found.group(2), found.group(1)));
        each(REFERENCE, text, found -> problem("unknown-" + found.group(1), "400"));
        each(
                LOST,
                text,
                found -> code(file, found.group(1), code -> {
                    if (code.startsWith("visit-")) {
                        problem(code, "409");
                    } else {
                        results.add(code);
                    }
                }));
        each(
                UNKNOWN,
                text,
                found -> code(file, found.group(1), code -> {
                    problem(code, "400");
                    results.add(code);
                }));
        for (Pattern pattern : List.of(OUTCOME, MARK)) {
            each(pattern, text, found -> code(file, found.group(1), results::add));
        }
        each(ENGINE, text, found -> code(file, found.group(1) == null ? found.group(2) : found.group(1), results::add));
        each(MERGE, text, found -> results.add(found.group(1)));
        each(PAST, text, found -> results.addAll(List.of(found.group(1), "late-work-" + found.group(1))));
    }

    private static void each(Pattern pattern, String text, Consumer<MatchResult> use) {
        pattern.matcher(text).results().forEach(use);
    }

    /// A literal is a code; what is put together or handed on must be explained above.
    private void code(String file, String argument, Consumer<String> use) {
        if (argument.matches("\"[a-z-]+[a-z]\"")) {
            use.accept(argument.replace("\"", ""));
        } else if (!ELSEWHERE.contains(argument)
                && !argument.matches("\"(unknown|visit|late-work)-\".*")
                && !argument.startsWith("String")) {
            unexplained.add(file + ": " + argument);
        }
    }

    private void problem(String code, String status) {
        problems.computeIfAbsent(code, each -> new TreeSet<>()).add(status);
    }

    @Test
    void every_code_in_the_program_can_be_found_by_reading_it() {
        assertThat(unexplained).isEmpty();
        assertThat(problems).hasSizeGreaterThan(50);
        assertThat(results).hasSizeGreaterThan(25);
    }

    @Test
    void the_list_of_problems_is_that_of_the_code_with_its_statuses() throws IOException {
        assertThat(table("## Problems")).isEqualTo(problems);
    }

    @Test
    void the_list_of_results_is_that_of_the_code() throws IOException {
        assertThat(table("## Results").keySet()).isEqualTo(results);
    }

    @Test
    void the_contract_names_the_same_problems() {
        JsonNode codes = Contract.problem().at("/properties/code/enum");
        Set<String> named = new TreeSet<>();
        codes.forEach(each -> named.add(each.asText()));

        assertThat(named).isEqualTo(problems.keySet());
    }

    private static Map<String, Set<String>> table(String heading) throws IOException {
        String all = Files.readString(root().resolve("mobile-api-spec/problems.md"));
        Map<String, Set<String>> rows = new TreeMap<>();
        all.substring(all.indexOf(heading))
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(row -> rows.put(
                        row.group(1), new TreeSet<>(List.of(row.group(2).split(", ", -1)))));
        return rows;
    }

    private static Path root() {
        return Path.of(System.getProperty("basedir", ""));
    }
}
