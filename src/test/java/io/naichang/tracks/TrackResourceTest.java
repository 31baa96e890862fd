package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Tracks as those read them who may, which is on record.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TrackResourceTest {
    private static final String GPX = "http://www.topografix.com/GPX/1/1";

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Tenant siam;
    private Person nok;
    private Person somchai;
    private TrackedPhone phone;

    @BeforeEach
    void somchai_is_on_his_way() {
        siam = Given.tenant();
        caller.actAs(siam.id(), null);
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        String visit = Work.at(nok).visitOf(somchai, 1);
        phone = TrackedPhone.of(somchai);
        phone.steps(visit, "depart", ago(600));
    }

    private Instant ago(int minutes) {
        return now.minus(minutes, ChronoUnit.MINUTES);
    }

    private ValidatableResponse track(Person who, Instant from, Instant to, String accept) {
        return who.request()
                .accept(accept)
                .get("/technicians/" + somchai.id() + "/track?from=" + from + "&to=" + to)
                .then();
    }

    private ValidatableResponse track(Person who) {
        return track(who, ago(600), now.plusSeconds(60), "application/geo+json");
    }

    private List<String> reads() {
        // Making another company makes its admin act here.
        caller.actAs(siam.id(), null);
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.list(
                        "SELECT actor::text FROM event WHERE kind = 'track-read' AND record_id = ? ORDER BY id",
                        row -> row.getString(1),
                        somchai.id()));
    }

    @Test
    void a_drive_comes_back_as_it_was_driven() throws Exception {
        Drive drive = Drive.some();
        Instant start = now.minus(drive.length()).minusSeconds(60);
        for (int at = 0; at < drive.points().size(); at += 300) {
            List<double[]> part =
                    drive.points().subList(at, Math.min(at + 300, drive.points().size()));
            double first = part.getFirst()[0];
            List<double[]> since = part.stream()
                    .map(each -> new double[] {each[0] - first, each[1], each[2]})
                    .toList();
            assertThat(phone.puts(at, phone.chunk(start.plusMillis((long) first), since))
                            .status())
                    .isEqualTo(200);
        }

        List<List<List<Number>>> lines = track(nok).statusCode(200).extract().path("features.geometry.coordinates");
        List<List<Number>> points = lines.stream().flatMap(List::stream).toList();
        assertThat(points).hasSameSizeAs(drive.points());
        for (int at = 0; at < points.size(); at++) {
            assertThat(points.get(at).get(0).doubleValue())
                    .isEqualTo(drive.points().get(at)[2], within());
            assertThat(points.get(at).get(1).doubleValue())
                    .isEqualTo(drive.points().get(at)[1], within());
        }

        Document gpx = parsed(track(nok, ago(600), now, "application/gpx+xml")
                .statusCode(200)
                .extract()
                .asString());
        NodeList trackPoints = gpx.getElementsByTagNameNS(GPX, "trkpt");
        assertThat(trackPoints.getLength()).isEqualTo(points.size());
        Instant before = Instant.MIN;
        for (int at = 0; at < trackPoints.getLength(); at++) {
            Element each = (Element) trackPoints.item(at);
            assertThat(Double.parseDouble(each.getAttribute("lat")))
                    .isEqualTo(drive.points().get(at)[1], within());
            assertThat(Double.parseDouble(each.getAttribute("lon")))
                    .isEqualTo(drive.points().get(at)[2], within());
            Instant time = Instant.parse(
                    each.getElementsByTagNameNS(GPX, "time").item(0).getTextContent());
            assertThat(time).isAfterOrEqualTo(before);
            before = time;
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-5);
    }

    private static Document parsed(String xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        return parsers.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void geojson_has_a_line_for_each_stretch_without_a_gap() {
        phone.puts(1, phone.minutes(ago(300), 10));
        phone.puts(11, phone.minutes(ago(290), 10));
        phone.puts(21, phone.minutes(ago(200), 5));
        phone.puts(26, phone.minutes(ago(100), 1));

        track(nok)
                .statusCode(200)
                .header("Content-Type", equalTo("application/geo+json"))
                .header("Cache-Control", equalTo("no-store"))
                .body("type", equalTo("FeatureCollection"))
                .body("features.geometry.type", contains("LineString", "LineString", "Point"))
                .body("features[0].geometry.coordinates", hasSize(20))
                .body("features[0].properties.times", hasSize(20))
                .body("features[0].properties.accuracies[0]", equalTo(8.5f))
                .body(
                        "features[0].properties.technicianId",
                        equalTo(somchai.id().toString()))
                .body("features[0].properties.timeQuality", equalTo("exact"))
                .body("features[0].properties.mocked", equalTo(false))
                .body("features[1].properties.times", hasSize(5))
                .body("features[2].geometry.coordinates", hasSize(2));
    }

    @Test
    void a_track_is_read_from_one_instant_up_to_another() {
        phone.puts(1, phone.minutes(ago(300).plusSeconds(30), 60));

        track(nok, ago(290), ago(280), "*/*").body("features[0].properties.times", hasSize(10));
        track(nok, ago(200), ago(100), "application/json").body("features", empty());
    }

    @Test
    void a_reading_that_says_no_time_is_of_the_last_day() {
        phone.puts(1, phone.minutes(ago(300), 3));

        nok.request()
                .get("/technicians/" + somchai.id() + "/track")
                .then()
                .statusCode(200)
                .body("features[0].properties.times", hasSize(3));
        nok.request()
                .get("/technicians/" + somchai.id() + "/track?to=" + ago(301))
                .then()
                .body("features", empty());
    }

    /// GPX counts longitude from -180 up to but without 180, and no number of XML Schema's decimals has an exponent.
    @Test
    void gpx_says_every_position_as_its_schema_wants_it() throws Exception {
        phone.puts(1, phone.chunk(ago(300), List.of(new double[] {0, -90, 180}, new double[] {1000, 0.0000001, -180})));

        Document gpx = parsed(
                track(nok, ago(600), now, "application/gpx+xml").extract().asString());

        Element first = (Element) gpx.getElementsByTagNameNS(GPX, "trkpt").item(0);
        assertThat(first.getAttribute("lat")).isEqualTo("-90");
        assertThat(first.getAttribute("lon")).isEqualTo("-180");
        Element second = (Element) gpx.getElementsByTagNameNS(GPX, "trkpt").item(1);
        assertThat(second.getAttribute("lat")).isEqualTo("0.0000001");
        assertThat(second.getAttribute("lon")).isEqualTo("-180");
    }

    @Test
    void gpx_has_what_its_schema_wants_in_its_order() throws Exception {
        phone.puts(1, phone.minutes(ago(300), 3));
        phone.puts(4, phone.minutes(ago(200), 2));

        String text = track(nok, ago(600), now, "application/gpx+xml;q=0.9, application/json;q=0.1")
                .statusCode(200)
                .header("Content-Type", equalTo("application/gpx+xml"))
                .extract()
                .asString();

        Element root = parsed(text).getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(GPX);
        assertThat(root.getLocalName()).isEqualTo("gpx");
        assertThat(root.getAttribute("version")).isEqualTo("1.1");
        assertThat(root.getAttribute("creator")).isNotBlank();
        Element track = (Element) root.getFirstChild();
        assertThat(names(track.getChildNodes())).containsExactly("name", "trkseg", "trkseg");
        assertThat(track.getFirstChild().getTextContent()).isEqualTo("somchai");
        assertThat(names(track.getLastChild().getChildNodes())).containsExactly("trkpt", "trkpt");
    }

    private static List<String> names(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(at -> nodes.item(at).getLocalName())
                .toList();
    }

    @Test
    void dispatchers_managers_and_the_technician_himself_read_it_and_nobody_else() {
        phone.puts(1, phone.minutes(ago(300), 3));
        Person wichai = siam.manager("wichai");

        for (Person each : List.of(nok, wichai, somchai)) {
            track(each).statusCode(200).body("features", hasSize(1));
        }
        track(siam.technician("malee")).statusCode(404).body("code", equalTo("not-found"));
        track(siam.customer("ploy")).statusCode(403);
        track(siam.agent("dao")).statusCode(403);
        track(siam.admin()).statusCode(403);
        track(Given.tenant().dispatcher("fah")).statusCode(404);

        assertThat(reads())
                .containsExactly(
                        nok.id().toString(),
                        wichai.id().toString(),
                        somchai.id().toString());
    }

    @Test
    void a_reading_that_makes_no_sense_is_refused_and_not_on_record() {
        String path = "/technicians/" + somchai.id() + "/track";
        for (String query : List.of(
                "?from=" + now.plusSeconds(3600),
                "?from=" + now + "&to=" + now,
                "?from=" + now + "&to=" + ago(1),
                "?from=" + ago(8 * 24 * 60) + "&to=" + now,
                "?from=yesterday&to=" + now)) {
            nok.request().get(path + query).then().statusCode(400).body("code", equalTo("invalid"));
        }
        track(nok, ago(1), now, "image/png").statusCode(406);
        nok.request()
                .get("/technicians/" + nok.id() + "/track?from=" + ago(1) + "&to=" + now)
                .then()
                .statusCode(404);
        assertThat(reads()).isEmpty();
    }

    @Test
    void the_policy_is_read_by_technicians_and_changed_by_who_has_read_it() {
        somchai.request()
                .get("/tracking-policy")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("tracking", equalTo("visit"))
                .body("retentionDays", equalTo(90))
                .body("shiftStart", equalTo("08:00"));
        Person admin = siam.admin();
        Map<String, Object> patch = Map.of("tracking", "shift", "shiftEnd", "18:30");

        admin.request().body(patch).patch("/tracking-policy").then().statusCode(428);
        admin.patch(2).body(patch).patch("/tracking-policy").then().statusCode(412);
        nok.patch(1).body(patch).patch("/tracking-policy").then().statusCode(403);
        for (Map.Entry<String, Object> bad : Map.<String, Object>of(
                        "tracking", "always",
                        "shiftDays", List.of("songkran"),
                        "shiftStart", "25:00",
                        "shiftEnd", "5 pm",
                        "retentionDays", 0,
                        "colour", "red")
                .entrySet()) {
            admin.patch(1)
                    .body(Map.of(bad.getKey(), bad.getValue()))
                    .patch("/tracking-policy")
                    .then()
                    .statusCode(400);
        }
        admin.patch(1)
                .body(patch)
                .patch("/tracking-policy")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("tracking", equalTo("shift"))
                .body("shiftEnd", equalTo("18:30"))
                .body("shiftStart", equalTo("08:00"));
        Given.tenant()
                .technician("kham")
                .request()
                .get("/tracking-policy")
                .then()
                .body("tracking", equalTo("visit"));
    }

    @Test
    void a_phone_on_its_way_for_hours_has_a_line_for_each_boot() {
        phone.puts("b1/1", TrackedPhone.gzip(phone.minutes(ago(300), 3).toString()), "gzip");
        var rebooted = phone.minutes(ago(297), 3);
        rebooted.remove("mono");
        phone.puts("b2/1", TrackedPhone.gzip(rebooted.toString()), "gzip");

        track(nok).body("features.properties.timeQuality", contains("exact", "bounded"));
    }
}
