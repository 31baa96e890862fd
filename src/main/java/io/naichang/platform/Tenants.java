package io.naichang.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;

/// The companies on this server.
@ApplicationScoped
public class Tenants {
    private final Sql sql;
    private final Caller caller;

    Tenants(Sql sql, Caller caller) {
        this.sql = sql;
        this.caller = caller;
    }

    /// Does a job as each company, one after the other; transactions are the job's own. To be called in a request
    /// context.
    public void each(Runnable job) {
        QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT id FROM tenant ORDER BY id", row -> row.getString(1)))
                .forEach(tenant -> {
                    caller.actAs(tenant, null);
                    job.run();
                });
    }

    /// The time zone of the caller's.
    public ZoneId zone() {
        return sql.first("SELECT time_zone FROM tenant WHERE id = current_tenant()", row -> ZoneId.of(row.getString(1)))
                .orElseThrow();
    }
}
