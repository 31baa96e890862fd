package io.naichang.dev.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Routes against best known values, and own days; in seconds of one core, median of some seeds, every plan recomputed
/// by the verifier.
final class RoutesBench {
    private final Trials trials;
    private final boolean quick;
    private final Path data;

    RoutesBench(int seeds, boolean quick, Path data) {
        trials = new Trials(seeds);
        this.data = data;
        this.quick = quick;
    }

    void run() throws IOException, InterruptedException {
        System.out.println(
                "| Instance | Visits | CPU s | Best known | Ours | Gap | Best, worst seed | Left out | First plan | Rounds/s | Target |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        Map<String, List<Double>> gaps = new TreeMap<>();
        for (Instance each : instances()) {
            gaps.computeIfAbsent(group(each), any -> new ArrayList<>()).add(against(each));
        }
        gaps.forEach((group, list) -> System.out.printf(
                Locale.ROOT,
                "- mean gap of %s: %.2f %%%n",
                group,
                list.stream().mapToDouble(each -> each).average().orElse(0)));
        System.out.println();
        new DaysBench(trials, quick).run();
        System.out.printf(
                Locale.ROOT,
                "- seconds are of one core's CPU, %d seed%s; Java %s%n",
                trials.seeds,
                trials.seeds == 1 ? "" : "s, medians",
                Runtime.version());
    }

    private static String group(Instance instance) {
        int visits = instance.problem().stops().size();
        if (!instance.family().equals("vrptw")) {
            return instance.family();
        }
        return instance.family() + (visits > 900 ? " 1000" : visits > 150 ? " 200" : " 100");
    }

    private List<Instance> instances() throws IOException {
        List<Instance> all = new ArrayList<>();
        for (String family : List.of("vrptw", "site-dependent", "multi-depot", "prize-collecting")) {
            Path folder = data.resolve(family);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path each : files.filter(file -> file.toString().endsWith(".vrp"))
                            .sorted()
                            .toList()) {
                        all.add(VrpFile.read(each, family));
                    }
                }
            }
        }
        if (all.isEmpty()) {
            System.out.println("- no instances in " + data + ": only own days are measured");
        }
        return all;
    }

    private double against(Instance instance) {
        int seconds = quick ? Math.max(1, instance.seconds() / 10) : instance.seconds();
        List<Trials.Found> all = trials.all(instance.problem(), seconds);
        Trials.Found median = all.get(all.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f | %.2f %% | %.2f %%, %.2f %% | %d | %d ms | %,d | %s |%n",
                instance.name(),
                instance.problem().stops().size(),
                seconds,
                instance.bestKnown(),
                median.plan().total() / instance.units(),
                gap(instance, median),
                gap(instance, all.getFirst()),
                gap(instance, all.getLast()),
                median.plan().unassigned().size(),
                median.first(),
                median.roundsPerSecond(),
                target(instance));
        return gap(instance, median);
    }

    private static double gap(Instance instance, Trials.Found found) {
        return 100 * (found.plan().total() / instance.units() / instance.bestKnown() - 1);
    }

    private static String target(Instance instance) {
        int visits = instance.problem().stops().size();
        if (!instance.family().equals("vrptw")) {
            return "≤ 1 %";
        }
        return visits > 900 ? "≤ 2.5 %" : "≤ 0.5 % (mean)";
    }
}
