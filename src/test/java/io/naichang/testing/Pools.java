package io.naichang.testing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

/// The application's connections, for tests that break them: what they leave behind is no other test's affair.
@ApplicationScoped
public class Pools {
    private final AgroalDataSource main;
    private final AgroalDataSource reads;

    Pools(AgroalDataSource main, @DataSource("reads") AgroalDataSource reads) {
        this.main = main;
        this.reads = reads;
    }

    /// Gives up every connection, broken or not.
    public void renew() {
        main.flush(AgroalDataSource.FlushMode.ALL);
        reads.flush(AgroalDataSource.FlushMode.ALL);
    }
}
