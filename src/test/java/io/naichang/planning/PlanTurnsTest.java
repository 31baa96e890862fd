package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose plan is computed next. Everything is in a transaction that is rolled back, so that no runner takes a plan.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class PlanTurnsTest {
    private static final UUID NODE = new UUID(0, 1);

    private Tenant siam;
    private Tenant lanna;
    private Connection connection;

    @BeforeEach
    void two_companies_and_no_plans_of_others() throws SQLException {
        siam = Given.tenant();
        lanna = Given.tenant();
        String chiangMai = siam.region("เชียงใหม่");
        String lamphun = lanna.region("ลำพูน");
        connection = OwnStack.owner();
        connection.setAutoCommit(false);
        sql("UPDATE route_plan SET status = 'cancelled', lease_until = NULL WHERE status IN ('queued', 'running')");
        asked(siam, chiangMai, 1);
        asked(siam, chiangMai, 2);
        asked(lanna, lamphun, 3);
        asked(lanna, lamphun, 4);
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private void asked(Tenant company, String region, int number) throws SQLException {
        sql("""
                INSERT INTO route_plan (tenant_id, id, region_id, from_at, to_at, request, created_by, created_at)
                VALUES ('%s', '%s', '%s', now(), now() + interval '1 day', '{}', '%s', now() + interval '%d seconds')
                """.formatted(company.id(), plan(number), region, NODE, number));
    }

    private static UUID plan(int number) {
        return new UUID(7, number);
    }

    private Optional<UUID> claimed(Tenant company) throws SQLException {
        sql("SELECT set_config('naichang.tenant', '" + company.id() + "', true)");
        try (PreparedStatement claim = connection.prepareStatement(RoutePlans.CLAIM)) {
            claim.setObject(1, NODE);
            claim.setDouble(2, 15);
            ResultSet row = claim.executeQuery();
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    @Test
    void whose_plan_is_computed_lets_a_company_go_first_that_has_none() throws SQLException {
        assertThat(claimed(siam)).hasValue(plan(1));

        assertThat(claimed(siam)).isEmpty();

        assertThat(claimed(lanna)).hasValue(plan(3));
        assertThat(claimed(siam)).as("who waits has one").hasValue(plan(2));
    }
}
