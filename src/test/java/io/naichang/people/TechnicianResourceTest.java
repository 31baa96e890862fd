package io.naichang.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TechnicianResourceTest {
    private final Tenant siam = Given.tenant();
    private Person nok;
    private Person somchai;

    @BeforeEach
    void begin() {
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
    }

    @Test
    void a_user_who_becomes_a_technician_is_one() {
        Person dao = siam.agent("dao");
        siam.admin()
                .patch(0)
                .body("{\"roles\":[\"agent\",\"technician\"]}")
                .patch("/users/" + dao.id())
                .then()
                .statusCode(200);

        nok.request().get("/technicians/" + dao.id()).then().statusCode(200).body("name", equalTo("dao"));
    }

    @Test
    void a_dispatcher_changes_where_a_technician_belongs_and_what_he_can_do() {
        String north = siam.region("เหนือ");
        String van = UUID.randomUUID().toString();
        nok.patch(0)
                .body(Map.of(
                        "regionId",
                        north,
                        "vanLocationId",
                        van,
                        "home",
                        Map.of("lat", 18.7883, "lon", 98.9853),
                        "skills",
                        Map.of("air-conditioner", 5, "chiller", 2)))
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("regionId", equalTo(north))
                .body("vanLocationId", equalTo(van))
                .body("skills.chiller", equalTo(2));

        nok.patch(1)
                .body("{\"skills\":{\"chiller\":null,\"boiler\":1},\"home\":null}")
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(200)
                .body("skills.chiller", nullValue())
                .body("skills.boiler", equalTo(1))
                .body("skills.air-conditioner", equalTo(5))
                .body("home", nullValue());
    }

    @Test
    void technicians_are_found_by_region_and_by_skill() {
        String north = siam.region("เหนือ");
        siam.technician("malee");
        nok.patch(0)
                .body(Map.of("regionId", north, "skills", Map.of("chiller", 2)))
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(200);

        nok.request().get("/technicians").then().body("items", hasSize(2));
        nok.request()
                .queryParam("regionId", north)
                .get("/technicians")
                .then()
                .body("items.name", equalTo(java.util.List.of("somchai")));
        nok.request().queryParam("skill", "chiller").get("/technicians").then().body("items", hasSize(1));
        nok.request().queryParam("skill", "boiler").get("/technicians").then().body("items", hasSize(0));
    }

    @Test
    void a_technician_who_left_is_listed_only_on_demand() {
        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        nok.request().get("/technicians").then().body("items", hasSize(0));
        nok.request().queryParam("active", false).get("/technicians").then().body("items", hasSize(1));
    }

    @Test
    void what_is_wrong_with_a_technicians_details_is_named() {
        Map<String, String> faults = Map.of(
                "{\"regionId\":\"" + UUID.randomUUID() + "\"}",
                "regionId",
                "{\"skills\":{\"chiller\":6}}",
                "skills.chiller",
                "{\"home\":{\"lat\":91,\"lon\":0}}",
                "home.lat",
                "{\"home\":{\"lat\":13}}",
                "home.lon",
                "{\"subcontractor\":\"yes\"}",
                "subcontractor");
        faults.forEach((patch, field) -> nok.patch(0)
                .body(patch)
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(400)
                .body("field", equalTo(field)));
    }

    @Test
    void who_may_read_technicians_may_not_always_change_them() {
        Person dao = siam.agent("dao");
        dao.request().get("/technicians/" + somchai.id()).then().statusCode(200);
        dao.patch(0).body("{}").patch("/technicians/" + somchai.id()).then().statusCode(403);
        somchai.request().get("/technicians").then().statusCode(403);
    }

    @Test
    void a_dispatcher_is_no_technician() {
        nok.request().get("/technicians/" + nok.id()).then().statusCode(404);
    }

    @Test
    void a_region_with_technicians_is_not_deleted() {
        String north = siam.region("เหนือ");
        nok.patch(0)
                .body(Map.of("regionId", north))
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(200);

        siam.admin().patch(0).delete("/regions/" + north).then().statusCode(409).body("code", equalTo("in-use"));
        nok.patch(1)
                .body("{\"regionId\":null}")
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(200);
        siam.admin().patch(0).delete("/regions/" + north).then().statusCode(204);
        nok.request().get("/regions/" + north).then().statusCode(404);
    }

    @Test
    void two_regions_do_not_share_a_name() {
        siam.region("เหนือ");
        siam.admin()
                .request()
                .body(Map.of("name", "เหนือ"))
                .post("/regions")
                .then()
                .statusCode(409)
                .body("code", equalTo("already-exists"));
    }

    @Test
    void a_region_is_renamed_by_whoever_has_read_it() {
        String north = siam.region("เหนือ");
        siam.admin()
                .patch(0)
                .body("{\"nameEn\":\"North\"}")
                .patch("/regions/" + north)
                .then()
                .statusCode(200)
                .body("nameEn", equalTo("North"))
                .body("version", equalTo(1));
        siam.admin()
                .patch(0)
                .body("{\"nameEn\":\"N\"}")
                .patch("/regions/" + north)
                .then()
                .statusCode(412);
        assertThat(somchai.request().get("/regions").then().extract().<String>path("items[0].nameEn"))
                .isEqualTo("North");
    }

    @Test
    void another_tenants_technicians_and_regions_are_not_there() {
        Tenant lanna = Given.tenant();
        Person kham = lanna.technician("kham");
        String north = lanna.region("เหนือ");

        nok.request().get("/technicians/" + kham.id()).then().statusCode(404);
        nok.patch(0).body("{}").patch("/technicians/" + kham.id()).then().statusCode(404);
        nok.request().get("/regions/" + north).then().statusCode(404);
        siam.admin().patch(0).delete("/regions/" + north).then().statusCode(404);
        nok.request()
                .get("/technicians")
                .then()
                .body("items.id", not(hasItem(kham.id().toString())));
        nok.patch(0)
                .body(Map.of("regionId", north))
                .patch("/technicians/" + somchai.id())
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-region"));
    }
}
