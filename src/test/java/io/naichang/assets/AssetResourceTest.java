package io.naichang.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what the set-up or Selenium answers is there, or the test fails
class AssetResourceTest {
    private static @Nullable Tenant shared;
    private static @Nullable Person sharedNok;
    private static @Nullable Work sharedWork;

    @Inject
    AssetReports reports;

    @Inject
    Sql sql;

    @Inject
    Caller caller;

    private Tenant siam;
    private Person nok;
    private Work work;

    @BeforeEach
    void a_site() {
        if (shared == null) {
            shared = Given.tenant();
            sharedNok = shared.dispatcher("nok");
            sharedWork = Work.at(sharedNok);
        }
        siam = shared;
        nok = sharedNok;
        work = sharedWork;
    }

    private ValidatableResponse create(Person person, String fields) {
        return person.request()
                .body("{\"customerId\": \"%s\", \"siteId\": \"%s\", %s}"
                        .formatted(work.customer(), work.site(), fields))
                .post("/assets")
                .then();
    }

    private String created(String fields) {
        return create(nok, fields).statusCode(201).extract().path("id");
    }

    /// Runs something as the system would for this tenant.
    private <T> T acting(Supplier<T> work) {
        ManagedContext context = Arc.container().requestContext();
        boolean mine = !context.isActive();
        if (mine) {
            context.activate();
        }
        try {
            caller.actAs(siam.id(), null);
            return QuarkusTransaction.requiringNew().call(work::get);
        } finally {
            if (mine) {
                context.terminate();
            }
        }
    }

