package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who may do what, as far as it depends on nothing but the visit and the tour: skills, tools, people, regions.
final class Suitability {
    private final Model model;
    private final byte[][] lead;
    private final byte[][] other;
    /// Whether the customer prefers some who may do it to others.
    private final boolean[] picky;

    static final byte NO = 0;
    static final byte YES = 1;
    /// Possible, and not one whom the customer prefers.
    static final byte UNLOVED = 2;

    Suitability(Model model) {
        this.model = model;
        lead = new byte[model.stops][model.tours];
        other = new byte[model.stops][];
        picky = new boolean[model.stops];
        for (int s = 0; s < model.stops; s++) {
            Stop stop = model.stop(s);
            if (model.crew[s] > 1 || stop.fixed() != null) {
                other[s] = new byte[model.tours];
            }
            for (int t = 0; t < model.tours; t++) {
                Tour tour = model.tour(t);
                lead[s][t] = judged(stop, tour, lacks(stop, t, true));
                picky[s] |= lead[s][t] == UNLOVED;
                if (other[s] != null) {
                    other[s][t] = lacks(stop, t, false).isEmpty() ? YES : NO;
                }
            }
        }
    }

    private static byte judged(Stop stop, Tour tour, List<Reason> lacks) {
        if (!lacks.isEmpty()) {
            return NO;
        }
        return stop.fixed() != null
                        || stop.preferred().isEmpty()
                        || stop.preferred().contains(tour.technician())
                ? YES
                : UNLOVED;
    }

    /// How the tour suits the visit, for who leads it or for another of the crew.
    byte of(int stop, int tour, boolean leads) {
        return leads ? lead[stop][tour] : other[stop][tour];
    }

    /// Whether the customer would rather have another one to lead.
    boolean isUnloved(int stop, int tour) {
        return picky[stop] && lead[stop][tour] == UNLOVED;
    }

    /// For each tour how it suits the visit, for who leads it.
    byte[] row(int stop) {
        return lead[stop];
    }

    /// How many tours may have the visit. Time on call is not counted: an emergency could be had by all of them, and is
    /// not put off for that.
    int able(int stop) {
        int count = 0;
        for (int t = 0; t < model.tours; t++) {
            count += lead[stop][t] != NO && !model.tour(t).isOvertime() ? 1 : 0;
        }
        return count;
    }

    /// Lets nothing more into this tour.
    void close(int tour) {
        for (int s = 0; s < model.stops; s++) {
            lead[s][tour] = NO;
            if (other[s] != null) {
                other[s][tour] = NO;
            }
        }
    }

    boolean alike(int one, int two) {
        for (int s = 0; s < model.stops; s++) {
            if (lead[s][one] != lead[s][two] || (other[s] != null && other[s][one] != other[s][two])) {
                return false;
            }
        }
        return true;
    }

    /// The rules of this kind that keep the tour from the visit.
    List<Reason> lacks(Stop stop, int index, boolean leads) {
        Tour tour = model.tour(index);
        UUID who = tour.technician();
        Fixed fixed = stop.fixed();
        if (fixed != null) {
            List<UUID> them = fixed.technicians();
            boolean his = leads ? them.getFirst().equals(who) : them.lastIndexOf(who) > 0;
            boolean then = nearest(who, fixed.start()) == index;
            return his && then ? List.of() : List.of(Reason.of(Rule.PINNED, "visit", stop.visit()));
        }
        List<Reason> lacks = new ArrayList<>();
        (leads ? stop.skills() : stop.crewSkills()).forEach((skill, needed) -> {
            int level = tour.skills().getOrDefault(skill, 0);
            if (level < needed || !tour.skills().containsKey(skill)) {
                lacks.add(new Reason(Rule.SKILL, Map.of("skill", skill, "level", level, "needed", needed)));
            }
        });
        if (leads) {
            for (String tool : stop.tools()) {
                if (!tour.tools().contains(tool)) {
                    lacks.add(Reason.of(Rule.TOOL, "tool", tool));
                }
            }
            if (!stop.required().isEmpty() && !stop.required().contains(who)) {
                lacks.add(Reason.of(Rule.REQUIRED));
            }
        }
        if (stop.forbidden().contains(who)) {
            lacks.add(Reason.of(Rule.FORBIDDEN));
        }
        if (stop.region() != null && tour.region() != null && !stop.region().equals(tour.region())) {
            lacks.add(Reason.of(Rule.REGION));
        }
        return lacks;
    }

    /// The tour of the technician in which a pinned start lies, or the one that is nearest to it.
    int nearest(UUID technician, int start) {
        int best = -1;
        long least = Long.MAX_VALUE;
        Integer index = model.technicianIndex.get(technician);
        for (int t : index == null ? List.<Integer>of() : model.toursOf.get(index)) {
            Tour tour = model.tour(t);
            long away = Math.max(0, Math.max((long) tour.start() - start, (long) start - tour.limit()));
            if (away < least) {
                least = away;
                best = t;
            }
        }
        return best;
    }
}
