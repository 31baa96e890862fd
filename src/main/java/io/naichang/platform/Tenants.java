package io.naichang.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import org.jboss.logging.Logger;

/// The companies on this server.
@ApplicationScoped
public class Tenants {
    private static final Logger LOG = Logger.getLogger(Tenants.class);

    private final Sql sql;
    private final Caller caller;

    Tenants(Sql sql, Caller caller) {
        this.sql = sql;
        this.caller = caller;
    }

    /// Does a job as each company, one after the other; transactions are the job's own. Where it fails for one, that is
    /// logged, and the others have it done all the same. To be called in a request context.
    ///
    /// @param what the job is called in the log
    public void each(String what, Runnable job) {
        QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT id FROM tenant ORDER BY id", row -> row.getString(1)))
                .forEach(tenant -> {
                    caller.actAs(tenant, null);
                    try {
                        job.run();
                    } catch (RuntimeException e) {
                        LOG.warnf(e, "%s failed for %s and is tried again the next time", what, tenant);
                    }
                });
    }

    /// The time zone of the caller's.
    public ZoneId zone() {
        return sql.first("SELECT time_zone FROM tenant WHERE id = current_tenant()", row -> ZoneId.of(row.getString(1)))
                .orElseThrow();
    }
}
