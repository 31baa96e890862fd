package io.naichang.people;

import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Subscriptions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The tenant's technicians: who they are, where they belong, what they drive.
@ApplicationScoped
public class Technicians implements PanacheRepositoryBase<Technician, UUID> {
    static final Listing LISTING = new Listing(
            "technicians",
            "app_user t JOIN technician d ON d.tenant_id = t.tenant_id AND d.id = t.id",
            "t.id",
            "d.version",
            """
            jsonb_build_object('name', t.name, 'phone', t.phone, 'active', t.active, 'regionId', d.region_id,
                'home', CASE WHEN d.home_lat IS NOT NULL THEN jsonb_build_object('lat', d.home_lat, 'lon', d.home_lon) END,
                'skills', d.skills, 'vanLocationId', d.van_location_id, 'subcontractor', d.subcontractor)
            """,
            "t.name",
            "text");

    private static final String CATALOGUE = "catalogue";

    private final Sql sql;
    private final EntityManager entities;
    private final Subscriptions subscriptions;
    private final Event<TechnicianMoved> moved;

    Technicians(Sql sql, EntityManager entities, Subscriptions subscriptions, Event<TechnicianMoved> moved) {
        this.sql = sql;
        this.entities = entities;
        this.subscriptions = subscriptions;
        this.moved = moved;
    }

    /// One technician with the user that he is.
    record Row(User user, Technician technician) {}

    /// The language in which a user is told things, `th` or `en`.
    public String languageOf(UUID user) {
        return sql.first("SELECT language FROM app_user WHERE id = ?", row -> row.getString(1), user)
                .orElse("th");
    }

    /// True if this user is a technician who still works here.
    public boolean exists(UUID user) {
        return sql.first(
                        "SELECT 1 FROM app_user WHERE id = ? AND active AND 'technician' = ANY (roles)",
                        row -> true,
                        user)
                .orElse(false);
    }

    /// The region that a technician belongs to.
    public Optional<UUID> regionOf(UUID user) {
        return findByIdOptional(user).map(Technician::regionId);
    }

    /// The location of parts that is his van.
    public Optional<UUID> vanOf(UUID user) {
        return findByIdOptional(user).map(Technician::vanLocationId);
    }

    /// The technicians of a region, disabled ones too: their phones may still hold something.
    public Set<UUID> inRegion(UUID region) {
        return new TreeSet<>(
                sql.list("SELECT id FROM technician WHERE region_id = ?", row -> row.getObject(1, UUID.class), region));
    }

    /// The technicians who drive this van.
    public Set<UUID> withVan(UUID location) {
        return new TreeSet<>(sql.list(
                "SELECT id FROM technician WHERE van_location_id = ?", row -> row.getObject(1, UUID.class), location));
    }

    /// @throws Problem 404 `technician-unknown`
    Row get(UUID user) {
        return entities.createQuery("""
                        select u, t from User u join Technician t on t.id = u.id
                        where u.id = :id and array_contains(u.roles, 'technician')
                        """, Row.class)
                .setParameter("id", user)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Problem.missing("technician-unknown"));
    }

    /// Makes sure that a user who is a technician has details and that his phones follow what every technician does.
    void welcome(UUID user) {
        if (findById(user) == null) {
            persist(new Technician(user));
        }
        subscriptions.follow(user, "tech:", Set.of(Subscriptions.own(user)));
        subscriptions.follow(user, CATALOGUE, Set.of(CATALOGUE));
        moved.fire(new TechnicianMoved(user));
    }

    /// Tells whoever must know that other stock concerns him now.
    void moved(UUID user) {
        flush();
        moved.fire(new TechnicianMoved(user));
    }
}
