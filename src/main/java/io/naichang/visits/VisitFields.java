package io.naichang.visits;

import static io.naichang.sync.Owner.BOTH;
import static io.naichang.sync.Owner.COMPUTED;
import static io.naichang.sync.Owner.FIELD;
import static io.naichang.sync.Owner.OFFICE;
import static io.naichang.sync.Owner.STATE;

import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import java.util.List;

/// The policy of visits: every field, who owns it, and its form (design: sync-protocol.md §6).
final class VisitFields {
    static final List<Field> ALL = List.of(
            new Field("number", OFFICE, FieldType.text(40)),
            new Field("caseId", OFFICE, FieldType.ID),
            new Field("agreementId", OFFICE, FieldType.ID),
            new Field("customerId", OFFICE, FieldType.ID),
            new Field("siteId", OFFICE, FieldType.ID),
            new Field("assetIds", OFFICE, FieldType.ANY),
            new Field(
                    "kind",
                    OFFICE,
                    FieldType.choice("installation", "repair", "preventive", "inspection", "survey", "delivery")),
            new Field("priority", OFFICE, FieldType.choice("emergency", "high", "normal", "low")),
            new Field("title", OFFICE, FieldType.text(200)),
            new Field("instructions", OFFICE, FieldType.text(4000)),
            new Field("technicianId", OFFICE, FieldType.ID),
            new Field("crewIds", OFFICE, FieldType.ANY),
            new Field("plannedStart", OFFICE, FieldType.INSTANT),
            new Field("plannedEnd", OFFICE, FieldType.INSTANT),
            new Field("windowStart", OFFICE, FieldType.INSTANT),
            new Field("windowEnd", OFFICE, FieldType.INSTANT),
            new Field("duration", OFFICE, FieldType.text(20)),
            new Field("requiredSkills", OFFICE, FieldType.ANY),
            new Field("status", STATE, FieldType.text(20)),
            new Field("waitingReason", STATE, FieldType.text(500)),
            new Field("acceptedAt", STATE, FieldType.INSTANT),
            new Field("departedAt", STATE, FieldType.INSTANT),
            new Field("startedAt", STATE, FieldType.INSTANT),
            new Field("finishedAt", STATE, FieldType.INSTANT),
            new Field("approvedAt", STATE, FieldType.INSTANT),
            new Field("cancelReason", STATE, FieldType.text(500)),
            new Field(
                    "outcome", FIELD, FieldType.choice("fixed", "partly-fixed", "not-fixed", "no-access", "follow-up")),
            new Field("diagnosis", FIELD, FieldType.text(10_000)),
            new Field("workSummary", FIELD, FieldType.text(10_000)),
            new Field("meterReading", FIELD, FieldType.number("0", "999999999999")),
            new Field("signedBy", FIELD, FieldType.text(200)),
            new Field("remarks", BOTH, FieldType.text(20_000)),
            new Field("workStatus", COMPUTED, FieldType.text(20)),
            new Field("performedBy", COMPUTED, FieldType.ID),
            new Field("coverage", COMPUTED, FieldType.ANY),
            new Field("evidence", COMPUTED, FieldType.ANY));

    private VisitFields() {}
}
