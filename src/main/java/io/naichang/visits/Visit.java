package io.naichang.visits;

import io.naichang.sync.SyncedEntity;
import io.naichang.visits.StepOutcome.Lost;
import io.naichang.visits.StepOutcome.Passed;
import io.naichang.visits.StepOutcome.Stepped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// One trip of one technician or crew to one site. Physical facts beat plans: what a phone reports as started or done
/// stands, whatever the office planned meanwhile.
///
/// It is long because the whole state machine stands in one place: a step that is elsewhere is one that a guard
/// forgets.
@Entity
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are only written here; views in SQL read them
class Visit extends SyncedEntity {
    static final String COLLECTION = "visits";

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable String number;

    private @Nullable UUID caseId;
    private @Nullable UUID agreementId;
    private @Nullable UUID customerId;
    private @Nullable UUID siteId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> assetIds = new ArrayList<>();

    private String kind = "repair";
    private String priority = "normal";
    private String title = "";
    private @Nullable String instructions;
    private @Nullable UUID technicianId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> crewIds = new ArrayList<>();

    private @Nullable Instant plannedStart;
    private @Nullable Instant plannedEnd;
    private @Nullable Instant windowStart;
    private @Nullable Instant windowEnd;
    private @Nullable Integer durationMinutes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> requiredSkills = new ArrayList<>();

    private boolean doubleBooked;
    private VisitStatus status = VisitStatus.UNSCHEDULED;
    private @Nullable String waitingReason;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant departedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant approvedAt;
    private @Nullable String cancelReason;
    private @Nullable String outcome;
    private @Nullable String diagnosis;
    private @Nullable String workSummary;
    private @Nullable BigDecimal meterReading;
    private @Nullable String signedBy;
    private @Nullable String remarks;
    private @Nullable UUID performedBy;
    private @Nullable Instant deletedAt;

    protected Visit() {}

