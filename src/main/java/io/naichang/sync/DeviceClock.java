package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells when something happened on a phone whose clock may be wrong (design: sync-protocol.md §4 "Time").
@ApplicationScoped
class DeviceClock {
    /// No phone has run since then: a monotonic clock that says so is broken, and PostgreSQL could not keep the time.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Sql sql;

    DeviceClock(Sql sql) {
        this.sql = sql;
    }

    /// The phone's clocks as it sent them with this call; mono in milliseconds counts sleep, boot changes at restart.
    record Reading(
            @Nullable Instant wall,
            @Nullable Long mono,
            @Nullable String boot) {
        static Reading of(JsonNode clock) {
            boolean mono =
                    clock.path("mono").canConvertToLong() && clock.path("mono").isIntegralNumber();
            JsonNode boot = clock.path("boot");
            return new Reading(
                    FieldType.instant(clock.get("wall")),
                    mono ? clock.get("mono").longValue() : null,
                    boot.isTextual() && boot.textValue().length() <= 100 ? boot.textValue() : null);
        }

        /// True if it can tell when something of its boot happened.
        private boolean anchors(Instant now) {
            return boot != null
                    && mono != null
                    && mono >= 0
                    && now.minusMillis(mono).isAfter(EARLIEST);
        }

        /// How far our clock is ahead of the phone's, or null.
        @Nullable
        Long skewMillis(Instant now) {
            return wall == null ? null : Duration.between(wall, now).toMillis();
        }
    }

    /// An occurrence time and how good it is: `exact`, `bounded` or `device`.
    record Occurred(Instant at, String quality) {}

    /// All that is known of one device's clocks during one call.
    record Known(
            Map<String, Instant> bootStarts,
            @Nullable Long skewMillis,
            @Nullable Instant lastAnswered,
            Instant now) {
        /// When a mutation happened, by our clock.
        Occurred occurred(JsonNode mutation) {
            Instant start = bootStarts.get(mutation.path("boot").asText(""));
            JsonNode mono = mutation.path("mono");
            if (start != null && mono.isIntegralNumber() && Math.abs(mono.asLong()) < 1L << 52) {
                Instant at = start.plusMillis(mono.longValue());
                if (at.isAfter(EARLIEST)) {
                    return new Occurred(at.isAfter(now) ? now : at, "exact");
                }
            }
            Instant at = FieldType.instant(mutation.get("at"));
            if (at == null) {
                return new Occurred(now, "device");
            }
            Instant corrected = skewMillis == null ? at : at.plusMillis(skewMillis);
            return new Occurred(clamp(corrected), skewMillis == null ? "device" : "bounded");
        }

        private Instant clamp(Instant at) {
            if (lastAnswered != null && at.isBefore(lastAnswered)) {
                return lastAnswered;
            }
            return at.isAfter(now) ? now : at;
        }
    }

    /// Keeps this call's reading and answers what is known now.
    Known anchor(Device device, Reading reading, Instant now) {
        keep(device.id(), reading, now);
        Map<String, Instant> starts = new HashMap<>();
        sql.list(
                "SELECT boot, mono, server_time FROM sync_anchor WHERE device_id = ?",
                row -> starts.put(
                        row.getString(1), row.getTimestamp(3).toInstant().minusMillis(row.getLong(2))),
                device.id());
        // The libraries behind adapters send their collections one by one: the answer to the first says nothing of when
        // the
        // work in the others was done.
        return new Known(starts, reading.skewMillis(now), device.adapted() ? null : device.lastAnswered(), now);
    }

    /// Keeps a reading as the anchor of its boot if it took less time on its way than the one before: every
    /// call comes late by what its upload took, so the one that puts the boot earliest is the truest. After a
    /// day the next one is kept in any case, because a phone's quartz drifts by seconds a day.
    void keep(UUID device, Reading reading, Instant now) {
        if (reading.anchors(now)) {
            sql.update("""
                    INSERT INTO sync_anchor AS a (device_id, boot, mono, server_time) VALUES (?, ?, ?, ?)
                    ON CONFLICT (tenant_id, device_id, boot) DO UPDATE SET mono = excluded.mono, server_time = excluded.server_time
                    WHERE excluded.server_time - a.server_time < (excluded.mono - a.mono) * interval '1 millisecond'
                       OR a.server_time < excluded.server_time - interval '1 day'
                    """, device, reading.boot(), reading.mono(), now);
        }
    }
}
