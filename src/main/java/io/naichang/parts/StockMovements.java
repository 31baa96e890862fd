package io.naichang.parts;

import io.naichang.platform.Listing;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Every movement of stock, and the one way in which a movement takes effect.
@ApplicationScoped
class StockMovements implements PanacheRepositoryBase<StockMovement, UUID> {
    static final String COLLECTION = "stock_movements";

    /// By the time at which they happened, voided ones too.
    static final Listing LISTING = new Listing(
            COLLECTION,
            "stock_movement t JOIN sync_document d ON d.tenant_id = current_tenant() AND d.collection = '" + COLLECTION
                    + "' AND d.id = t.id",
            "t.id",
            "d.version",
            "d.doc || jsonb_strip_nulls(jsonb_build_object('userId', t.user_id, 'deviceId', t.device_id, 'at', wire(t.at),"
                    + " 'voidedAt', wire(t.voided_at)))",
            "t.at",
            "timestamptz");

    private final Parts parts;
    private final Locations locations;
    private final StockLevels levels;
    private final Reservations reservations;

    StockMovements(Parts parts, Locations locations, StockLevels levels, Reservations reservations) {
        this.parts = parts;
        this.locations = locations;
        this.levels = levels;
        this.reservations = reservations;
    }

    /// A reference that leads nowhere; `code` is `unknown-part` or `unknown-location`.
    record Unknown(String code, String field, String reason) {}

    /// What a movement names and nobody ever heard of.
    Optional<Unknown> unknown(MovementForm form) {
        if (!parts.wasEver(form.partId())) {
            return Optional.of(new Unknown("unknown-part", "partId", "There is no such part."));
        }
        return form.locations().stream()
                .filter(each -> !locations.wasEver(each))
                .findFirst()
                .map(each -> new Unknown(
                        "unknown-location",
                        each.equals(form.fromLocationId()) ? "fromLocationId" : "toLocationId",
                        "There is no such location."));
    }

    /// How much lies where a transfer starts, if it takes more than that. Only the desk asks: it decides what will be
    /// carried, where a phone reports what was. Levels are locked in the order in which posting locks them.
    Optional<BigDecimal> shortage(MovementForm form) {
        if (!form.reason().equals(MovementForm.TRANSFER)) {
            return Optional.empty();
        }
        for (MovementForm.Effect each : form.effects(false)) {
            BigDecimal onHand = levels.lock(form.partId(), each.location()).onHand();
            if (each.change().signum() < 0 && onHand.add(each.change()).signum() < 0) {
                return Optional.of(onHand);
            }
        }
        return Optional.empty();
    }

    /// Posts a movement without faults. It has happened already, so it is never refused for want of stock; where that
    /// makes a balance negative, a discrepancy opens.
    List<Discrepancies.Opened> post(StockMovement movement) {
        // Flushed at once: a discrepancy that it opens refers to it.
        persistAndFlush(movement);
        return apply(movement, false);
    }

    /// Takes a movement back that was reported by mistake.
    List<Discrepancies.Opened> annul(StockMovement movement, Instant at) {
        movement.markVoided(at);
        flush();
        return apply(movement, true);
    }

    /// Lets a voided movement count again.
    List<Discrepancies.Opened> restore(StockMovement movement) {
        movement.markVoided(null);
        flush();
        return apply(movement, false);
    }

    private List<Discrepancies.Opened> apply(StockMovement movement, boolean back) {
        MovementForm form = movement.form();
        List<Discrepancies.Opened> opened = new ArrayList<>();
        boolean count = form.isCount() && !back;
        for (MovementForm.Effect effect : form.effects(back)) {
            levels.change(form.partId(), effect, movement.id(), count).ifPresent(opened::add);
        }
        if (form.reason().equals(MovementForm.CONSUME) && form.visitId() != null && form.fromLocationId() != null) {
            reservations.consumed(form.visitId(), form.partId(), form.fromLocationId());
        }
        return opened;
    }
}
