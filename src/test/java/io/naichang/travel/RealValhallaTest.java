package io.naichang.travel;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.routing.GreatCircle;
import io.naichang.routing.Travel;
import io.naichang.testing.Node;
import io.naichang.travel.TravelTimes.Found;
import io.naichang.travel.TravelTimes.Rhythm;
import io.naichang.travel.TravelTimes.Ways;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Valhalla itself, from its package for Node, on the roads of an invented town (`src/test/valhalla/town.mjs`).
class RealValhallaTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "src", "test", "valhalla");

    private static final Position CITY = new Position(18.8043, 99.00565);
    private static final Position FACTORY = new Position(18.8043, 99.04565);
    private static final Position SHOP = new Position(18.78, 98.98);
    private static final Position VALLEY = new Position(18.79, 99.11);
    private static final Position VALLEY_TOO = new Position(18.80, 99.12);
    private static final Position HAT_YAI = new Position(7.01, 100.48);
    /// In the mountains, 90 km from the next road of this extract.
    private static final Position WILDERNESS = new Position(18.8, 98.1);

    private static Process valhalla;
    private static String address;

    @BeforeAll
    static void valhalla() throws IOException, InterruptedException {
        Node.install(FOLDER, "The real Valhalla is");
        valhalla = new ProcessBuilder("node", "serve.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = valhalla.inputReader();
        String port = said.readLine();
        assertThat(port).as("what serve.mjs says when it is ready").startsWith("port ");
        address = "http://127.0.0.1:" + port.substring(5);
    }

    /// It ends with its input, and takes its files along.
    @AfterAll
    static void end() throws IOException, InterruptedException {
        if (valhalla != null) {
            valhalla.getOutputStream().close();
            valhalla.waitFor();
        }
    }

    private static TravelTimes times() {
        TravelConfig config = new SmallRyeConfigBuilder()
                .withMapping(TravelConfig.class)
                .withDefaultValue("naichang.travel.valhalla", address)
                .build()
                .getConfigMapping(TravelConfig.class);
        return new TravelTimes(config, Clock.systemUTC());
    }

    private static Ways ways(Position... places) {
        Travel estimate = new GreatCircle(
                List.of(places).stream().mapToDouble(Position::lat).toArray(),
                List.of(places).stream().mapToDouble(Position::lon).toArray(),
                new double[places.length],
                GreatCircle.Pace.uncalibrated());
        return new Ways(List.of(places), estimate, new Rhythm(List.of(), 8, 12), Set.of());
    }

    @Test
    void the_way_back_is_longer_where_the_short_one_is_one_way() {
        Found found = times().among(ways(CITY, FACTORY, SHOP));

        assertThat(found.fault()).isNull();
        assertThat(found.estimated()).isZero();
        // 4.2 km at 90 km/h out, 8.7 km at 40 km/h back.
        assertThat(found.travel().meters(0, 1)).isBetween(4_100, 4_400);
        assertThat(found.travel().meters(1, 0)).isBetween(8_400, 9_000);
        assertThat(found.travel().seconds(0, 1, 0)).isBetween(150, 250);
        assertThat(found.travel().seconds(1, 0, 0)).isBetween(600, 1_000);
    }

    @Test
    void where_the_bridge_is_gone_nobody_is_sent() {
        Found found = times().among(ways(CITY, VALLEY, VALLEY_TOO));

        assertThat(found.travel().seconds(0, 1, 0)).isEqualTo(Travel.UNREACHABLE);
        assertThat(found.travel().seconds(2, 0, 0)).isEqualTo(Travel.UNREACHABLE);
        assertThat(found.travel().seconds(1, 2, 0)).isPositive().isLessThan(1_800);
    }

    @Test
    void a_site_that_no_road_is_near_costs_only_its_own_ways() {
        Found found = times().among(ways(CITY, WILDERNESS, FACTORY));

        assertThat(found.estimated()).as("to and from the wilderness").isEqualTo(4);
        assertThat(found.fault()).contains("too far from any road");
        assertThat(found.travel().meters(0, 2)).as("a road").isBetween(4_100, 4_400);
        assertThat(found.travel().seconds(0, 1, 0)).isPositive().isLessThan(Travel.UNREACHABLE);
    }

    @Test
    void places_beyond_its_limit_are_estimated_and_the_others_are_not() {
        Found found = times().among(ways(CITY, HAT_YAI, FACTORY, SHOP));

        assertThat(found.estimated()).as("to and from Hat Yai").isEqualTo(6);
        assertThat(found.travel().meters(0, 2)).as("a road").isBetween(4_100, 4_400);
        assertThat(found.travel().meters(0, 1)).isGreaterThan(1_000_000);
    }

    @Test
    void what_it_refused_once_is_remembered() {
        TravelTimes times = times();
        Ways ways = ways(CITY, WILDERNESS, FACTORY);
        Found first = times.among(ways);

        KnownWays again = times.known(ways).orElseThrow();

        assertThat(again.seconds(0, 2, 0)).isEqualTo(first.travel().seconds(0, 2, 0));
        assertThat(again.seconds(0, 1, 0)).isEqualTo(first.travel().seconds(0, 1, 0));
        assertThat(again.found().fault()).isEqualTo(first.fault());
        assertThat(again.found().estimated()).isEqualTo(1);
        assertThat(again.isLacking()).isFalse();
    }
}
