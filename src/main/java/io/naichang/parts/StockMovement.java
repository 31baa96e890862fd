package io.naichang.parts;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of stock, as somebody reported it; never changed, only voided.
@Entity
class StockMovement extends SyncedEntity {
    @Column(nullable = false)
    private UUID partId;

    private @Nullable UUID fromLocationId;
    private @Nullable UUID toLocationId;
    private @Nullable BigDecimal quantity;

    @Column(nullable = false)
    private String reason;

    private @Nullable BigDecimal counted;
    private @Nullable BigDecimal expected;
    private @Nullable UUID visitId;
    private @Nullable String serial;

    @Column(nullable = false)
    private UUID userId;

    @SuppressWarnings("unused") // read by SQL only
    private @Nullable UUID deviceId;

    @Column(nullable = false)
    private Instant at;

    @SuppressWarnings("unused") // read by SQL only
    private @Nullable Instant voidedAt;

    /// For Hibernate.
    protected StockMovement() {}

    /// By whose hand, on which phone, and when it happened.
    record By(UUID user, @Nullable UUID device, Instant at) {}

    StockMovement(UUID id, MovementForm form, By by) {
        super(id);
        this.partId = form.partId();
        this.fromLocationId = form.fromLocationId();
        this.toLocationId = form.toLocationId();
        this.quantity = form.quantity();
        this.reason = form.reason();
        this.counted = form.counted();
        this.expected = form.expected();
        this.visitId = form.visitId();
        this.serial = form.serial();
        this.userId = by.user();
        this.deviceId = by.device();
        this.at = by.at();
    }

    @Override
    protected String collection() {
        return StockMovements.COLLECTION;
    }

    MovementForm form() {
        return new MovementForm(
                partId, fromLocationId, toLocationId, quantity, reason, counted, expected, visitId, serial);
    }

    boolean isBy(UUID user) {
        return user.equals(userId);
    }

    /// Says since when it does not count, or that it does.
    void markVoided(@Nullable Instant when) {
        voidedAt = when;
    }
}
