package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of the desk, in Thai and in English.
class DeskMessagesTest {
    private static final Path DESK = Path.of("src/main/resources/META-INF/resources/desk");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern USED = Pattern.compile("\\b(?:t|count)\\('([a-z][\\w.-]*)'");

    private final Map<String, String> thai = words("th");
    private final Map<String, String> english = words("en");

    private static Map<String, String> words(String language) {
        try {
            return new JsonMapper()
                    .readValue(DESK.resolve("messages/" + language + ".json").toFile(), new TypeReference<>() {});
        } catch (IOException failure) {
            throw new IllegalStateException("no words in " + language, failure);
        }
    }

    @Test
    void thai_and_english_have_the_same_keys() {
        assertThat(thai.keySet()).containsExactlyElementsOf(english.keySet());
    }

    @Test
    void both_languages_leave_the_same_places_to_fill_in() {
        assertThat(thai.keySet())
                .allSatisfy(key -> assertThat(places(thai.get(key))).as(key).isEqualTo(places(english.get(key))));
    }

    private static Set<String> places(@org.jspecify.annotations.Nullable String text) {
        return PLACE.matcher(String.valueOf(text))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_key_that_a_screen_names_has_words() throws IOException {
        try (Stream<Path> scripts = Files.list(DESK.resolve("js"))) {
            assertThat(scripts)
                    .isNotEmpty()
                    .allSatisfy(script -> assertThat(USED.matcher(Files.readString(script))
                                    .results()
                                    .map(match -> match.group(1)))
                            .as(script.toString())
                            .allSatisfy(key -> assertThat(english).containsKey(key)));
        }
    }
}
