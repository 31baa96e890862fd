package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Subscriptions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tenant's technicians: who they are, where they belong, what they drive.
@ApplicationScoped
public class Technicians implements PanacheRepositoryBase<Technician, UUID> {
    static final Listing LISTING = new Listing(
            "technicians",
            "technician t JOIN app_user u ON u.tenant_id = t.tenant_id AND u.id = t.id AND 'technician' = ANY (u.roles)",
            "t.id",
            "t.version",
            """
            jsonb_strip_nulls(jsonb_build_object('name', u.name, 'phone', u.phone, 'active', u.active,
                'regionId', t.region_id, 'home', CASE WHEN t.home_lat IS NOT NULL THEN jsonb_build_object('lat', t.home_lat, 'lon', t.home_lon) END,
                'skills', t.skills, 'vanLocationId', t.van_location_id, 'subcontractor', t.subcontractor))""",
            "u.name",
            "text");

    private static final String CATALOGUE = "catalogue";

    private final Sql sql;
    private final Regions regions;
    private final MergePatch mergePatch;
    private final Subscriptions subscriptions;
    private final Event<TechnicianMoved> moved;

    Technicians(
            Sql sql,
            Regions regions,
            MergePatch mergePatch,
            Subscriptions subscriptions,
            Event<TechnicianMoved> moved) {
        this.sql = sql;
        this.regions = regions;
        this.mergePatch = mergePatch;
        this.subscriptions = subscriptions;
        this.moved = moved;
    }

    /// True if this user is a technician who still works here.
    public boolean exists(UUID user) {
        return sql.first(
                        "SELECT 1 FROM app_user WHERE id = ? AND active AND 'technician' = ANY (roles)",
                        row -> true,
                        user)
                .orElse(false);
    }

    /// The technicians who work here.
    public Set<UUID> all() {
        return new TreeSet<>(sql.list(
                "SELECT id FROM app_user WHERE tenant_id = current_tenant() AND active AND 'technician' = ANY (roles)",
                row -> row.getObject(1, UUID.class)));
    }

    /// The language in which a user is told things, `th` or `en`.
    public String languageOf(UUID user) {
        return sql.first("SELECT language FROM app_user WHERE id = ?", row -> row.getString(1), user)
                .orElse("th");
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

    /// The technicians who drive this van, disabled ones too.
    public Set<UUID> withVan(UUID location) {
        return new TreeSet<>(sql.list(
                "SELECT id FROM technician WHERE van_location_id = ?", row -> row.getObject(1, UUID.class), location));
    }

    /// Makes sure that a user who is a technician now has what every technician has: details of his own, and phones
    /// that follow his own rows and the catalogue.
    void welcome(UUID user) {
        if (findById(user) == null) {
            persistAndFlush(new Technician(user));
        }
        subscriptions.follow(user, "tech:", Set.of(Subscriptions.own(user)));
        subscriptions.follow(user, CATALOGUE, Set.of(CATALOGUE));
        moved.fire(new TechnicianMoved(user));
    }

    /// The technician, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    Technician lock(UUID user, @Nullable String ifMatch) {
        Technician technician =
                findByIdOptional(user, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, technician.version());
        return technician;
    }

    /// Amends a locked technician, and tells those who follow his stock if he belongs elsewhere now.
    void patch(Technician technician, UUID user, JsonNode patch) {
        TechnicianForm form = mergePatch.apply(technician.form(), patch);
        if (form.regionId() != null) {
            regions.require("regionId", form.regionId());
        }
        boolean elsewhere = technician.amend(form);
        flush();
        if (elsewhere) {
            moved.fire(new TechnicianMoved(user));
        }
    }
}
