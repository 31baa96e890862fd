package io.naichang.parts;

import io.naichang.people.TechnicianMoved;
import io.naichang.people.Technicians;
import io.naichang.platform.Sql;
import io.naichang.sync.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The stock that concerns a technician: that of his van and of the depots of his region. His phones follow it.
@ApplicationScoped
class OwnStock {
    private final Technicians technicians;
    private final Subscriptions subscriptions;
    private final Sql sql;

    OwnStock(Technicians technicians, Subscriptions subscriptions, Sql sql) {
        this.technicians = technicians;
        this.subscriptions = subscriptions;
        this.sql = sql;
    }

    /// The locations that are his.
    Set<UUID> of(UUID technician) {
        return new TreeSet<>(sql.list(
                """
                SELECT id FROM location
                WHERE deleted_at IS NULL
                  AND (kind = 'van' AND (technician_id = ? OR id = ?::uuid) OR kind = 'depot' AND region_id = ?::uuid)
                """,
                row -> row.getObject(1, UUID.class),
                technician,
                technicians.vanOf(technician).orElse(null),
                technicians.regionOf(technician).orElse(null)));
    }

    /// True if a movement touches nothing but what is his; parts may also go from van to van within the region.
    boolean covers(UUID technician, MovementForm form) {
        Set<UUID> own = of(technician);
        return form.locations().stream()
                .allMatch(each ->
                        own.contains(each) || (form.reason().equals("transfer") && isVanOfHisRegion(each, technician)));
    }

    private boolean isVanOfHisRegion(UUID location, UUID technician) {
        Optional<UUID> region = technicians.regionOf(technician);
        Set<UUID> drivers = new TreeSet<>(technicians.withVan(location));
        Set<UUID> regions = new TreeSet<>();
        boolean van = sql.first(
                        "SELECT region_id, technician_id FROM location WHERE id = ? AND kind = 'van' AND deleted_at IS NULL",
                        row -> {
                            Optional.ofNullable(row.getObject(1, UUID.class)).ifPresent(regions::add);
                            Optional.ofNullable(row.getObject(2, UUID.class)).ifPresent(drivers::add);
                            return true;
                        },
                        location)
                .orElse(false);
        drivers.forEach(each -> technicians.regionOf(each).ifPresent(regions::add));
        return van && region.filter(regions::contains).isPresent();
    }

    /// Those whose own a location of this form is.
    Set<UUID> concernedBy(UUID location, LocationForm form) {
        Set<UUID> concerned = new TreeSet<>();
        if (form.kind().equals(LocationForm.VAN)) {
            concerned.addAll(technicians.withVan(location));
            Optional.ofNullable(form.technicianId()).ifPresent(concerned::add);
        } else if (form.kind().equals(LocationForm.DEPOT) && form.regionId() != null) {
            concerned.addAll(technicians.inRegion(form.regionId()));
        }
        return concerned;
    }

    /// Lets their phones follow what is theirs now.
    void followAll(Set<UUID> users) {
        new TreeSet<>(users).forEach(this::follow);
    }

    private void follow(UUID user) {
        Set<String> buckets = of(user).stream().map(each -> "stock:" + each).collect(Collectors.toSet());
        subscriptions.follow(user, "stock:", buckets);
    }

    void moved(@Observes TechnicianMoved event) {
        follow(event.user());
    }
}
