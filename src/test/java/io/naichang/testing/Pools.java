package io.naichang.testing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// The application's connections, for tests that break them: what they leave behind is no other test's affair.
@ApplicationScoped
public class Pools {
    private final AgroalDataSource main;
    private final AgroalDataSource reads;

    Pools(AgroalDataSource main, @DataSource("reads") AgroalDataSource reads) {
        this.main = main;
        this.reads = reads;
    }

    /// Gives up every connection, broken or not, and returns when the pools give good ones only. They are given up a
    /// little later, by another thread, so those in use must end by themselves: they may be the next test's.
    public void renew() {
        main.flush(AgroalDataSource.FlushMode.GRACEFUL);
        reads.flush(AgroalDataSource.FlushMode.GRACEFUL);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isGood(main) && isGood(reads));
    }

    /// Whether as many connections as the pool has made are all alive, taken at the same time.
    private static boolean isGood(AgroalDataSource pool) throws SQLException {
        int most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        List<Connection> taken = new ArrayList<>();
        try {
            boolean good = true;
            while (good && taken.size() < most / 2) {
                Connection connection = pool.getConnection();
                taken.add(connection);
                good = connection.isValid(2);
            }
            return good;
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }
}
