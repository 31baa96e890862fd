package io.naichang.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890", "0987654321", "qwertyuiop", "Qwertyuiop1!", "password12", "passw0rd123", "P@ssw0rd2026",
                        "aaaaaaaaaa",
                "ababababab", "malee.malee", "malee12345", "naichang2026", "1q2w3e4r5t", "1qaz2wsx3edc", "abcdefghij",
                        "welcome2569",
                "adminadmin1", "letmein1234"
            })
    void what_anybody_tries_first_is_no_password(String password) {
        assertThat(Passwords.weakness(password, "malee")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo-naichang",
                "คอมเพรสเซอร์เสียงดัง",
                "k7mq-x2vd-9hfa-3ncp",
                "hat lorry river",
                "แม่ปิงไหลเย็น",
                "9182736450112358",
                "malee-ชอบกินข้าวซอย",
                "correct horse battery"
            })
    void what_takes_many_guesses_is_one(String password) {
        assertThat(Passwords.weakness(password, "malee")).isNull();
    }
}
