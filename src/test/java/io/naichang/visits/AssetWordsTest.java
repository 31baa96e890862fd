package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Notes and photos that belong to a machine and to no visit: they are where the machine is, for whoever works there.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what the set-up makes is there, or the test fails
class AssetWordsTest {
    private Person nok;
    private Person somchai;
    private Person malee;
    private Person anan;
    private Work here;
    private Work there;

    @BeforeEach
    void two_technicians_at_one_site_and_one_at_another() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        malee = siam.technician("malee");
        anan = siam.technician("anan");
        here = Work.at(nok);
        there = here.elsewhere();
        here.visitOf(somchai, 1);
        here.visitOf(malee, 3);
        there.visitOf(anan, 1);
    }

    private UUID photo(Phone phone) {
        return phone.creates(
                "attachments",
                Map.of(
                        "assetId",
                        here.asset(),
                        "kind",
                        "photo",
                        "sha256",
                        "ab".repeat(32),
                        "size",
                        1000,
                        "contentType",
                        "image/jpeg",
                        "caption",
                        "แผ่นป้ายเครื่อง"));
    }

    private UUID note(Phone phone) {
        return phone.creates("notes", Map.of("assetId", here.asset(), "text", "ฝาครอบแตก"));
    }

    private static void asksForTheFile(Person technician, UUID attachment, String code) {
        technician
                .request()
                .get("/attachments/" + attachment + "/content")
                .then()
                .statusCode(404)
                .body("code", equalTo(code));
    }

    @Test
    void what_one_technician_hangs_on_a_machine_is_for_every_technician_of_its_site() {
        Phone somchais = Phone.of(somchai).pull();
        UUID photo = photo(somchais);
        UUID note = note(somchais);
        somchais.push();

        Phone malees = Phone.of(malee).pull();
        assertThat(malees.row("attachments", photo).path("caption").asText()).isEqualTo("แผ่นป้ายเครื่อง");
        assertThat(malees.row("notes", note).path("text").asText()).isEqualTo("ฝาครอบแตก");
        asksForTheFile(malee, photo, "not-uploaded");
    }

    @Test
    void a_technician_who_does_not_work_there_neither_gets_it_nor_may_ask_for_it() {
        Phone somchais = Phone.of(somchai).pull();
        UUID photo = photo(somchais);
        UUID note = note(somchais);
        somchais.push();

        Phone anans = Phone.of(anan).pull();
        assertThat(anans.holds("attachments", photo)).isFalse();
        assertThat(anans.holds("notes", note)).isFalse();
        asksForTheFile(anan, photo, "not-found");
    }

    @Test
    void a_photo_of_a_visit_is_not_shown_to_others_because_it_shows_their_machine() {
        String visit = here.visitOf(somchai, 5);
        Phone somchais = Phone.of(somchai).pull();
        UUID photo = somchais.creates(
                "attachments",
                Map.of(
                        "visitId",
                        visit,
                        "assetId",
                        here.asset(),
                        "kind",
                        "photo",
                        "sha256",
                        "cd".repeat(32),
                        "size",
                        1000,
                        "contentType",
                        "image/jpeg"));
        somchais.push();

        assertThat(Phone.of(malee).pull().holds("attachments", photo)).isFalse();
        asksForTheFile(malee, photo, "not-found");
        asksForTheFile(somchai, photo, "not-uploaded");
    }

    @Test
    void a_machine_that_moves_to_another_site_takes_its_notes_and_photos_along() {
        Phone somchais = Phone.of(somchai).pull();
        UUID photo = photo(somchais);
        UUID note = note(somchais);
        somchais.push();
        Phone malees = Phone.of(malee).pull();
        Phone anans = Phone.of(anan).pull();

        nok.patch(version())
                .body(Map.of("siteId", there.site()))
                .patch("/assets/" + here.asset())
                .then()
                .statusCode(200);

        malees.pull();
        assertThat(malees.holds("assets", here.asset())).isFalse();
        assertThat(malees.holds("attachments", photo)).isFalse();
        assertThat(malees.holds("notes", note)).isFalse();
        anans.pull();
        assertThat(anans.row("attachments", photo).path("caption").asText()).isEqualTo("แผ่นป้ายเครื่อง");
        assertThat(anans.row("notes", note).path("text").asText()).isEqualTo("ฝาครอบแตก");
        asksForTheFile(anan, photo, "not-uploaded");
    }

    private int version() {
        return nok.request()
                .get("/assets/" + here.asset())
                .then()
                .statusCode(200)
                .extract()
                .path("version");
    }
}
