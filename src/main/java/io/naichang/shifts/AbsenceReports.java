package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.shifts.WorkingTimes.TechnicianAbsent;
import io.naichang.sync.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/// Absences as they are written down and taken back, at the desk or by a phone: who may do so was asked before. Phones
/// get what changed, the audit log says who said so, and whoever plans hears of it.
@ApplicationScoped
class AbsenceReports {
    private final Absences absences;
    private final Changes changes;
    private final Events events;
    private final Event<TechnicianAbsent> absent;

    AbsenceReports(Absences absences, Changes changes, Events events, Event<TechnicianAbsent> absent) {
        this.absences = absences;
        this.changes = changes;
        this.events = events;
        this.absent = absent;
    }

    /// The log has it as it was kept: a phone may leave out whose it is and from when.
    void add(UUID id, AbsenceForm form) {
        absences.add(id, form);
        touch(id);
        events.record("technician-absent", Absences.LISTING.collection(), id, Json.MAPPER.valueToTree(form));
        tell(form);
    }

    void amend(UUID id, AbsenceForm before, AbsenceForm form, JsonNode patch) {
        absences.amend(id, form);
        touch(id);
        events.record("absence-changed", Absences.LISTING.collection(), id, patch);
        // Other words about it move no visit.
        if (!form.samePlan(before)) {
            tell(form);
        }
    }

    void delete(UUID id) {
        absences.delete(id);
        touch(id);
        events.record("deleted", Absences.LISTING.collection(), id, null);
    }

    private void touch(UUID id) {
        changes.touch(Absences.LISTING.collection(), id);
    }

    /// What was planned for him may have to move.
    private void tell(AbsenceForm form) {
        absent.fire(new TechnicianAbsent(form.technicianId(), form.from(), form.until(), form.kind()));
    }
}
