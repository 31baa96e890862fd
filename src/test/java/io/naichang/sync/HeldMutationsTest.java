package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Children that come before their parents.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HeldMutationsTest {
    @Inject
    HeldMutations held;

    @Inject
    Changes changes;

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    private Tenant siam;
    private Person somchai;
    private Work work;
    private String planned;
    private Phone phone;

    @BeforeEach
    void a_phone_that_is_ahead_of_the_office() {
        siam = Given.tenant();
        somchai = siam.technician("somchai");
        work = Work.at(siam.dispatcher("nok"));
        planned = work.visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }

    @Test
    @ActivateRequestContext
    void a_note_waits_for_its_visit_and_is_there_when_the_visit_is() {
        UUID visit = UUID.randomUUID();
        UUID note = phone.creates("notes", Map.of("visitId", visit.toString(), "text", "ถึงก่อนใบงาน"));
        phone.creates("notes", Map.of("visitId", planned, "text", "ไม่ต้องรอใคร"));
        JsonNode results = phone.push();
        assertThat(results.get(0).path("status").asText()).isEqualTo("held");
        assertThat(results.get(1).path("status").asText()).isEqualTo("applied");
        held.look();
        assertThat(phone.pullPage().path("outcomes")).isEmpty();

        arrives(visit);
        held.look();

        JsonNode outcome = phone.pullPage().path("outcomes").get(0);
        assertThat(outcome.path("seq").asLong()).isEqualTo(1);
        assertThat(outcome.path("status").asText()).isEqualTo("applied");
        assertThat(phone.row("notes", note).path("text").asText()).isEqualTo("ถึงก่อนใบงาน");
        assertThat(phone.pullPage().path("outcomes")).as("told once").isEmpty();
    }

    @Test
    @ActivateRequestContext
    void what_follows_on_a_held_row_is_held_behind_it_and_a_group_waits_whole() {
        UUID visit = UUID.randomUUID();
        UUID note = phone.creates("notes", Map.of("visitId", visit.toString(), "text", "ผิดงาน"));
        phone.does("delete", "notes", note);
        phone.does("create", "notes", UUID.randomUUID())
                .put("group", "g")
                .putObject("set")
                .put("visitId", planned)
                .put("text", "กลุ่มเดียวกัน");
        phone.does("create", "notes", UUID.randomUUID())
                .put("group", "g")
                .putObject("set")
                .put("visitId", visit.toString())
                .put("text", "กลุ่มเดียวกัน");
        phone.push().forEach(each -> assertThat(each.path("status").asText()).isEqualTo("held"));

        arrives(visit);
        held.look();
        held.look();

        JsonNode outcomes = phone.pullPage().path("outcomes");
        assertThat(outcomes)
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.path("status").asText()).isEqualTo("applied"));
        assertThat(phone.holds("notes", note)).as("made, and taken back").isFalse();
    }

    @Test
    @ActivateRequestContext
    void what_is_held_behind_a_row_that_is_refused_ends_with_it() {
        UUID visit = UUID.randomUUID();
        UUID note = phone.creates("notes", Map.of("visitId", visit.toString(), "text", "งานของคนอื่น"));
        phone.does("delete", "notes", note);
        phone.push().forEach(each -> assertThat(each.path("status").asText()).isEqualTo("held"));

        arrives(visit, siam.technician("malee"));
        held.look();
        held.look();

        JsonNode outcomes = phone.pullPage().path("outcomes");
        assertThat(outcomes.findValuesAsText("status")).containsExactly("rejected", "rejected");
        assertThat(outcomes.findValuesAsText("code")).containsExactly("not-assigned", "unknown-record");
    }

    @Test
    @ActivateRequestContext
    void what_waits_for_five_days_is_told_to_a_dispatcher_once() {
        phone.creates("notes", Map.of("visitId", UUID.randomUUID().toString(), "text", "ใบงานหาย"));
        phone.push();
        caller.actAs(siam.id(), null);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("UPDATE sync_held SET received_at = received_at - interval '6 days'"));

        held.look();
        held.look();

        assertThat(siam.dispatcher("fah")
                        .request()
                        .get("/conflicts?status=open")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<java.util.List<String>>path("items.rule"))
                .containsOnlyOnce("held-too-long");
    }

    @Test
    void the_office_sees_how_much_waits_and_since_when() {
        phone.creates("notes", Map.of("visitId", UUID.randomUUID().toString(), "text", "ใบงานหาย"));
        phone.push();

        siam.dispatcher("fah")
                .request()
                .get("/devices?userId=" + somchai.id())
                .then()
                .statusCode(200)
                .body("items[0].heldMutations", equalTo(1))
                .body("items[0].oldestUnsyncedAt", notNullValue());
    }

    @Test
    @ActivateRequestContext
    void work_is_not_refused_because_the_visit_was_made_and_is_not_given_to_anybody_yet() {
        UUID visit = UUID.randomUUID();
        UUID note = phone.creates("notes", Map.of("visitId", visit.toString(), "text", "ลูกค้าโทรหาช่างโดยตรง"));
        phone.push();
        makes(visit);
        held.look();
        held.look();
        assertThat(phone.pullPage().path("outcomes")).isEmpty();

        work.schedule(visit.toString(), somchai, 5);
        held.look();

        assertThat(phone.pullPage().at("/outcomes/0/status").asText()).isEqualTo("applied");
        assertThat(phone.row("notes", note).path("text").asText()).isEqualTo("ลูกค้าโทรหาช่างโดยตรง");
    }

    @Test
    @ActivateRequestContext
    void work_for_a_visit_that_is_there_and_nobodys_waits_as_well() {
        UUID visit = UUID.randomUUID();
        makes(visit);
        phone.creates("notes", Map.of("visitId", visit.toString(), "text", "ลูกค้าโทรหาช่างโดยตรง"));
        phone.commands(visit, "start", Map.of());
        phone.push().forEach(each -> assertThat(each.path("status").asText()).isEqualTo("held"));

        work.schedule(visit.toString(), somchai, 5);
        held.look();

        assertThat(phone.pullPage().path("outcomes").findValuesAsText("status"))
                .as("the office changed the visit meanwhile: it gave it to him")
                .containsExactly("applied", "merged");
        assertThat(work.seen(visit.toString()).getString("status")).isEqualTo("in-progress");
    }

    /// As a dispatcher makes it, for nobody yet.
    private void makes(UUID visit) {
        siam.dispatcher("fah")
                .request()
                .body(Map.of(
                        "id",
                        visit,
                        "customerId",
                        work.customer(),
                        "siteId",
                        work.site(),
                        "kind",
                        "repair",
                        "title",
                        "แอร์ไม่เย็น"))
                .post("/visits")
                .then()
                .statusCode(201);
    }

    /// A visit with an id of its own, as an import or another node brings it: a copy of the planned one.
    private void arrives(UUID visit) {
        arrives(visit, somchai);
    }

    private void arrives(UUID visit, Person technician) {
        caller.actAs(siam.id(), null);
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "INSERT INTO visit (id, customer_id, site_id, kind, title, technician_id, planned_start, planned_end, status)"
                            + " SELECT ?, customer_id, site_id, kind, title, ?, planned_start, planned_end, status FROM visit WHERE id = ?",
                    visit,
                    technician.id(),
                    UUID.fromString(planned));
            sql.update(
                    "INSERT INTO visit_assignment (visit_id, user_id, from_version) VALUES (?, ?, 1)",
                    visit,
                    technician.id());
            changes.touch("visits", visit);
        });
    }
}
