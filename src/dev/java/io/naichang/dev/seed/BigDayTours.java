package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Premises.Site;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A full day as a dispatcher with a ruler would plan it: the map in strips, each strip in pieces, a piece for each
/// technician. What he cannot do, or not until five, stays open.
final class BigDayTours {
    private static final LocalTime BEGIN = LocalTime.of(8, 15);
    private static final LocalTime NOON = LocalTime.of(11, 50);
    private static final LocalTime ONE = LocalTime.of(13, 0);
    private static final LocalTime END = LocalTime.of(17, 0);
    /// Roads are longer than the line on the map, and vans drive so many metres a minute on them.
    private static final double METRES_A_MINUTE = 40_000 / 60.0 / 1.35;

    private final JsonNode jobs = Facts.json("jobs");
    private final List<Stop> stops = new ArrayList<>();
    private final Map<Technician, Site> first = new HashMap<>();

    /// One visit; without a technician and a time nobody has it yet.
    record Stop(
            Site site,
            JsonNode job,
            int minutes,
            @Nullable Technician technician,
            @Nullable LocalTime start) {}

    BigDayTours(Company company, List<Site> sites) {
        List<Technician> technicians = company.technicians();
        int strips = (int) Math.max(1, Math.round(Math.sqrt(technicians.size())));
        List<Site> ordered = new ArrayList<>();
        pieces(sorted(sites, Comparator.comparing(Site::lat)), strips)
                .forEach(strip -> ordered.addAll(sorted(strip, Comparator.comparing(Site::lon))));
        List<List<Site>> pieces = pieces(ordered, technicians.size());
        for (int at = 0; at < pieces.size(); at++) {
            first.put(technicians.get(at), pieces.get(at).getFirst());
            plan(technicians.get(at), new ArrayList<>(pieces.get(at)));
        }
    }

    List<Stop> stops() {
        return List.copyOf(stops);
    }

    /// Where his day begins.
    Site firstOf(Technician technician) {
        Site site = first.get(technician);
        if (site == null) {
            throw new IllegalStateException("there are fewer sites than technicians");
        }
        return site;
    }

    private static List<Site> sorted(List<Site> sites, Comparator<Site> order) {
        return sites.stream().sorted(order).toList();
    }

    private static List<List<Site>> pieces(List<Site> sites, int number) {
        List<List<Site>> pieces = new ArrayList<>();
        for (int at = 0; at < number; at++) {
            pieces.add(sites.subList(at * sites.size() / number, (at + 1) * sites.size() / number));
        }
        return pieces;
    }

    /// From neighbour to neighbour.
    private void plan(Technician technician, List<Site> left) {
        Site here = left.getFirst();
        LocalTime free = BEGIN;
        while (!left.isEmpty()) {
            Site from = here;
            Site next =
                    left.stream().min(Comparator.comparing(from::distanceTo)).orElseThrow();
            left.remove(next);
            Chance chance = Chance.of("big-day/job/" + next.id());
            JsonNode job = job(next, chance);
            int minutes = 5 * chance.between(4, 6);
            int drive = (int) Math.ceil(from.distanceTo(next) / METRES_A_MINUTE) + 3;
            LocalTime arrival = free.plusMinutes(drive);
            arrival = arrival.plusMinutes((5 - arrival.getMinute() % 5) % 5);
            LocalTime start = arrival.isAfter(NOON) && arrival.isBefore(ONE) ? ONE : arrival;
            boolean able = Facts.texts(job.path("skills")).stream().allMatch(technician.skills()::containsKey);
            if (!able || start.plusMinutes(minutes).isAfter(END)) {
                stops.add(new Stop(next, job, minutes, null, null));
                continue;
            }
            stops.add(new Stop(next, job, minutes, technician, start));
            free = start.plusMinutes(minutes);
            here = next;
        }
    }

    /// Something short for the machine that stands there.
    private JsonNode job(Site site, Chance chance) {
        String machine = site.machines().getFirst().category();
        List<JsonNode> fitting = StreamSupport.stream(jobs.spliterator(), false)
                .filter(each -> each.path("machine").asText().equals(machine))
                .toList();
        return chance.one(fitting);
    }
}
