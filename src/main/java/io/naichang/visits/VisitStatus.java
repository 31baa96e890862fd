package io.naichang.visits;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a visit stands (design: sync-protocol.md §6 "Visit status"); the order is that of the work.
enum VisitStatus {
    UNSCHEDULED,
    SCHEDULED,
    DISPATCHED,
    EN_ROUTE,
    IN_PROGRESS,
    WAITING,
    DONE,
    CANCELLED;

    /// As on the wire and in SQL: `en-route`.
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<VisitStatus> of(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
    }

    /// True until somebody is at work or the visit has ended.
    boolean isBeforeWork() {
        return compareTo(IN_PROGRESS) < 0;
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<VisitStatus, String> {
        @Override
        public String convertToDatabaseColumn(VisitStatus status) {
            return status.wire();
        }

        @Override
        public VisitStatus convertToEntityAttribute(String column) {
            return of(column).orElseThrow(() -> new IllegalStateException("unknown status in the database: " + column));
        }
    }
}
