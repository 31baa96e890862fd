package io.naichang.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.QueryPlanCase;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds who calls among 4,000 customers, each with a number, a site's and a contact's.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CallerPlanTest extends QueryPlanCase {
    @Override
    protected List<String> tables() {
        return List.of("contact");
    }

    @Override
    protected void fill() throws SQLException {
        sql("""
                INSERT INTO customer (id, name, kind, language, phones)
                SELECT pg_temp.nth(n), 'ลูกค้า ' || n, 'company', 'th', ARRAY['+661' || n] FROM generate_series(2, 4000) n
                """);
        sql("UPDATE site SET contact_phone = '+662' || name");
        sql("""
                INSERT INTO contact (id, version, customer_id, name, phone)
                SELECT pg_temp.nth(n), 0, pg_temp.nth(n), 'คุณวีระ', '+663' || n FROM generate_series(1, 4000) n
                """);
    }

    @Test
    void the_numbers_of_sites_and_contacts_are_found_by_their_indexes() throws SQLException {
        String called = plan(
                "SELECT t.id FROM customer t WHERE t.tenant_id = current_tenant() AND t.deleted_at IS NULL AND "
                        + Customers.CALLED,
                List.of("text"),
                List.of("'+663812'"));

        assertThat(called).contains(" site_by_phone", " contact_by_phone").doesNotContain("Seq Scan");
    }
}
