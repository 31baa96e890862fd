package io.naichang.planning;

import io.naichang.platform.CommonEra;
import io.naichang.platform.Problem;
import io.naichang.tracks.Drives;
import io.naichang.travel.Calibration;
import io.naichang.travel.Calibration.Assumed;
import io.naichang.travel.Calibration.Driven;
import io.naichang.travel.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the company's own vans tell about its roads. It proposes; the policy changes when somebody patches it.
@Path("/planning-policy/calibration")
@Produces(MediaType.APPLICATION_JSON)
class CalibrationResource {
    /// Enough for every hour of every day of a season.
    private static final int MOST = 20_000;

    private final Policies policies;
    private final SceneRows rows;
    private final Drives drives;

    CalibrationResource(Policies policies, SceneRows rows, Drives drives) {
        this.policies = policies;
        this.rows = rows;
        this.drives = drives;
    }

    /// Which drives are looked at.
    @Schema(name = "CalibrationPeriod")
    record Period(
            @NotNull @CommonEra Instant from,
            @NotNull @CommonEra Instant to) {
        @Schema(hidden = true)
        @AssertTrue(message = "to: after from, at most 400 days")
        @SuppressWarnings("NullAway") // what is missing is refused by its own name
        boolean isInOrder() {
            return from == null
                    || to == null
                    || (from.isBefore(to) && Duration.between(from, to).toDays() <= 400);
        }
    }

    /// What the policy had better say, and how much better.
    ///
    /// @param drives how many were looked at
    /// @param errorBefore the median error of a drive's estimate by the policy as it is, as a share of the drive
    /// @param errorAfter the same by what is proposed
    @Schema(name = "CalibratedRoads")
    record Calibrated(
            @Schema(required = true) int drives,
            @Schema(required = true) BigDecimal roadFactor,
            @Schema(required = true) BigDecimal countryKmh,
            @Schema(required = true) BigDecimal townKmh,
            @Schema(required = true) List<BigDecimal> hourly,
            @Schema(required = true) BigDecimal errorBefore,
            @Schema(required = true) BigDecimal errorAfter) {}

    private record Known(PolicyForm form, ZoneId zone) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"manager", "admin"})
    @Operation(
            operationId = "calibratePlanningPolicy",
            summary = "Learn road factor and speeds from recorded tracks",
            description =
                    "Proposes values for the planning policy; nothing is changed. 409 too-few-drives below 20 drives of a kilometre or more. That tracks were read is on record.")
    public Calibrated calibrate(@Valid @NotNull Period period) {
        Known known = QuarkusTransaction.requiringNew()
                .call(() -> new Known(policies.current().form(), rows.zone()));
        List<Driven> driven = drives.between(period.from(), period.to(), MOST, known.zone()).stream()
                .map(each -> new Driven(
                        new Position(each.fromLat(), each.fromLon()),
                        new Position(each.toLat(), each.toLon()),
                        each.start(),
                        each.end(),
                        each.meters()))
                .toList();
        if (driven.size() < Calibration.LEAST_DRIVES) {
            throw Problem.conflict("too-few-drives", "Tracks of that time hold " + driven.size() + " drives.")
                    .with("drives", driven.size());
        }
        return proposed(known.form(), Calibration.of(driven, assumed(known.form()), known.zone()));
    }

    private static Assumed assumed(PolicyForm form) {
        double town = form.townShare().doubleValue();
        double kmh =
                form.countryKmh().doubleValue() * (1 - town) + form.townKmh().doubleValue() * town;
        List<Double> hourly =
                form.hourly().stream().map(BigDecimal::doubleValue).toList();
        return new Assumed(form.roadFactor().doubleValue(), kmh / 3.6, hourly);
    }

    private static Calibrated proposed(PolicyForm form, Calibration found) {
        return new Calibrated(
                found.drives(),
                rounded(found.roadFactor(), 3),
                kmh(form.countryKmh(), found),
                kmh(form.townKmh(), found),
                found.hourly().stream().map(each -> rounded(each, 3)).toList(),
                rounded(found.errorBefore(), 3),
                rounded(found.errorAfter(), 3));
    }

    private static BigDecimal kmh(BigDecimal assumed, Calibration found) {
        return rounded(Math.clamp(assumed.doubleValue() * found.speed(), 1, 200), 1);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
