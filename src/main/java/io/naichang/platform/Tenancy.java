package io.naichang.platform;

import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionScoped;
import org.jspecify.annotations.Nullable;

/// Carries the caller's tenant to Hibernate's tenant id and, at the start of every transaction, to the setting that
/// PostgreSQL's row-level security reads. Without a tenant, row-level security shows nothing.
@ApplicationScoped
@PersistenceUnitExtension
class Tenancy implements TenantResolver {
    /// What Hibernate is told when nobody has signed in: matches no row.
    private static final String NOBODY = "-";

    private final Caller caller;
    private final Sql sql;

    Tenancy(Caller caller, Sql sql) {
        this.caller = caller;
        this.sql = sql;
    }

    @Override
    public String getDefaultTenantId() {
        return NOBODY;
    }

    @Override
    public String resolveTenantId() {
        String tenant = tenant();
        return tenant == null ? NOBODY : tenant;
    }

    void began(@Observes @Initialized(TransactionScoped.class) Object transaction) {
        String tenant = tenant();
        if (tenant != null) {
            sql.actFor(tenant);
        }
    }

    private @Nullable String tenant() {
        return Arc.container().requestContext().isActive() ? caller.tenantOrNull() : null;
    }
}
