package io.naichang.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Tokens;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class UserResourceTest {
    @Inject
    MovableClock clock;

    private final Tenant siam = Given.tenant();
    private final Person admin = siam.admin();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private ValidatableResponse create(Map<String, ?> body) {
        return admin.request().body(body).post("/users").then();
    }

    private Map<String, ?> boon(String id) {
        return Map.of("id", id, "username", "Boon." + siam.id(), "name", "บุญ", "roles", List.of("clerk"));
    }

    private static ValidatableResponse signIn(String username, String password) {
        return Given.nobody()
                .body(Map.of("username", username, "password", password))
                .post("/auth/token")
                .then();
    }

    @Test
    void an_admin_makes_a_user_who_gets_a_temporary_password() {
        String password = create(boon(UUID.randomUUID().toString()))
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", matchesPattern(".*/api/v1/users/[0-9a-f-]{36}"))
                .body("username", equalTo("boon." + siam.id()))
                .body("language", equalTo("th"))
                .body("mustChangePassword", equalTo(true))
                .extract()
                .path("temporaryPassword");

        signIn("boon." + siam.id(), password).statusCode(200).body("mustChangePassword", equalTo(true));
        clock.move(Duration.ofHours(73));
        signIn("boon." + siam.id(), password).statusCode(401).body("code", equalTo("password-expired"));
    }

    @Test
    void making_the_same_user_again_changes_nothing_and_tells_no_password() {
        String id = UUID.randomUUID().toString();
        create(boon(id)).statusCode(201);

        create(boon(id)).statusCode(201).body("id", equalTo(id)).body("temporaryPassword", nullValue());
    }

    @Test
    void an_id_is_not_given_to_somebody_else() {
        String id = UUID.randomUUID().toString();
        create(boon(id)).statusCode(201);

        create(Map.of("id", id, "username", "dao." + siam.id(), "name", "ดาว", "roles", List.of("agent")))
                .statusCode(409)
                .body("code", equalTo("id-taken"));
    }

    @Test
    void a_sign_in_name_is_unique_over_all_tenants() {
        Person kham = Given.tenant().technician("kham");

        create(Map.of("username", kham.username(), "name", "คำ", "roles", List.of("technician")))
                .statusCode(409)
                .body("code", equalTo("username-taken"));
    }

    @Test
    void what_is_wrong_with_a_new_user_is_named() {
        create(Map.of("username", "a b", "name", "x", "roles", List.of("clerk")))
                .statusCode(400)
                .body("field", equalTo("username"));
        create(Map.of("username", "x." + siam.id(), "name", "x", "roles", List.of("king")))
                .statusCode(400)
                .body("code", equalTo("invalid"));
        create(Map.of("username", "x." + siam.id(), "name", "x", "roles", List.of()))
                .statusCode(400)
                .body("field", equalTo("roles"));
        create(Map.of("username", "x." + siam.id(), "name", "x", "roles", List.of("clerk"), "password", "short"))
                .statusCode(400)
                .body("code", equalTo("weak-password"))
                .body("field", equalTo("password"));
        create(Map.of("username", "x." + siam.id(), "name", "x", "roles", List.of("clerk"), "phone", "081"))
                .statusCode(400)
                .body("field", equalTo("phone"));
    }

    @Test
    void a_patch_names_what_changes_and_null_clears() {
        Person dao = siam.agent("dao");
        admin.patch(0)
                .body(Map.of("name", "ดาว", "email", "dao@example.com", "roles", List.of("clerk", "agent")))
                .patch("/users/" + dao.id())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("ดาว"))
                .body("roles", equalTo(List.of("agent", "clerk")));

        admin.patch(1)
                .body("{\"email\":null}")
                .patch("/users/" + dao.id())
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("name", equalTo("ดาว"));
        assertThat(Tokens.claims(dao.signIn().token()).path("groups")).hasSize(2);
    }

    @Test
    void a_patch_of_what_one_has_not_read_is_refused() {
        Person dao = siam.agent("dao");
        admin.patch(7)
                .body("{\"name\":\"x\"}")
                .patch("/users/" + dao.id())
                .then()
                .statusCode(412);
        admin.request()
                .contentType("application/merge-patch+json")
                .body("{\"name\":\"x\"}")
                .patch("/users/" + dao.id())
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition-required"));
        admin.patch(0)
                .body("{\"username\":\"x\"}")
                .patch("/users/" + dao.id())
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-field"));
    }

    @Test
    void an_admin_who_has_never_signed_in_does_not_stand_in_for_the_last_one() {
        admin.request()
                .body(java.util.Map.of(
                        "username", "new." + admin.username(), "name", "ผู้ดูแลใหม่", "roles", List.of("admin")))
                .post("/users")
                .then()
                .statusCode(201);

        admin.request()
                .post("/users/" + admin.id() + "/disable")
                .then()
                .statusCode(409)
                .body("code", equalTo("last-admin"));
    }

    @Test
    void the_last_admin_cannot_be_lost() {
        admin.request()
                .post("/users/" + admin.id() + "/disable")
                .then()
                .statusCode(409)
                .body("code", equalTo("last-admin"));
        admin.patch(0)
                .body("{\"roles\":[\"clerk\"]}")
                .patch("/users/" + admin.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("last-admin"));

        siam.user("second", "admin");
        admin.request()
                .post("/users/" + admin.id() + "/disable")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
    }

    @Test
    void who_disables_a_technician_is_told_which_visits_he_still_has() {
        Person somchai = siam.technician("somchai");
        Work work = Work.at(siam.dispatcher("nok"));
        String later = work.visitOf(somchai, 5);
        String sooner = work.visitOf(somchai, 1);
        work.step(work.visitOf(somchai, 3), "cancel", java.util.Map.of("reason", "ลูกค้าขอยกเลิก"));
        work.visitOf(siam.technician("malee"), 1);

        admin.request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("openVisits.id", contains(sooner, later))
                .body("openVisits[0].status", equalTo("dispatched"))
                .body("openVisits[0].title", equalTo("แอร์ไม่เย็น"));
    }

    @Test
    void who_disables_one_of_a_crew_is_told_of_its_visits_too() {
        Person somchai = siam.technician("somchai");
        Person malee = siam.technician("malee");
        Work work = Work.at(siam.dispatcher("nok"));
        String visit = work.visit();
        work.step(
                visit,
                "schedule",
                java.util.Map.of(
                        "technicianId",
                        somchai.id(),
                        "crewIds",
                        java.util.List.of(malee.id()),
                        "plannedStart",
                        "2030-01-07T02:00:00Z",
                        "plannedEnd",
                        "2030-01-07T03:00:00Z"));

        admin.request()
                .post("/users/" + malee.id() + "/disable")
                .then()
                .statusCode(200)
                .body("openVisits.id", contains(visit))
                .body("openVisits[0].plannedStart", equalTo("2030-01-07T02:00:00.000Z"));
    }

    @Test
    void a_user_who_was_disabled_can_be_enabled() {
        Person dao = siam.agent("dao");
        dao.id();
        admin.request().post("/users/" + dao.id() + "/disable").then().statusCode(200);
        admin.request()
                .post("/users/" + dao.id() + "/enable")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));

        signIn(dao.username(), Given.PASSWORD).statusCode(200);
    }

    @Test
    void a_reset_password_signs_the_user_out_everywhere() {
        Person dao = siam.agent("dao");
        String before = dao.refreshToken();
        String password = admin.request()
                .post("/users/" + dao.id() + "/reset-password")
                .then()
                .statusCode(200)
                .extract()
                .path("temporaryPassword");

        signIn(dao.username(), Given.PASSWORD).statusCode(401);
        Given.nobody()
                .body(Map.of("refreshToken", before))
                .post("/auth/refresh")
                .then()
                .statusCode(401);
        signIn(dao.username(), password).statusCode(200);
    }

    @Test
    void everybody_changes_his_own_password() {
        Person ploy = siam.customer("ploy");
        String before = ploy.refreshToken();
        String next = ploy.request()
                .body(Map.of("current", Given.PASSWORD, "newPassword", "อีกรหัสผ่านหนึ่ง"))
                .post("/users/me/password")
                .then()
                .statusCode(200)
                .extract()
                .path("refreshToken");

        signIn(ploy.username(), Given.PASSWORD).statusCode(401);
        signIn(ploy.username(), "อีกรหัสผ่านหนึ่ง").statusCode(200);
        Given.nobody()
                .body(Map.of("refreshToken", next))
                .post("/auth/refresh")
                .then()
                .statusCode(200);
        Given.nobody()
                .body(Map.of("refreshToken", before))
                .post("/auth/refresh")
                .then()
                .statusCode(401);
    }

    @Test
    void a_password_is_not_changed_by_somebody_who_does_not_know_it() {
        Person ploy = siam.customer("ploy");
        ploy.request()
                .body(Map.of("current", "not-the-password", "newPassword", "another-password"))
                .post("/users/me/password")
                .then()
                .statusCode(401)
                .body("code", equalTo("bad-credentials"));
        ploy.request()
                .body(Map.of("current", Given.PASSWORD, "newPassword", "short"))
                .post("/users/me/password")
                .then()
                .statusCode(400)
                .body("code", equalTo("weak-password"))
                .body("field", equalTo("newPassword"));

        signIn(ploy.username(), Given.PASSWORD).statusCode(200);
    }

    @Test
    void users_are_listed_page_by_page() {
        for (String name : List.of("นก", "ดาว", "เล็ก")) {
            create(Map.of(
                            "username",
                            "u" + name.hashCode() + "." + siam.id(),
                            "name",
                            name,
                            "roles",
                            List.of("agent"),
                            "password",
                            Given.PASSWORD))
                    .statusCode(201);
        }
        List<String> names = new ArrayList<>();
        String after = null;
        do {
            var call = admin.request().queryParam("limit", 2).queryParam("role", "agent");
            var page = (after == null ? call : call.queryParam("after", after))
                    .get("/users")
                    .then()
                    .statusCode(200);
            names.addAll(page.extract().<List<String>>path("items.name"));
            after = page.extract().path("next");
        } while (after != null);

        assertThat(names).containsExactlyInAnyOrder("นก", "ดาว", "เล็ก");
    }

    @Test
    void nobody_sees_another_tenants_users() {
        Person kham = Given.tenant().technician("kham");

        admin.request().get("/users/" + kham.id()).then().statusCode(404).body("code", equalTo("not-found"));
        admin.patch(0)
                .body("{\"name\":\"x\"}")
                .patch("/users/" + kham.id())
                .then()
                .statusCode(404);
        for (String verb : List.of("disable", "enable", "reset-password")) {
            admin.request().post("/users/" + kham.id() + "/" + verb).then().statusCode(404);
        }
        admin.request()
                .get("/users")
                .then()
                .body("items.id", not(hasItem(kham.id().toString())));
        admin.request().get("/users").then().body("items", hasSize(1));
    }
}
