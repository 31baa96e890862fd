package io.naichang.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
@Entity
@Table(name = "app_user")
class User {
    static final String ROLES = "technician|dispatcher|agent|clerk|storekeeper|manager|customer|admin";

    @Id
    private UUID id;

    @TenantId
    private String tenantId;

    @Version
    private int version;

    @Column(updatable = false)
    private String username;

    @Column
    private String name;

    @Column
    private List<String> roles;

    @Column
    private String language;

    private @Nullable String email;

    private @Nullable String phone;

    private boolean active = true;

    @Column
    private String passwordHash;

    private @Nullable Instant passwordExpiresAt;

    @Column(updatable = false)
    private Instant createdAt;

    /// For Hibernate.
    protected User() {}

    User(UUID id, String username, String passwordHash, UserForm form, Instant at) {
        this.id = id;
        this.username = username;
        this.passwordHash = passwordHash;
        this.createdAt = at;
        amend(form);
    }

    final void amend(UserForm form) {
        name = form.name();
        roles = form.roles();
        language = form.language();
        email = form.email();
        phone = form.phone();
    }

    void disable() {
        active = false;
    }

    void enable() {
        active = true;
    }

    /// Sets a password that the user chose himself.
    void choosePassword(String hash) {
        passwordHash = hash;
        passwordExpiresAt = null;
    }

    /// Sets a password that somebody else has seen and that is good until `until` only.
    void lendPassword(String hash, Instant until) {
        passwordHash = hash;
        passwordExpiresAt = until;
    }

    UserForm form() {
        return new UserForm(name, roles, language, email, phone);
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return tenantId;
    }

    int version() {
        return version;
    }

    String username() {
        return username;
    }

    String name() {
        return name;
    }

    List<String> roles() {
        return List.copyOf(roles);
    }

    boolean has(String role) {
        return roles.contains(role);
    }

    boolean active() {
        return active;
    }

    String passwordHash() {
        return passwordHash;
    }

    /// When his temporary password ends; null if he chose his password himself.
    @Nullable
    Instant passwordExpiresAt() {
        return passwordExpiresAt;
    }
}
