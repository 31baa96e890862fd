package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real Chromium without a window.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private URI server = URI.create("about:blank");

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// A browser that speaks English; starting it takes longer than most tests.
    static Browser start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("CHROME", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("CHROMEDRIVER", "chromedriver"))
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /// The same browser on a desk's screen, knowing nobody and remembering nothing.
    Browser at(URI address) {
        server = address;
        // Nothing of the server is opened for it: Chromium would look for the icon of such a page, at some time, and
        // write to the console that there is none.
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin", Map.of("origin", address.toString(), "storageTypes", "all"));
        String last = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String fresh = driver.getWindowHandle();
        driver.switchTo().window(last).close();
        driver.switchTo().window(fresh);
        width(1440, 900);
        errors();
        return this;
    }

    /// Found here rather than by Selenium, which would download one.
    private static File program(String variable, String... names) {
        Stream<File> told = Stream.ofNullable(System.getenv(variable)).map(File::new);
        Stream<File> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Arrays.stream(names).map(name -> new File(folder, name)));
        return Stream.concat(told, onPath)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The desk is tested in a real browser, and there is no "
                        + names[0] + " on the PATH. Install it (Debian: apt-get install chromium chromium-driver) or"
                        + " name it in the environment variable " + variable + "."));
    }

    @Override
    public void close() {
        driver.quit();
    }

    /// Shows the page as on a screen of this size; a real window cannot be as narrow as a phone.
    void width(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void open(String path) {
        driver.get(server.resolve(path).toString());
    }

    /// Follows a link of the page itself, without loading it anew.
    void go(String hash) {
        run("location.hash = arguments[0]", hash);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /// The first element that is found and shown, as soon as there is one.
    WebElement find(String css) {
        return await().alias(css + " on the page")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /// Waits until the element says this.
    void sees(String css, String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(driver.findElement(By.cssSelector(css)).getText())
                                .contains(text));
    }

    /// Waits until nothing like it is left.
    void seesNo(String css) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(all(css)).isEmpty());
    }

    void click(String css) {
        find(css).click();
    }

    /// Takes an element at its left end and carries it over the target, `share` of its width from the left; does not
    /// let go.
    void carry(String css, String target, double share) {
        WebElement from = find(css);
        WebElement to = find(target);
        int left = 3 - from.getSize().getWidth() / 2;
        int across = (int) ((share - 0.5) * to.getSize().getWidth());
        new Actions(driver)
                .moveToElement(from, left, 0)
                .clickAndHold()
                .moveByOffset(10, 0)
                .moveToElement(to, across, 0)
                .moveByOffset(1, 0)
                .perform();
    }

    /// Keeps a picture of the page for people, in the folder that `naichang.pictures` names; without it, none.
    void picture(String name) throws IOException {
        String folder = System.getProperty("naichang.pictures");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        }
    }

    void letGo() {
        new Actions(driver).release().perform();
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void type(String css, String text) {
        WebElement input = find(css);
        input.clear();
        input.sendKeys(text);
    }

    /// Writes into a field of any kind: how a time is typed depends on the browser's language.
    void fill(String css, String value) {
        find(css);
        run(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + "field.dispatchEvent(new Event('input'))",
                css,
                value);
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// From now on the page looks again only when it is told to: it looks every minute too while it is visible.
    void looksOnlyWhenPoked() {
        run("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })");
    }

    /// Waits until the script answers true.
    void until(String script) {
        await().alias(script).atMost(PATIENCE).until(() -> run(script), Boolean.TRUE::equals);
    }

    /// Errors that the page wrote to its console since this was last asked.
    List<String> errors() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }
}
