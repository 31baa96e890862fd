package io.naichang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people paste to say where something is, as the browser reads it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class WherePageTest extends PageCase {
    private static final String NOWHERE = "null";

    /// What is pasted → where it is.
    private static final Map<String, String> TOLD = new LinkedHashMap<>();

    static {
        TOLD.put("18.78830, 98.98530", "18.7883 98.9853");
        TOLD.put("  13.7563 100.50 ", "13.7563 100.5");
        TOLD.put("100.50180, 13.75630", "13.7563 100.5018");
        TOLD.put("98.98530, 18.78830", "18.7883 98.9853");
        TOLD.put("-33.86880, 151.20930", "-33.8688 151.2093");
        TOLD.put("geo:13.7563,100.5018?z=17", "13.7563 100.5018");
        TOLD.put("https://www.google.com/maps?q=13.7563%2C100.5018", "13.7563 100.5018");
        TOLD.put("https://www.google.com/maps/search/13.7563,+100.5018?entry=tts", "13.7563 100.5018");
        TOLD.put(
                "https://www.google.com/maps/place/x/@18.81,98.90,15z/data=!3m1!8m2!3d18.79561!4d98.97012",
                "18.79561 98.97012");
        TOLD.put("https://www.google.com/maps/dir/18.7883,98.9853/18.7961,98.9671/@18.79,98.97,15z", "18.7961 98.9671");
        TOLD.put("https://www.openstreetmap.org/?mlat=13.7563&mlon=100.5018#map=17/13.75/100.50", "13.7563 100.5018");
        TOLD.put("13°45'22.7\"N 100°30'06.5\"E", "13.75631 100.50181");
        TOLD.put("18.78830° N, 98.98530° E", "18.7883 98.9853");
        TOLD.put("N18.78830 E98.98530", "18.7883 98.9853");
        TOLD.put("พิกัด 18.78830, 98.98530.", "18.7883 98.9853");
        TOLD.put("https://www.google.com/maps/dir/18.7883,98.9853/18.8000,98.9500/@18.79,98.96,14.25z", "18.8 98.95");
        TOLD.put(
                "https://www.google.com/maps/dir/18.7883,98.9853/Central+Chiang+Mai/@18.79,98.96,14z/data=!4m9!1d98.9672!2d18.8072!3e0",
                "18.8072 98.9672");
        TOLD.put("https://www.google.com/maps/dir/18.7883,98.9853/Central+Chiang+Mai/@18.79,98.96,14z", NOWHERE);
        TOLD.put("https://www.google.com/maps/@18.7883,98.9853,14.25z", NOWHERE);
        TOLD.put("https://www.google.com/maps/place/Chiang+Mai/@18.7883,98.9853,12.75z", NOWHERE);
        // Only the middle of what a map shows.
        TOLD.put(
                "https://www.google.com/maps/search/%E0%B9%81%E0%B8%AD%E0%B8%A3%E0%B9%8C/@18.8112,98.9001,15z",
                NOWHERE);
        TOLD.put("https://maps.app.goo.gl/aBcDeFgHiJk", NOWHERE);
        TOLD.put("ตรงข้ามวัดเจดีย์หลวง 081-234-5678", NOWHERE);
        TOLD.put("118.78830, 98.98530", NOWHERE);
        TOLD.put("%", NOWHERE);
        TOLD.put("", NOWHERE);
    }

    @Test
    void positions_and_links_are_read_as_they_are_meant_and_nothing_else_is_a_place() {
        browser.open("/");
        Map<String, String> read = new LinkedHashMap<>();
        TOLD.keySet()
                .forEach(text -> read.put(
                        text,
                        String.valueOf(browser.run(
                                "return import(new URL('js/where.js', location.origin + '/desk/')).then(({ read }) => {"
                                        + " const at = read(arguments[0]); const short = it => String(Number(it.toFixed(5)));"
                                        + " return at ? `${short(at.lat)} ${short(at.lon)}` : 'null'; })",
                                text))));

        assertThat(read).isEqualTo(TOLD);
    }

    @Test
    void an_address_is_kept_without_the_words_for_what_its_names_are_of() {
        browser.open("/");

        Object read = browser.run(
                "return import(new URL('js/thai-address.js', location.origin + '/desk/')).then(({ empty, read }) =>"
                        + " JSON.stringify(read({ ...empty(), moo: 'หมู่ที่ 5', soi: 'ซ.3', road: 'ถ.สุขุมวิท', subdistrict: 'แขวงคลองเตย',"
                        + " district: 'เขตคลองเตย', province: 'กทม.' })))");

        assertThat(read)
                .isEqualTo(
                        "{\"houseNumber\":null,\"moo\":\"5\",\"soi\":\"3\",\"road\":\"สุขุมวิท\",\"subdistrict\":\"คลองเตย\","
                                + "\"district\":\"คลองเตย\",\"province\":\"กรุงเทพมหานคร\",\"postcode\":null}");
    }
}
