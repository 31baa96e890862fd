package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.QueryPlanCase;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds a day's visits where it knows companies as small ones, and one has grown since it last looked.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class GrowingCompanyPlanTest extends QueryPlanCase {
    /// How often a step was done, and what was read for nothing each time.
    private static final Pattern LEFT_OUT =
            Pattern.compile("loops=(\\d+)\\)(?:(?!loops=)[\\s\\S])*?Rows Removed by (?:Join )?Filter: (\\d+)");

    private static final int VISITS = 2_000;
    private static final int SITES = 4_000;

    @Override
    protected List<String> tables() {
        return List.of("visit", "visit_needs");
    }

    @Override
    protected void fill() throws SQLException {
        visits(1);
    }

    private void visits(int more) throws SQLException {
        sql("""
                INSERT INTO visit (id, customer_id, site_id, kind, title)
                SELECT gen_random_uuid(), pg_temp.nth(1), pg_temp.nth(1 + n %% 4000), 'repair', 'แอร์ไม่เย็น'
                FROM generate_series(1, %d) n
                """.formatted(more));
    }

    @Test
    void each_visit_is_found_without_reading_all_others_of_its_company() throws SQLException {
        String technicians = "'{00000000-0000-0000-0000-000000000001}'";
        String day = "now() + interval '1 day'";
        List<String> types = new ArrayList<>(List.of("uuid"));
        List<String> values = new ArrayList<>(List.of(ONE));
        for (int times : List.of(3, 7, 3)) {
            types.addAll(Collections.nCopies(times, "timestamptz"));
            types.addAll(List.of("uuid", "uuid[]", "uuid[]", "uuid[]"));
            values.addAll(Collections.nCopies(times, day));
            values.addAll(List.of(ONE, technicians, technicians, technicians));
        }

        String plan = plan(SceneRows.query(3000), types, values, () -> visits(VISITS));

        assertThat(plan).contains("Tid Scan");
        assertThat(LEFT_OUT.matcher(plan).results())
                .as(plan)
                .allMatch(each -> Integer.parseInt(each.group(1)) * Integer.parseInt(each.group(2)) <= VISITS + SITES);
    }
}
