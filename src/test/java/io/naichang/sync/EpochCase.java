package io.naichang.sync;

import io.agroal.api.AgroalDataSource;
import io.naichang.platform.SigningKeys;
import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/// A database of which another history begins under a server that goes on serving.
abstract class EpochCase {
    static final int LIFT = 1_000_000;

    @Inject
    SigningKeys keys;

    @Inject
    AgroalDataSource writes;

    @Inject
    @DataSource("reads")
    AgroalDataSource reads;

    Tenant siam;
    Person nok;
    Person somchai;
    Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
    }

    /// As after the promotion of a standby: the same rows under another timeline.
    static void promote() throws SQLException {
        OwnStack.sql("UPDATE epoch SET timeline = '000000EE' WHERE number = (SELECT max(number) FROM epoch)");
    }

    static List<String> epochs() throws SQLException {
        return OwnStack.sql("SELECT name FROM epoch ORDER BY number");
    }

    static long horizon() throws SQLException {
        return Long.parseLong(
                OwnStack.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())").getFirst());
    }
}