    @Test
    void an_asset_is_created_read_and_amended() {
        String id = create(nok, """
                "model": "FTKM24", "serial": "TH-0042", "installedOn": "2024-02-29", "warrantyUntil": "2029-02-28",
                "condition": "good", "meterReading": 1200.50""")
                .statusCode(201)
                .body("installedOn", equalTo("2024-02-29"))
                .body("meterReading", equalTo(1200.5f))
                .body("recentReports", nullValue())
                .extract()
                .path("id");

        nok.patch(1)
                .body("{\"condition\": \"poor\", \"warrantyUntil\": null}")
                .patch("/assets/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("condition", equalTo("poor"))
                .body("warrantyUntil", nullValue())
                .body("model", equalTo("FTKM24"));
    }

    @Test
    void a_repeated_create_is_known_by_its_values_not_their_spelling() {
        UUID id = UUID.randomUUID();
        create(nok, "\"id\": \"" + id + "\", \"model\": \"A\", \"meterReading\": 120")
                .statusCode(201);

        create(nok, "\"id\": \"" + id + "\", \"model\": \"A\", \"meterReading\": 1.200E+2")
                .statusCode(201)
                .body("version", equalTo(1));
        create(nok, "\"id\": \"" + id + "\", \"model\": \"A\", \"meterReading\": 121")
                .statusCode(409)
                .body("code", equalTo("id-taken"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "installedOn": "2026-02-30"     | installedOn
                    "installedOn": "2569-03-01"     | installedOn
                    "installedOn": [2026, 3, 1]     | installedOn
                    "installedOn": 20000            | installedOn
                    "condition": "new"              | condition
                    "meterReading": -1              | meterReading
                    "meterReading": "12"            | meterReading
                    "meterReading": 1e30            | meterReading
                    "meterReading": 0.0000001       | meterReading
                    "serial": ""                    | serial
                    "siteId": null                  | siteId
                    """)
    void a_faulty_form_is_refused_with_the_field(String field, String name) {
        String id = created("\"model\": \"A\"");

        nok.patch(1)
                .body("{" + field + "}")
                .patch("/assets/{id}", id)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("field", equalTo(name));
    }

    @Test
    void an_asset_stands_at_a_site_that_is_there() {
        nok.request()
                .body(Map.of("customerId", work.customer(), "siteId", UUID.randomUUID(), "model", "A"))
                .post("/assets")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-site"))
                .body("field", equalTo("siteId"));
    }

    @Test
    void assets_are_found_by_site_customer_and_either_serial_number() {
        String serial = "TH-" + UUID.randomUUID();
        String id = created("\"model\": \"B\", \"serialSeen\": \"" + serial + "\"");

        for (String filter :
                List.of("serial=" + serial, "q=b&siteId=" + work.site(), "q=B&customerId=" + work.customer())) {
            nok.request().get("/assets?" + filter).then().statusCode(200).body("items.id", equalTo(List.of(id)));
        }
    }

    @Test
    void storekeepers_write_assets_and_clerks_only_read_them() {
        Person lek = siam.storekeeper("lek");
        String id = create(lek, "\"model\": \"A\"").statusCode(201).extract().path("id");
        Person boon = siam.clerk("boon");

        boon.request().get("/assets/{id}", id).then().statusCode(200);
        create(boon, "\"model\": \"A\"").statusCode(403);
        boon.request().header("If-Match", "*").delete("/assets/{id}", id).then().statusCode(403);
        Given.tenant()
                .dispatcher("fah")
                .request()
                .get("/assets/{id}", id)
                .then()
                .statusCode(404);
    }

    @Test
    void an_asset_travels_with_its_last_three_reports() {
        String id = created("\"model\": \"A\"");
        acting(() -> {
            for (int day = 1; day <= 4; day++) {
                Instant at = Instant.parse("2026-03-0" + day + "T02:00:00Z");
                reports.add(UUID.fromString(id), new UUID(0, day), at, "fixed", "วันที่ " + day);
            }
            return "";
        });

        nok.request()
                .get("/assets/{id}", id)
                .then()
                .body("version", equalTo(2))
                .body("recentReports.summary", equalTo(List.of("วันที่ 4", "วันที่ 3", "วันที่ 2")))
                .body("recentReports[0].at", equalTo("2026-03-04T02:00:00.000Z"));
    }

    @Test
    void a_change_at_the_desk_is_on_the_sync_clock_with_its_history() {
        String id =
                created("\"model\": \"A\", \"condition\": \"good\", \"externalId\": \"ERP-" + UUID.randomUUID() + "\"");
        nok.patch(1)
                .body("{\"condition\": null}")
                .patch("/assets/{id}", id)
                .then()
                .statusCode(200);

        UUID asset = UUID.fromString(id);
        assertThat(acting(() -> sql.list(
                        "SELECT version || ' ' || (doc ? 'externalId')::text FROM sync_document WHERE collection = 'assets' AND id = ?"
                                .replace(" ? '", " ?? '"),
                        row -> row.getString(1),
                        asset)))
                .containsExactly("2 false");
        assertThat(acting(() -> sql.list(
                        "SELECT bucket || ' ' || op::text FROM sync_member WHERE collection = 'assets' AND id = ?",
                        row -> row.getString(1),
                        asset)))
                .containsExactly("site:" + work.site() + " P");
        assertThat(acting(() -> sql.list(
                        "SELECT version || ' ' || value::text || ' ' || actor::text FROM field_change WHERE id = ? AND field = 'condition' ORDER BY version",
                        row -> row.getString(1),
                        asset)))
                .containsExactly("1 \"good\" " + nok.id(), "2 null " + nok.id());
    }

    @Test
    void an_asset_that_moves_leaves_the_phones_of_its_old_site() {
        Work elsewhere = work.elsewhere();
        Person kham = siam.technician("kham");
        elsewhere.visitOf(kham, 3);
        Phone phone = Phone.of(kham).pull();
        assertThat(phone.holds("assets", elsewhere.asset())).isTrue();

        nok.patch(1)
                .body(Map.of("siteId", work.site()))
                .patch("/assets/{id}", elsewhere.asset())
                .then()
                .statusCode(200);

        assertThat(phone.pull().holds("assets", elsewhere.asset())).isFalse();
    }

    @Test
    void what_was_seen_at_a_machine_counts_though_it_was_moved_meanwhile() {
        Work elsewhere = work.elsewhere();
        Person anan = siam.technician("anan");
        elsewhere.visitOf(anan, 5);
        Phone phone = Phone.of(anan).pull();
        phone.patches("assets", elsewhere.asset(), "meterReading", 512.5);
        nok.patch(1)
                .body(Map.of("siteId", work.site()))
                .patch("/assets/{id}", elsewhere.asset())
                .then()
                .statusCode(200);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("merged");
        nok.request().get("/assets/{id}", elsewhere.asset()).then().body("meterReading", equalTo(512.5f));
    }
}
