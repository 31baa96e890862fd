package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The phones that call, for features that take other things from them than mutations.
@ApplicationScoped
public class CallingDevices {
    private final Devices devices;
    private final DeviceClock clocks;
    private final Schemas schemas;
    private final Clock clock;

    CallingDevices(Devices devices, DeviceClock clocks, Schemas schemas, Clock clock) {
        this.schemas = schemas;
        this.devices = devices;
        this.clocks = clocks;
        this.clock = clock;
    }

    /// Checks that a device may ask by the calls of `platform`, an adapter's, which speaks the newest form of rows
    /// only; answers the schema with which it is registered.
    ///
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked`, 403 `not-permitted` if it is registered as
    /// something else, 426 `client-too-old` if it is registered with an older schema
    @Transactional
    public int check(UUID id, String platform) {
        Device device = devices.get(id);
        if (device.revokedAt() != null) {
            throw Problem.of(401, "device-revoked", "This device was revoked.");
        }
        mustBe(device, platform);
        schemas.requireNewestForm(device.schema());
        return device.schema();
    }

    static void mustBe(Device device, String platform) {
        if (!device.platform().equals(platform)) {
            throw Problem.of(403, "not-permitted", "These calls are for devices registered as " + platform + ".");
        }
    }

    /// When something began, by our clock.
    ///
    /// @param quality `exact` by an anchor of the phone's boot, `bounded` by this call's skew, `device` as the
    /// phone said
    public record Began(Instant at, String quality) {}

    /// When something began on the caller's phone, which tells of it now. Other than a mutation, it may be older than
    /// our
    /// last answer, and what says that it lies ahead of us is left as it is, for the caller to refuse.
    ///
    /// @param clockSent the call's `clock`, kept as an anchor
    /// @param wall when it began by the phone's clock
    /// @param mono the same by its monotonic clock since `boot`, if it said so
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked`
    @Transactional(Transactional.TxType.MANDATORY)
    public Began began(UUID id, JsonNode clockSent, String boot, Instant wall, @Nullable Long mono) {
        Device device = devices.get(id);
        if (device.revokedAt() != null) {
            throw Problem.of(401, "device-revoked", "This phone was revoked.");
        }
        DeviceClock.Known known = clocks.anchor(device, DeviceClock.Reading.of(clockSent), clock.instant());
        Instant start = known.bootStarts().get(boot);
        if (start != null && mono != null) {
            return new Began(start.plusMillis(mono), "exact");
        }
        Long skew = known.skewMillis();
        return skew == null ? new Began(wall, "device") : new Began(wall.plusMillis(skew), "bounded");
    }
}
