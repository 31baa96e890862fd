package io.naichang.feeds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/// Who reads metrics or logs must not be able to read calendars.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FeedSecretTest {
    @Inject
    MeterRegistry meters;

    @Test
    void no_metric_and_no_line_of_the_log_tells_the_secret_of_a_feed() {
        Tenant siam = Given.tenant();
        Person somchai = siam.technician("somchai");
        String path = FeedTest.feed(somchai, "technician", somchai.id());
        Lines lines = new Lines();
        Logger root = Logger.getLogger("");
        root.addHandler(lines);
        try {
            given().get(path).then().statusCode(200);
            given().head(path).then().statusCode(200);
            given().post(path).then().statusCode(405);
            given().get(path + "/x").then().statusCode(404);
            given().get(path.replace(".ics", "")).then().statusCode(404);
            given().get(path.replace(".ics", "x.ics")).then().statusCode(404);
        } finally {
            root.removeHandler(lines);
        }

        String secret = path.substring("/calendars/".length(), path.length() - ".ics".length());
        await().untilAsserted(() -> assertThat(uris()).contains("/calendars/:secret"));
        assertThat(meters.getMeters())
                .extracting(each -> each.getId().toString())
                .noneMatch(each -> each.contains(secret));
        assertThat(lines.told).noneMatch(each -> each.contains(secret));
    }

    private List<String> uris() {
        return meters.find("http.server.requests").meters().stream()
                .map(Meter::getId)
                .map(each -> String.valueOf(each.getTag("uri")))
                .toList();
    }

    /// Whatever is logged, as text.
    private static final class Lines extends Handler {
        private final List<String> told = Collections.synchronizedList(new ArrayList<>());

        private Lines() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            told.add(new PatternFormatter("%s%e %X").format(org.jboss.logmanager.ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
