package io.naichang.travel;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.routing.GreatCircle;
import io.naichang.routing.Travel;
import io.naichang.travel.TravelTimes.Found;
import io.naichang.travel.TravelTimes.Rhythm;
import io.naichang.travel.TravelTimes.Ways;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the planner is told of ways, when the road service is well, slow, wrong and gone.
class TravelTimesTest {
    /// Chiang Mai: Tha Phae gate, the airport, Doi Suthep up the mountain.
    private static final List<Position> PLACES =
            List.of(new Position(18.7877, 98.9931), new Position(18.7669, 98.9626), new Position(18.8049, 98.9216));

    private static final Rhythm EVEN = new Rhythm(List.of(), 8, 12);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T01:00:00Z"));
    private RoadServer server;

    /// Twice as long up as down.
    @BeforeEach
    void serve() throws IOException {
        server = new RoadServer((from, to) -> {
            double meters = from.metersTo(to) * 1.4;
            return new double[] {meters / (from.lon() > to.lon() ? 7 : 14), meters};
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TravelTimes times(String service, String... settings) {
        return times(service, server.address(), settings);
    }

    private TravelTimes times(String service, URI address, String... settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(TravelConfig.class)
                .withDefaultValues(Map.of("naichang.travel." + service, address.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue("naichang.travel." + settings[i], settings[i + 1]);
        }
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new TravelTimes(builder.build().getConfigMapping(TravelConfig.class), clock);
    }

    private static Travel estimate(List<Position> places) {
        return new GreatCircle(
                places.stream().mapToDouble(Position::lat).toArray(),
                places.stream().mapToDouble(Position::lon).toArray(),
                new double[places.size()],
                GreatCircle.Pace.uncalibrated());
    }

    /// Nobody has been anywhere yet.
    private static Ways ways(List<Position> places) {
        return new Ways(places, estimate(places), EVEN, Set.of());
    }

    private static Found ask(TravelTimes times) {
        return times.among(ways(PLACES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"valhalla", "osrm"})
    void ways_are_as_long_as_the_service_says_in_each_direction(String service) {
        Found found = ask(times(service));

        assertThat(found.service()).isEqualTo(service);
        assertThat(found.fault()).isNull();
        assertThat(found.estimated()).isZero();
        double meters = PLACES.get(0).metersTo(PLACES.get(1)) * 1.4;
        assertThat(found.travel().seconds(0, 1, 0)).isBetween((int) (meters / 7) - 1, (int) (meters / 7) + 2);
        assertThat(found.travel().seconds(1, 0, 0)).isBetween((int) (meters / 14) - 1, (int) (meters / 14) + 2);
        assertThat(found.travel().meters(0, 1)).isBetween((int) meters - 1, (int) meters + 1);
        assertThat(found.travel().seconds(2, 2, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"valhalla", "osrm"})
    void a_place_that_no_road_leads_to_is_out_of_reach_and_not_near(String service) throws IOException {
        try (RoadServer island = new RoadServer(
                (from, to) -> to.equals(PLACES.get(2)) ? null : new double[] {900, from.metersTo(to) * 1.3})) {
            Found found = times(service, island.address()).among(ways(PLACES));

            assertThat(found.travel().seconds(0, 2, 0)).isEqualTo(Travel.UNREACHABLE);
            assertThat(found.travel().seconds(2, 0, 0)).isEqualTo(900);
        }
    }

    /// Doi Suthep is an island, and somebody from the first place is there.
    private static final Ways BEEN = new Ways(PLACES, estimate(PLACES), EVEN, Set.of(0, 2));

    private static double @Nullable [] island(Position from, Position to) {
        boolean off = from.equals(PLACES.get(2)) || to.equals(PLACES.get(2));
        return off ? null : new double[] {900, from.metersTo(to) * 1.3};
    }

    @ParameterizedTest
    @ValueSource(strings = {"valhalla", "osrm"})
    void where_somebody_is_a_way_leads_whatever_the_service_says(String service) throws IOException {
        try (RoadServer island = new RoadServer(TravelTimesTest::island)) {
            Found found = times(service, island.address()).among(BEEN);

            double slower = 900.0 / estimate(PLACES).seconds(0, 1, 0);
            assertThat(found.travel().seconds(0, 2, 0))
                    .isEqualTo((int) (estimate(PLACES).seconds(0, 2, 0) * slower));
            assertThat(found.travel().meters(2, 0)).isEqualTo(estimate(PLACES).meters(2, 0));
            assertThat(found.travel().seconds(0, 1, 0)).isEqualTo(900);
            // Nobody is at the second place: what the service says of it holds.
            assertThat(found.travel().seconds(2, 1, 0)).isEqualTo(Travel.UNREACHABLE);
            assertThat(found.estimated()).isEqualTo(2);
            assertThat(found.fault()).isNull();
        }
    }

    @Test
    void who_needs_few_ways_is_not_cut_off_from_where_somebody_is_either() throws IOException {
        try (RoadServer island = new RoadServer(TravelTimesTest::island)) {
            TravelTimes times = times("valhalla", island.address());
            Travel whole = times.among(BEEN).travel();
            KnownWays single = times.known(BEEN).orElseThrow();

            assertThat(single.seconds(0, 2, 0))
                    .isEqualTo(whole.seconds(0, 2, 0))
                    .isLessThan(Travel.UNREACHABLE);
            assertThat(single.meters(2, 0)).isEqualTo(whole.meters(2, 0)).isPositive();
            assertThat(single.isLacking()).isFalse();
            assertThat(single.found().estimated()).isEqualTo(2);
            assertThat(single.found().fault()).isNull();
        }
    }

    @Test
    void what_was_asked_once_is_remembered_until_it_is_old() {
        TravelTimes times = times("valhalla", "cache-life", "P1D");
        ask(times);
        ask(times);
        assertThat(server.asked).hasValue(1);

        now.updateAndGet(each -> each.plus(Duration.ofHours(25)));
        ask(times);
        assertThat(server.asked).hasValue(2);
    }

    private static int[] seconds(Travel travel) {
        return new int[] {travel.seconds(0, 1, 0), travel.seconds(1, 0, 0)};
    }

    @Test
    void who_needs_few_ways_has_only_those_asked_for() {
        TravelTimes times = times("valhalla");
        KnownWays unasked = times.known(ways(PLACES)).orElseThrow();
        assertThat(seconds(unasked)).isEqualTo(seconds(estimate(PLACES)));
        assertThat(unasked.found().estimated()).isEqualTo(2);

        KnownWays asked = times.asked(unasked);

        assertThat(seconds(asked)).isEqualTo(seconds(ask(times("valhalla")).travel()));
        assertThat(asked.isLacking()).isFalse();
        assertThat(asked.found().fault()).isNull();
        assertThat(server.asked).hasValue(2);
        assertThat(asked.seconds(0, 2, 0)).isPositive();
        assertThat(asked.isLacking()).isTrue();
    }

    @Test
    void looked_up_one_by_one_ways_are_what_they_are_together() {
        TravelTimes times = times("valhalla");
        List<Double> factors =
                IntStream.range(0, 24).mapToObj(hour -> hour == 17 ? 0.5 : 1.1).toList();
        Ways ways = new Ways(PLACES, estimate(PLACES), new Rhythm(factors, 8.25, 48), Set.of());
        Travel whole = times.among(ways).travel();
        KnownWays single = times.known(ways).orElseThrow();

        for (int departure : List.of(0, 8 * 3600 + 46 * 60, 40 * 3600, 100 * 3600)) {
            assertThat(single.seconds(0, 1, departure)).isEqualTo(whole.seconds(0, 1, departure));
            assertThat(single.seconds(2, 1, departure)).isEqualTo(whole.seconds(2, 1, departure));
        }
        assertThat(single.shortest(0, 1)).isEqualTo(whole.shortest(0, 1));
        assertThat(single.meters(0, 1)).isEqualTo(whole.meters(0, 1));
    }

    @Test
    void a_service_too_slow_for_who_waits_is_still_asked_for_plans() {
        server.hangs = true;
        TravelTimes times = times("valhalla", "promptness", "PT0.1S");
        KnownWays unasked = times.known(ways(PLACES)).orElseThrow();
        seconds(unasked);
        KnownWays late = times.asked(unasked);
        assertThat(seconds(late)).isEqualTo(seconds(estimate(PLACES)));
        assertThat(late.found().fault()).contains("has not answered");
        assertThat(times.asked(unasked).found().fault()).contains("rests");

        server.hangs = false;
        assertThat(ask(times).fault()).isNull();
    }

    @Test
    void another_node_recalls_what_was_kept() {
        Ways ways = ways(PLACES);
        TravelTimes one = times("valhalla");
        assertThat(one.kept(ways)).isNull();
        one.among(ways);
        byte[] kept = Objects.requireNonNull(one.kept(ways));

        TravelTimes other = times("valhalla");
        other.recall(kept);

        KnownWays recalled = other.known(ways).orElseThrow();
        assertThat(seconds(recalled)).isEqualTo(seconds(one.among(ways).travel()));
        assertThat(recalled.isLacking()).isFalse();
        assertThat(server.asked).hasValue(1);
    }

    @Test
    void what_is_recalled_is_as_old_as_when_it_was_told() {
        Ways ways = ways(PLACES);
        TravelTimes one = times("valhalla", "cache-life", "PT10H");
        one.among(ways);
        now.updateAndGet(time -> time.plus(Duration.ofHours(6)));
        byte[] kept = Objects.requireNonNull(one.kept(ways));

        TravelTimes other = times("valhalla", "cache-life", "PT10H");
        other.recall(kept);
        assertThat(other.kept(ways)).isNotNull();
        now.updateAndGet(time -> time.plus(Duration.ofHours(5)));

        assertThat(other.kept(ways)).isNull();
    }

    @Test
    void what_another_service_told_is_not_recalled() {
        Ways ways = ways(PLACES);
        TravelTimes one = times("valhalla");
        one.among(ways);
        byte[] kept = Objects.requireNonNull(one.kept(ways));

        TravelTimes other = times("osrm");
        other.recall(kept);

        assertThat(other.kept(ways)).isNull();
    }

    @Test
    void many_places_are_asked_for_in_blocks_that_the_service_allows() {
        List<Position> places = IntStream.range(0, 25)
                .mapToObj(i -> new Position(18.7 + i / 100.0, 98.9 + i % 7 / 100.0))
                .toList();
        Found found = times("osrm", "block", "10").among(ways(places));

        assertThat(server.asked).hasValue(9);
        assertThat(found.estimated()).isZero();
        assertThat(found.travel().meters(3, 24))
                .isBetween(
                        (int) (places.get(3).metersTo(places.get(24)) * 1.4) - 1,
                        (int) (places.get(3).metersTo(places.get(24)) * 1.4) + 1);
    }

    @Test
    void a_slow_service_is_not_waited_for_and_left_alone_for_a_while() {
        server.hangs = true;
        TravelTimes times = times("valhalla", "timeout", "PT0.2S");
        Found found = ask(times);
        assertThat(found.estimated()).isEqualTo(6);
        assertThat(found.fault()).contains("has not answered");
        assertThat(found.travel().seconds(0, 1, 0)).isEqualTo(estimate(PLACES).seconds(0, 1, 0));

        server.hangs = false;
        assertThat(ask(times).fault()).contains("rests");
        assertThat(server.asked).hasValue(1);

        now.updateAndGet(each -> each.plus(Duration.ofSeconds(61)));
        assertThat(ask(times).fault()).isNull();
    }

    @Test
    void a_service_that_answers_rests_for_nobody_whose_own_time_was_up() throws IOException {
        server.close();
        server = new RoadServer((from, to) -> {
            server.hangs = true;
            return new double[] {900, from.metersTo(to) * 1.3};
        });
        TravelTimes times = times("valhalla", "block", "2", "patience", "PT1S");
        Found found = ask(times);
        server.hangs = false;
        Found next = ask(times);

        assertThat(next.estimated()).isLessThan(found.estimated());
        assertThat(found.fault()).isEqualTo("was not done within PT1S");
    }

    @Test
    void a_service_that_is_gone_leaves_the_estimate() throws IOException {
        URI gone;
        try (RoadServer closed = new RoadServer((from, to) -> null)) {
            gone = closed.address();
        }
        Found found = times("osrm", gone).among(ways(PLACES));
        assertThat(found.estimated()).isEqualTo(6);
        assertThat(found.fault()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sources_to_targets\":[[{\"time\":-5,\"distance\":1},{\"time\":5,\"distance\":4},{\"time\":5,\"distance\":9}]]}",
                "{\"sources_to_targets\":[]}",
                "{\"sources_to_targets\":\"soon\"}",
                "[1, 2",
                "<html>gateway</html>",
                "{\"error_code\":154,\"error\":\"Path distance exceeds the max distance limit\"}",
            })
    void what_cannot_be_is_not_believed(String nonsense) {
        server.instead = nonsense;
        Found found = ask(times("valhalla"));
        assertThat(found.estimated()).isEqualTo(6);
        assertThat(found.fault()).isNotNull();
    }

    @Test
    void nobody_drives_from_chiang_mai_to_korat_in_ten_minutes() throws IOException {
        List<Position> far = List.of(PLACES.getFirst(), new Position(14.9799, 102.0978));
        try (RoadServer fast = new RoadServer((from, to) -> new double[] {600, from.metersTo(to) * 1.3})) {
            Found found = times("valhalla", fast.address()).among(ways(far));
            assertThat(found.fault()).contains("600.0 s for");
            assertThat(found.estimated()).isEqualTo(2);
        }
    }

    @Test
    void an_error_of_the_service_is_none_of_the_plan() {
        server.status = 500;
        assertThat(ask(times("osrm")).fault()).isEqualTo("answers 500");
    }

    @Test
    void ways_take_longer_when_all_the_town_drives() {
        List<Double> factors = new ArrayList<>(
                IntStream.range(0, 24).mapToObj(hour -> hour == 17 ? 0.5 : 1.0).toList());
        Travel travel = times("valhalla")
                .among(new Ways(PLACES, estimate(PLACES), new Rhythm(factors, 8.25, 48), Set.of()))
                .travel();
        int free = travel.seconds(0, 1, 0);
        // The plan begins at a quarter past eight, so that five o'clock is 8:45 hours later.
        assertThat(travel.seconds(0, 1, 8 * 3600 + 44 * 60)).isEqualTo(free);
        assertThat(travel.seconds(0, 1, 8 * 3600 + 46 * 60)).isEqualTo(2 * free);
        assertThat(travel.seconds(0, 1, 9 * 3600 + 46 * 60)).isEqualTo(free);
        assertThat(travel.seconds(0, 1, 32 * 3600 + 46 * 60)).isEqualTo(2 * free);
    }

    @Test
    void without_any_service_the_estimate_is_all() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(TravelConfig.class);
        TravelTimes times = new TravelTimes(builder.build().getConfigMapping(TravelConfig.class), Clock.systemUTC());
        assertThat(ask(times).service()).isEqualTo("estimate");
    }
}
