package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.naichang.dev.seed.Premises.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one technician drove in the last days, as his phone tells it: straight from site to site.
final class Drives {
    private static final Duration TOLD = Duration.ofDays(3);
    private static final Duration STEP = Duration.ofSeconds(20);
    private static final int MOST_POINTS = 300;

    private final Calendar calendar;
    private final List<Drive> drives = new ArrayList<>();
    private @Nullable Site last;

    Drives(Calendar calendar) {
        this.calendar = calendar;
    }

    private record Drive(Site from, Site to, Instant departed, Instant arrived) {}

    /// He set out for a site from where he was.
    void to(Site site, Instant departed, Instant arrived) {
        boolean recent = departed.isAfter(calendar.now().minus(TOLD)) && !arrived.isAfter(calendar.now());
        if (last != null && recent) {
            drives.add(new Drive(last, site, departed, arrived));
        }
        last = site;
    }

    /// Sends them. The server must have heard of the visits before: it keeps only what leads to one.
    void send(Phone phone) {
        for (Drive each : drives) {
            ArrayNode points = Facts.MAPPER.createArrayNode();
            long length = Duration.between(each.departed(), each.arrived()).toMillis();
            for (long at = 0; at < length && points.size() < MOST_POINTS; at += STEP.toMillis()) {
                double way = (double) at / length;
                points.addArray()
                        .add(at)
                        .add(between(each.from().lat(), each.to().lat(), way))
                        .add(between(each.from().lon(), each.to().lon(), way))
                        .add(8);
            }
            phone.sendTrack(each.departed(), points);
        }
    }

    private static double between(double from, double to, double way) {
        return Math.round((from + (to - from) * way) * 1e6) / 1e6;
    }
}
