package io.naichang.platform;

import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
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
    private final TransactionManager manager;

    Tenancy(Caller caller, Sql sql, TransactionManager manager) {
        this.caller = caller;
        this.sql = sql;
        this.manager = manager;
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
        if (tenant == null) {
            return;
        }
        try {
            sql.actFor(tenant);
        } catch (RuntimeException e) {
            // Whoever began the transaction never learns that there is one. Left to this thread, it would swallow what
            // later requests on it write.
            rollback(e);
            throw e;
        }
    }

    private void rollback(RuntimeException reason) {
        try {
            manager.rollback();
        } catch (SystemException e) {
            reason.addSuppressed(e);
        }
    }

    private @Nullable String tenant() {
        return Arc.container().requestContext().isActive() ? caller.tenantOrNull() : null;
    }
}
