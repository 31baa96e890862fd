package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final List<String> heard = new ArrayList<>();
    private final Main main = new Main(List.of(new Command() {
        @Override
        public String name() {
            return "greet";
        }

        @Override
        public int run(List<String> words) {
            heard.addAll(words);
            return 7;
        }
    }));

    @Test
    void a_command_gets_the_words_after_its_name_and_says_how_it_ended() {
        assertThat(main.run("greet", "สมชาย")).isEqualTo(7);
        assertThat(heard).containsExactly("สมชาย");
    }

    @Test
    void an_unknown_command_is_refused() {
        assertThat(main.run("great")).isEqualTo(64);
    }

    @Test
    void words_that_the_machines_locale_could_not_read_reach_no_command() {
        // So does Java read any Thai word under LC_ALL=POSIX.
        assertThat(main.run("greet", "\uFFFD\uFFFD\uFFFD")).isEqualTo(64);
        assertThat(heard).isEmpty();
    }
}
