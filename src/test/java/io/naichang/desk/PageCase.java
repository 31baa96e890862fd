package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.restassured.RestAssured;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.Keys;

/// The desk in a real browser; no test leaves an error on its console.
@SuppressWarnings("NullAway") // set before each test
abstract class PageCase {
    private static Browser chromium;

    Browser browser;

    @BeforeAll
    static void a_browser() {
        chromium = Browser.start();
    }

    @AfterAll
    static void no_browser() {
        chromium.close();
    }

    @BeforeEach
    void a_page_that_knows_nobody() {
        browser = chromium.at(URI.create("http://localhost:" + RestAssured.port));
    }

    @AfterEach
    void no_errors_on_the_console() {
        assertThat(browser.errors()).isEmpty();
    }

    void signIn(Person whom) {
        browser.open("/");
        browser.type("#username", whom.username());
        browser.type("#password", Given.PASSWORD);
        browser.find("#password").sendKeys(Keys.ENTER);
        browser.sees("nav", "Visits");
    }
}
