package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.SOMCHAI;
import static io.naichang.routing.Day.stop;
import static io.naichang.routing.Day.tour;
import static io.naichang.routing.Day.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who may do what: each rule when it bites, and when it does not.
class PeopleRulesTest {
    private static final UUID NORTH = new UUID(5, 1);
    private static final UUID SOUTH = new UUID(5, 2);
    private final Day day = new Day();

    private static Tour skilled(UUID who, int level) {
        return tour(who, 0, 0, null, Map.of("hvac", level), Set.of(), null);
    }

    @Test
    void a_skill_at_too_low_a_level_keeps_a_technician_away_and_says_by_how_much() {
        day.tours(skilled(SOMCHAI, 1)).stops(stop(1).skills(Map.of("hvac", 2)));

        Reason reason = day.explain(1).reasons().getFirst();

        assertThat(reason.rule()).isEqualTo(Rule.SKILL);
        assertThat(reason.values())
                .containsEntry("skill", "hvac")
                .containsEntry("level", 1)
                .containsEntry("needed", 2);
    }

    @Test
    void a_skill_at_the_needed_level_suffices() {
        day.tours(skilled(SOMCHAI, 1), skilled(MALEE, 2)).stops(stop(1).skills(Map.of("hvac", 2)));

        assertThat(Day.who(day, day.solve(), 1)).containsExactly(MALEE);
    }

    @Test
    void without_the_tool_a_visit_is_left_out() {
        day.tours(tour(SOMCHAI)).stops(stop(1).tools(Set.of("ladder")));

        assertThat(day.reason(1)).isEqualTo(Rule.TOOL);
    }

    @Test
    void with_the_tool_it_is_done() {
        day.tours(tour(SOMCHAI, 0, 0, null, Map.of(), Set.of("ladder"), null)).stops(stop(1).tools(Set.of("ladder")));

        assertThat(day.solve().unassigned()).isEmpty();
    }

    @Test
    void a_required_technician_does_it_himself() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1).required(Set.of(MALEE)));

        assertThat(Day.who(day, day.solve(), 1)).containsExactly(MALEE);
    }

    @Test
    void a_required_technician_who_is_away_leaves_it_out() {
        day.tours(tour(SOMCHAI)).stops(stop(1).required(Set.of(MALEE)));

        assertThat(day.reason(1)).isEqualTo(Rule.REQUIRED);
    }

    @Test
    void a_forbidden_technician_never_comes() {
        day.tours(tour(SOMCHAI)).stops(stop(1).forbidden(Set.of(SOMCHAI)), stop(2));

        assertThat(day.reason(1)).isEqualTo(Rule.FORBIDDEN);
        assertThat(day.solve().unassigned()).containsExactly(visit(1));
    }

    @Test
    void a_preferred_technician_is_worth_a_detour_but_not_a_refusal() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1).preferred(Set.of(MALEE)));
        Day without = new Day().tours(tour(SOMCHAI)).stops(stop(1).preferred(Set.of(MALEE)));

        assertThat(Day.who(day, day.solve(), 1)).containsExactly(MALEE);
        assertThat(without.solve().cost()).containsEntry(Rule.PREFERRED, 1_200L);
    }

    @Test
    void another_region_is_out_of_reach_and_no_region_is_everywhere() {
        day.tours(tour(SOMCHAI, 0, 0, null, Map.of(), Set.of(), NORTH)).stops(stop(1).region(SOUTH), stop(2));

        assertThat(day.reason(1)).isEqualTo(Rule.REGION);
        assertThat(day.solve().unassigned()).containsExactly(visit(1));
    }

    @Test
    void a_crew_starts_together_and_its_lead_has_the_skill() {
        day.tours(skilled(SOMCHAI, 1), skilled(MALEE, 3))
                .stops(stop(4).skills(Map.of("hvac", 3)).crew(2, Map.of()), stop(1), stop(7));

        Solution plan = day.solve();

        assertThat(Day.who(day, plan, 4)).containsExactly(MALEE, SOMCHAI);
        assertThat(plan.unassigned()).isEmpty();
    }

    @Test
    void two_who_have_nothing_to_do_yet_and_live_in_the_same_house_are_a_crew() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(4).crew(2, Map.of()));

        assertThat(Day.who(day, day.solve(), 4)).containsExactlyInAnyOrder(MALEE, SOMCHAI);
    }

    @Test
    void who_reads_forty_meters_can_be_asked_for_as_one_of_a_crew() {
        day.tours(tour(SOMCHAI), tour(MALEE));
        for (int meter = 1; meter <= 40; meter++) {
            int start = Day.at(8, 10) + 300 * meter;
            day.stops(Stop.of(visit(100 + meter), 1, 300).now(new Now(List.of(SOMCHAI), start)));
        }
        Problem problem = day.stops(stop(2).crew(2, Map.of())).problem();
        Engine engine = new Engine();
        Solution now = engine.now(problem);

        List<Candidate> crews = engine.candidates(problem, now, visit(2), 10);

        assertThat(crews.getFirst().technicians()).containsExactlyInAnyOrder(SOMCHAI, MALEE);
    }

    @Test
    void one_technician_is_no_crew() {
        day.tours(tour(SOMCHAI)).stops(stop(1).crew(2, Map.of()));

        Explanation why = day.explain(1);

        assertThat(why.reasons().getFirst().rule()).isEqualTo(Rule.CREW);
        assertThat(why.nearest()).map(Explanation.Miss::technician).contains(SOMCHAI);
    }

    @Test
    void the_others_of_a_crew_need_their_own_skills() {
        day.tours(skilled(SOMCHAI, 1), tour(MALEE))
                .stops(stop(1).crew(2, Map.of("hvac", 1)).required(Set.of(SOMCHAI)));

        assertThat(day.solve().unassigned()).containsExactly(visit(1));
    }

    /// The pinned one has no place, and what was remembered of it must not be taken for another crew's.
    @Test
    void a_crew_that_is_pinned_to_somebody_who_does_not_work_today_spoils_no_other() {
        UUID away = new UUID(2, 9);
        day.tours(skilled(SOMCHAI, 1), skilled(MALEE, 1), tour(new UUID(2, 3)))
                .stops(
                        stop(2).crew(2, Map.of()).fixed(new Fixed(List.of(away, new UUID(2, 3)), Day.at(9, 0))),
                        stop(4).crew(2, Map.of("hvac", 1)),
                        stop(6),
                        stop(8));

        Solution plan = day.solve();

        assertThat(Day.who(day, plan, 4)).containsExactlyInAnyOrder(SOMCHAI, MALEE);
    }

    @Test
    void nobody_at_work_is_said_as_such() {
        day.stops(stop(1));

        assertThat(day.explain(1).reasons()).isEqualTo(List.of(new Reason(Rule.NOBODY, Map.of())));
    }
}