    Visit(UUID id, VisitForm form) {
        super(id);
        describe(form);
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    /// Writes what was described, found and done.
    void describe(VisitForm form) {
        caseId = form.caseId();
        agreementId = form.agreementId();
        customerId = form.customerId();
        siteId = form.siteId();
        assetIds = new ArrayList<>(form.assetIds());
        kind = form.kind();
        priority = form.priority();
        title = form.title();
        instructions = form.instructions();
        windowStart = form.windowStart();
        windowEnd = form.windowEnd();
        durationMinutes = form.duration() == null ? null : (int) form.duration().toMinutes();
        requiredSkills = new ArrayList<>(form.requiredSkills());
        outcome = form.outcome();
        diagnosis = form.diagnosis();
        workSummary = form.workSummary();
        meterReading = form.meterReading();
        signedBy = form.signedBy();
        remarks = form.remarks();
    }

    VisitForm form() {
        return new VisitForm(
                caseId,
                agreementId,
                present(customerId, "customer"),
                siteId(),
                assetIds,
                kind,
                priority,
                title,
                instructions,
                windowStart,
                windowEnd,
                durationMinutes == null ? null : Duration.ofMinutes(durationMinutes),
                requiredSkills,
                outcome,
                diagnosis,
                workSummary,
                meterReading,
                signedBy,
                remarks);
    }

    /// Plans it. A new technician must be dispatched anew; the same one keeps what he was sent.
    StepOutcome schedule(Plan plan) {
        if (!status.isBeforeWork()) {
            return new Lost("visit-" + blocker(), "It is " + status.wire() + ".");
        }
        boolean keepsTechnician = plan.technician().equals(technicianId) && status != VisitStatus.UNSCHEDULED;
        status = keepsTechnician ? status : VisitStatus.SCHEDULED;
        acceptedAt = keepsTechnician ? acceptedAt : null;
        departedAt = keepsTechnician ? departedAt : null;
        technicianId = plan.technician();
        crewIds = new ArrayList<>(plan.crew());
        plannedStart = plan.start();
        plannedEnd = plan.end();
        doubleBooked = plan.doubleBooked();
        if (plan.window() != null) {
            windowStart = plan.window().start();
            windowEnd = plan.window().end();
        }
        return Stepped.QUIETLY;
    }

    /// Takes it off whoever has it; the planned time stays as a wish.
    StepOutcome unschedule() {
        if (!status.isBeforeWork()) {
            return new Lost("visit-" + blocker(), "It is " + status.wire() + ".");
        }
        if (status == VisitStatus.UNSCHEDULED) {
            return new Passed();
        }
        giveBack();
        return Stepped.QUIETLY;
    }

    /// What keeps it from being planned any more: `started`, `waiting`, `done` or `cancelled`.
    String blocker() {
        return status == VisitStatus.IN_PROGRESS ? "started" : status.wire();
    }

    private void giveBack() {
        status = VisitStatus.UNSCHEDULED;
        technicianId = null;
        crewIds = new ArrayList<>();
        acceptedAt = null;
        departedAt = null;
    }

    /// Sends it to the technician.
    StepOutcome dispatch() {
        if (status == VisitStatus.DISPATCHED) {
            return new Passed();
        }
        if (status != VisitStatus.SCHEDULED) {
            return new Lost("visit-not-scheduled", "It is " + status.wire() + ".");
        }
        status = VisitStatus.DISPATCHED;
        return Stepped.QUIETLY;
    }

    /// The office calls it off; what is done stays done.
    StepOutcome cancel(@Nullable String reason) {
        if (status == VisitStatus.CANCELLED) {
            return new Passed();
        }
        if (status == VisitStatus.DONE) {
            return new Lost("visit-done", "It is done.");
        }
        status = VisitStatus.CANCELLED;
        cancelReason = reason;
        return Stepped.QUIETLY;
    }

    /// Done or called off too early, or waiting until somebody comes again: it goes back to the plan and keeps what was
    /// found. When the next trip sets out and begins is not known yet; when the last one did, its steps tell.
    ///
    /// What was planned and is over is planned for nobody: where it stood, nobody would look for it.
    ///
    /// @param doubleBooked true if the technician may be busy at the time that it had
    /// @param at now
    StepOutcome reopen(boolean doubleBooked, Instant at) {
        if (status != VisitStatus.DONE && status != VisitStatus.CANCELLED && status != VisitStatus.WAITING) {
            return new Lost("visit-open", "It is " + status.wire() + ".");
        }
        waitingReason = null;
        status = VisitStatus.SCHEDULED;
        this.doubleBooked = doubleBooked;
        departedAt = null;
        startedAt = null;
        finishedAt = null;
        approvedAt = null;
        cancelReason = null;
        if (technicianId == null || plannedStart == null || plannedEnd == null || !plannedEnd.isAfter(at)) {
            giveBack();
        }
        return Stepped.QUIETLY;
    }

    /// The office has reviewed it: from now on it is closed.
    StepOutcome approve(Instant at) {
        if (approvedAt != null) {
            return new Passed();
        }
        if (status != VisitStatus.DONE) {
            return new Lost("visit-not-done", "It is " + status.wire() + ".");
        }
        approvedAt = at;
        return Stepped.QUIETLY;
    }

    /// The technician takes it. Whoever has it no more takes it from nobody; that he wanted it is noted.
    StepOutcome accept(UUID user, Instant at) {
        if (status == VisitStatus.CANCELLED) {
            return new Lost("cancelled", "It was cancelled meanwhile.");
        }
        if (acceptedAt != null || !assignees().contains(user)) {
            return new Passed();
        }
        acceptedAt = at;
        return Stepped.QUIETLY;
    }

    /// The technician gives it back; the planned time stays as a wish.
    StepOutcome decline(UUID user) {
        if (!status.isBeforeWork() || !assignees().contains(user)) {
            return new Lost("too-late", "It is " + status.wire() + " and no longer the user's to decline.");
        }
        if (!user.equals(technicianId)) {
            crewIds = crewIds.stream().filter(each -> !each.equals(user)).toList();
            return new Stepped("crew-declined");
        }
        giveBack();
        return new Stepped("declined");
    }

    /// The technician is on the way. Whoever has it no more is not waited for; that he set out is noted.
    StepOutcome depart(UUID user, Instant at) {
        if (status == VisitStatus.CANCELLED) {
            return new Lost("cancelled", "It was cancelled meanwhile.");
        }
        if (status.isBeforeWork() && !assignees().contains(user)) {
            return new Passed();
        }
        if (!status.isBeforeWork() || status == VisitStatus.EN_ROUTE) {
            departedAt = departedAt == null ? at : departedAt;
            return new Passed();
        }
        status = VisitStatus.EN_ROUTE;
        departedAt = at;
        return Stepped.QUIETLY;
    }

    /// Work began on site. Work that began beats a cancellation.
    StepOutcome start(UUID user, Instant at) {
        boolean cancelled = status == VisitStatus.CANCELLED;
        if (!status.isBeforeWork() && !cancelled) {
            startedAt = startedAt == null ? at : startedAt;
            return new Passed();
        }
        status = VisitStatus.IN_PROGRESS;
        startedAt = startedAt == null ? at : startedAt;
        performedBy = user;
        return cancelled ? new Stepped("started-after-cancel") : Stepped.QUIETLY;
    }

    /// Work waits for something.
    StepOutcome pause(UUID user, Instant at, String reason) {
        if (status == VisitStatus.DONE || status == VisitStatus.WAITING) {
            return new Passed();
        }
        StepOutcome started = start(user, at);
        status = VisitStatus.WAITING;
        waitingReason = reason;
        return started instanceof Passed ? Stepped.QUIETLY : started;
    }

    /// Work goes on.
    StepOutcome resume(UUID user, Instant at) {
        if (status != VisitStatus.WAITING) {
            return start(user, at);
        }
        status = VisitStatus.IN_PROGRESS;
        waitingReason = null;
        return Stepped.QUIETLY;
    }

    /// The work is over. A second completion by somebody else is a work report, not a change.
    StepOutcome complete(UUID user, Instant at) {
        if (isCompletedByAnother(user)) {
            return new Lost("already-completed", "Somebody else completed it; this report is kept beside his.");
        }
        if (status == VisitStatus.DONE) {
            return new Passed();
        }
        boolean cancelled = status == VisitStatus.CANCELLED;
        status = VisitStatus.DONE;
        waitingReason = null;
        finishedAt = at;
        performedBy = user;
        return cancelled ? new Stepped("completed-after-cancel") : Stepped.QUIETLY;
    }

    boolean isCompletedByAnother(UUID user) {
        return status == VisitStatus.DONE && !user.equals(performedBy);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    void delete(Instant at) {
        deletedAt = at;
    }

    void restore() {
        deletedAt = null;
    }

    /// Technician and crew.
    Set<UUID> assignees() {
        Set<UUID> all = new LinkedHashSet<>(crewIds);
        if (technicianId != null) {
            all.add(technicianId);
        }
        return all;
    }

    VisitStatus status() {
        return status;
    }

    @Nullable
    UUID technicianId() {
        return technicianId;
    }

    boolean isClosed() {
        return approvedAt != null;
    }

    @Nullable
    Instant plannedStart() {
        return plannedStart;
    }

    @Nullable
    Instant plannedEnd() {
        return plannedEnd;
    }

    /// True if the planned time keeps others out of the technician's day.
    boolean bindsTime() {
        return (status == VisitStatus.SCHEDULED || status == VisitStatus.DISPATCHED) && !doubleBooked;
    }

    List<UUID> assetIds() {
        return List.copyOf(assetIds);
    }

    UUID siteId() {
        return present(siteId, "site");
    }

    @Nullable
    String workSummary() {
        return workSummary;
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    String number() {
        return present(number, "number");
    }

    private <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("visit " + id() + " has no " + what + ", which SQL forbids");
        }
        return value;
    }
}
